import { optionsOf, stateOf } from './elements.ts';
import { chooseFiles } from './form-files.ts';
import { asText, isObject, type Json } from './json.ts';
import { acceptView } from './methods/views.ts';
import { asObject, interact, type PersonContext, type PersonResult } from './person-context.ts';
import { Refusal } from './refusal.ts';
import * as shape from './shapes/interaction.ts';
import { viewObject } from './shapes/view.ts';
import { statefulElements, type StoredView } from './view-store.ts';

/** block_id → what the person puts in: text, an option's value, a date, a list of values or SentFiles, null for empty. */
export type FilledValues = Record<string, unknown>;

export interface SubmitResult extends PersonResult {
  /** False when Slack itself refused it (a required field is empty): the app was not asked. */
  sent: boolean;
  /** block_id → text under the field, from the app or from Slack itself. */
  errors: Record<string, string>;
  /** The view this person sees now; undefined when the modal is gone. */
  view: StoredView | undefined;
}

export interface PersonModals {
  /** The view on top, or undefined. */
  currentView(): StoredView | undefined;
  viewStack(): readonly StoredView[];
  fill(values: FilledValues): void;
  /** Fills, submits and applies the app's answer as Slack does. slack.md §2 */
  submitView(args?: { values?: FilledValues; viewId?: string }): Promise<SubmitResult>;
  /** view_closed is sent only with notify_on_close. slack.md §2 */
  closeView(): Promise<PersonResult | undefined>;
  /** What an external_select offers for this text (a `block_suggestion` request). */
  suggestions(args: { blockId: string; query: string }): Promise<Json[]>;
}

export function personModals(context: PersonContext): PersonModals {
  const { core, user } = context;

  function openView(viewId?: string): StoredView {
    const view = viewId ? core.views.stack(user.id).find((entry) => entry.id === viewId) : core.views.current(user.id);
    if (!view) throw new Error(`${user.id} has no view open`);
    return view;
  }

  function payloadOf(type: string, view: StoredView): Json {
    return {
      type,
      ...shape.interactionBase(core),
      team: shape.ownTeam(core, user), // where they are from §1.2
      user: shape.interactionUser(user),
      view: viewObject(core, view),
      is_enterprise_install: false,
    };
  }

  function ended(result: PersonResult, errors: Record<string, string>, sent: boolean): SubmitResult {
    return { ...result, sent, errors, view: core.views.current(user.id) };
  }

  async function submit(view: StoredView): Promise<SubmitResult> {
    const trigger = core.triggers.issue(user.id, view.id);
    const payload = { ...payloadOf('view_submission', view), trigger_id: trigger.id, response_urls: [] };
    const name = asText(view.content['callback_id']) ?? '';
    const key = `${view.id}:${view.hash}`;
    const result = await interact(context, { kind: 'view_submission', name, key, payload });
    if (result.error !== undefined) return ended(result, {}, true); // the modal stays, nothing typed is lost
    try {
      view.errors = applyResponse(context, view, result.body);
      return ended(result, view.errors, true);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.seen.lastError = 'We had some trouble connecting. Try again?';
      return ended({ ...result, error: error.code }, {}, true);
    }
  }

  return {
    currentView: () => core.views.current(user.id),
    viewStack: () => core.views.stack(user.id),
    fill: (values) => fillView(context, openView(), values),
    async submitView({ values = {}, viewId } = {}) {
      const view = openView(viewId);
      fillView(context, view, values);
      const missing = slackOwnErrors(view);
      if (Object.keys(missing).length === 0) return submit(view);
      const nothing = { status: undefined, body: undefined, headers: {}, deliveries: [], error: undefined };
      return ended(nothing, missing, false);
    },
    async closeView() {
      const view = openView();
      core.views.pop(user.id);
      if (view.content['notify_on_close'] !== true) return undefined;
      const payload = { ...payloadOf('view_closed', view), is_cleared: false };
      const name = asText(view.content['callback_id']) ?? '';
      return interact(context, { kind: 'view_closed', name, key: `${view.id}:closed`, payload });
    },
    async suggestions({ blockId, query }) {
      const view = openView();
      const element = elementIn(view, blockId);
      const payload = {
        ...payloadOf('block_suggestion', view),
        action_id: element['action_id'],
        block_id: blockId,
        value: query,
        container: { type: 'view', view_id: view.id },
      };
      const key = core.state.nextId('Sg');
      const name = String(element['action_id']);
      const result = await interact(context, { kind: 'block_suggestion', name, key, payload });
      return optionsOf(asObject(result.body));
    },
  };
}

function fillView(context: PersonContext, view: StoredView, values: FilledValues): void {
  for (const [blockId, value] of Object.entries(values)) {
    const element = elementIn(view, blockId);
    const put = element['type'] === 'file_input' ? chooseFiles(context, element, value) : value;
    (view.values[blockId] ??= {})[String(element['action_id'])] = stateOf(element, put);
  }
}

function elementIn(view: StoredView, blockId: string): Json {
  const found = statefulElements(view.content).find(([block]) => block['block_id'] === blockId);
  if (!found) throw new Error(`the view has no field ${blockId}`);
  return found[1];
}

/** What Slack checks before it asks the app: required fields and lengths. */
function slackOwnErrors(view: StoredView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const [block, element] of statefulElements(view.content)) {
    if (block['type'] !== 'input') continue;
    const blockId = String(block['block_id']);
    const state = view.values[blockId]?.[String(element['action_id'])] ?? {};
    const value = Object.entries(state).find(([name]) => name !== 'type')?.[1];
    const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
    if (empty && block['optional'] !== true) errors[blockId] = 'Please complete this required field.';
    const problem = typeof value === 'string' ? lengthProblem(element, value) : undefined;
    if (!empty && problem) errors[blockId] = problem;
  }
  return errors;
}

function lengthProblem(element: Json, value: string): string | undefined {
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && value.length < min) return `Please enter at least ${min} characters.`;
  if (typeof max === 'number' && value.length > max) return `Please enter at most ${max} characters.`;
  return undefined;
}

/** `response_action`: errors, update, push, clear; an empty answer closes this view. slack.md §2 */
function applyResponse({ core, user }: PersonContext, view: StoredView, body: unknown): Record<string, string> {
  const answer = asObject(body);
  const action = answer['response_action'];
  if (action === undefined) {
    core.views.pop(user.id);
    return {};
  }
  if (action === 'clear') {
    core.views.clear(user.id);
    return {};
  }
  if (action === 'errors') {
    if (core.connect.hashAfterErrors === 'new') view.hash = core.views.newHash();
    return readErrors(view, answer['errors']);
  }
  if (action !== 'update' && action !== 'push') throw new Refusal('invalid_response_action', '§2');
  const next = isObject(answer['view']) ? structuredClone(answer['view']) : {};
  const content = acceptView(core, next, 'modal', view.id);
  if (action === 'update') core.views.update(view, content, undefined);
  else core.views.push(user.id, content);
  return {};
}

/** Keys are block_ids of input blocks; anything else and Slack shows its own error. slack.md §2 */
function readErrors(view: StoredView, errors: unknown): Record<string, string> {
  const inputs = statefulElements(view.content).filter(([block]) => block['type'] === 'input');
  const known = new Set(inputs.map(([block]) => String(block['block_id'])));
  const entries = Object.entries(asObject(errors));
  const wrong = entries.some(([blockId, text]) => !known.has(blockId) || typeof text !== 'string' || text === '');
  if (entries.length === 0 || wrong) throw new Refusal('invalid_response_errors', '§2');
  return Object.fromEntries(entries.map(([blockId, text]) => [blockId, String(text)]));
}
