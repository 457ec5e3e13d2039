import { isObject, type Json } from './json.ts';
import { Refusal } from './refusal.ts';

/** block_id → action_id → what Slack reports as the element's state. */
export type ViewValues = Record<string, Record<string, Json>>;

export interface StoredView {
  id: string;
  userId: string;
  type: 'modal' | 'home';
  content: Json;
  hash: string;
  rootViewId: string;
  previousViewId: string | undefined;
  externalId: string | undefined;
  values: ViewValues;
  errors: Record<string, string>;
}

/** The modals each person has open (a stack of at most three) and their App Home. slack.md §2 */
export interface ViewStore {
  open(userId: string, content: Json): StoredView;
  push(userId: string, content: Json): StoredView;
  /** Throws not_found and hash_conflict. */
  update(view: StoredView | undefined, content: Json, hash: string | undefined): StoredView;
  publish(userId: string, content: Json, hash: string | undefined): StoredView;
  find(viewId: string): StoredView | undefined;
  findByExternalId(externalId: string): StoredView | undefined;
  current(userId: string): StoredView | undefined;
  stack(userId: string): readonly StoredView[];
  home(userId: string): StoredView | undefined;
  pop(userId: string): void;
  clear(userId: string): void;
  newHash(): string;
}

const MAX_STACK = 3; // §2: ≤3 views in a stack

export function createViewStore(nextId: (prefix: string) => string, nextTs: () => string): ViewStore {
  const stacks = new Map<string, StoredView[]>();
  const homes = new Map<string, StoredView>();
  const newHash = (): string => `${nextTs().split('.')[0]}.${nextId('').slice(-8)}`;

  function create(userId: string, type: 'modal' | 'home', content: Json, below: StoredView | undefined): StoredView {
    const id = nextId('V');
    const externalId = content['external_id'];
    return {
      id,
      userId,
      type,
      content,
      hash: newHash(),
      rootViewId: below?.rootViewId ?? id,
      previousViewId: below?.id,
      externalId: typeof externalId === 'string' && externalId !== '' ? externalId : undefined,
      values: initialValues(content),
      errors: {},
    };
  }

  function replace(view: StoredView, content: Json, hash: string | undefined): StoredView {
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict', '§2');
    // What the user typed survives in blocks whose ids stay.
    const kept = keepValues(view.values, initialValues(content));
    return Object.assign(view, { content, values: kept, errors: {}, hash: newHash() });
  }

  const store: ViewStore = {
    open(userId, content) {
      const view = create(userId, 'modal', content, undefined);
      stacks.set(userId, [view]);
      return view;
    },
    push(userId, content) {
      const stack = stacks.get(userId) ?? [];
      if (stack.length >= MAX_STACK) throw new Refusal('push_limit_reached', '§2');
      const view = create(userId, 'modal', content, stack.at(-1));
      stacks.set(userId, [...stack, view]);
      return view;
    },
    update(view, content, hash) {
      if (!view) throw new Refusal('not_found', '§2');
      return replace(view, content, hash);
    },
    publish(userId, content, hash) {
      const existing = homes.get(userId);
      if (existing) return replace(existing, content, hash);
      const view = create(userId, 'home', content, undefined);
      homes.set(userId, view);
      return view;
    },
    find(viewId) {
      return everyView().find((view) => view.id === viewId);
    },
    findByExternalId(externalId) {
      return everyView().find((view) => view.externalId === externalId);
    },
    current: (userId) => stacks.get(userId)?.at(-1),
    stack: (userId) => stacks.get(userId) ?? [],
    home: (userId) => homes.get(userId),
    pop: (userId) => void stacks.get(userId)?.pop(),
    clear: (userId) => void stacks.delete(userId),
    newHash,
  };
  return store;

  function everyView(): StoredView[] {
    return [...[...stacks.values()].flat(), ...homes.values()];
  }
}

/** The state before anybody typed: every input element with its initial value. */
function initialValues(content: Json): ViewValues {
  const values: ViewValues = {};
  for (const [block, element] of statefulElements(content)) {
    const state = initialState(element);
    if (state) (values[String(block['block_id'])] ??= {})[String(element['action_id'])] = state;
  }
  return values;
}

/** Elements whose value Slack reports: those of input blocks and selects elsewhere. */
export function statefulElements(content: Json): [block: Json, element: Json][] {
  const found: [Json, Json][] = [];
  for (const block of Array.isArray(content['blocks']) ? content['blocks'].filter(isObject) : []) {
    const elements = [
      block['element'],
      block['accessory'],
      ...(Array.isArray(block['elements']) ? block['elements'] : []),
    ];
    for (const element of elements) {
      if (isObject(element) && typeof element['action_id'] === 'string') found.push([block, element]);
    }
  }
  return found;
}

/** The empty or initial state of an element, or undefined for those that have none (buttons, overflow). */
function initialState(element: Json): Json | undefined {
  const type = String(element['type']);
  const field = STATE_FIELD[type];
  if (!field) return undefined;
  const [name, initial] = field;
  const start = element[initial];
  return { type, [name]: start ?? (name.endsWith('s') ? [] : null) };
}

/** Element type → the field that carries its value and the one that carries its initial value. */
export const STATE_FIELD: Readonly<Record<string, readonly [field: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  file_input: ['files', 'initial_files'],
};

function keepValues(before: ViewValues, fresh: ViewValues): ViewValues {
  for (const [blockId, elements] of Object.entries(fresh)) {
    for (const [actionId, state] of Object.entries(elements)) {
      const old = before[blockId]?.[actionId];
      if (old !== undefined && old['type'] === state['type']) elements[actionId] = old;
    }
  }
  return fresh;
}
