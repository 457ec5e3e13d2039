import { listInteractiveElements } from './block-kit/interactive.ts';
import { isObject, type Json } from './json.ts';
import { STATE_FIELD } from './view-store.ts';

export interface PressedElement {
  blockId: string;
  element: Json;
}

export interface ElementQuery {
  actionId: string;
  blockId?: string | undefined;
  value?: unknown;
}

/** The element as it was posted. Throws when there is none, or when several fit and blockId or value do not tell. */
export function findElement(content: Json, { actionId, blockId, value }: ElementQuery): PressedElement {
  const fitting = listInteractiveElements(content)
    .filter((found) => found.actionId === actionId)
    .filter((found) => blockId === undefined || found.blockId === blockId);
  const exact = value === undefined ? fitting : fitting.filter(({ element }) => offers(element, value));
  const [found, second] = exact;
  if (!found) throw new Error(`there is no element ${actionId}${blockId ? ` in ${blockId}` : ''} that offers this`);
  if (second) throw new Error(`several elements are called ${actionId}: say which by blockId or value`);
  return found;
}

/** What the person did with it, as `actions[0]` of block_actions. */
export function actionOf({ blockId, element }: PressedElement, value: unknown, actionTs: string): Json {
  const type = String(element['type']);
  const common = { type, action_id: element['action_id'], block_id: blockId, action_ts: actionTs };
  if (type === 'button') {
    const own = element['value'] === undefined ? {} : { value: element['value'] };
    return { ...common, text: element['text'], ...own, ...(element['style'] ? { style: element['style'] } : {}) };
  }
  if (type === 'icon_button')
    return { ...common, ...(element['value'] === undefined ? {} : { value: element['value'] }) };
  if (type === 'feedback_buttons') return { ...common, value: feedbackOf(element, value) };
  if (type === 'overflow') return { ...common, selected_option: optionOf(element, value) };
  return { ...common, ...stateOf(element, value) };
}

/** The state that Slack reports once a person has set this element. Throws when the element does not offer it. */
export function stateOf(element: Json, value: unknown): Json {
  const type = String(element['type']);
  const field = STATE_FIELD[type]?.[0];
  if (field === undefined) throw new Error(`${type} holds no value`);
  const picksOptions = field.startsWith('selected_option');
  if (value === null || value === undefined) return { type, [field]: field.endsWith('s') ? [] : null };
  if (!picksOptions) return { type, [field]: field.endsWith('s') && !Array.isArray(value) ? [value] : value };
  if (!field.endsWith('s')) return { type, [field]: optionOf(element, value) };
  return { type, [field]: (Array.isArray(value) ? value : [value]).map((one) => optionOf(element, one)) };
}

/** All options of an element, those in groups included. */
export function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isObject) : [];
  return [element['options'], ...groups.map((group) => group['options'])]
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .filter(isObject);
}

function optionOf(element: Json, value: unknown): Json {
  if (isObject(value)) return value; // from an external data source
  const option = optionsOf(element).find((entry) => entry['value'] === value);
  if (!option) throw new Error(`${String(element['action_id'])} does not offer ${String(value)}`);
  return option;
}

function feedbackOf(element: Json, value: unknown): unknown {
  const both = [element['positive_button'], element['negative_button']].filter(isObject);
  if (!both.some((one) => one['value'] === value)) throw new Error(`there is no feedback ${String(value)}`);
  return value;
}

function offers(element: Json, value: unknown): boolean {
  if (element['type'] === 'button') return element['value'] === value;
  const options = optionsOf(element);
  if (options.length === 0 || isObject(value)) return true;
  const wanted = Array.isArray(value) ? value : [value];
  return wanted.every((one) => options.some((option) => option['value'] === one));
}
