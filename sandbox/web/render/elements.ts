import { optionsOf } from '../../slack/elements.ts';
import type { Json } from '../../slack/json.ts';
import { asList, asText, isObject } from '../../slack/json.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderMrkdwn, renderPlain } from './mrkdwn.ts';
import type { Reader } from './reader.ts';

/** Where an element stands: what a press of it is sent for, and what the person has put in so far. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  reader: Reader;
  /** Unique on the page, for ids of labels. */
  id: string;
  /** False for whoever may read but not press. */
  pressable: boolean;
  /** State of an element as Slack keeps it: block_id, action_id. */
  valueOf(blockId: string, actionId: string): Json | undefined;
}

export interface Place {
  surface: Surface;
  blockId: string;
  /** In an input block: collected on submit, pressed only with `dispatch_action`. */
  isInput: boolean;
  dispatches: boolean;
  labelledBy?: string;
}

export function renderElement(element: Json, place: Place): Html {
  const type = String(element['type']);
  if (type === 'button') return button(element, place);
  if (type === 'image') return image(element);
  if (type === 'overflow') return overflow(element, place);
  const render = renderers[type];
  if (!render) throw new Error(`the playground cannot show ${type}`);
  const dispatch = !place.isInput || place.dispatches ? ' data-dispatch="yes"' : '';
  const confirm = confirmOf(element);
  return {
    markup: html`<div
      class="el"
      data-el="${kindOf(type)}"
      data-block="${place.blockId}"
      data-action="${String(element['action_id'])}"
      ${{ markup: dispatch }}${confirm}
    >
      ${render(element, place)}
    </div>`.markup,
  };
}

type Render = (element: Json, place: Place) => Html;

/** How the browser script reads the element's value. */
function kindOf(type: string): string {
  if (type === 'radio_buttons') return 'radio';
  if (type === 'checkboxes' || type.startsWith('multi_')) return 'many';
  if (type === 'rich_text_input') return 'rich';
  if (type === 'file_input') return 'files';
  if (type === 'external_select') return 'external';
  return type === 'datetimepicker' ? 'instant' : 'one';
}

const renderers: Readonly<Record<string, Render>> = {
  plain_text_input: (element, place) => textInput(element, place, 'text'),
  email_text_input: (element, place) => textInput(element, place, 'email'),
  url_text_input: (element, place) => textInput(element, place, 'url'),
  number_input: (element, place) => textInput(element, place, 'number'),
  rich_text_input: (element, place) => html`<textarea rows="4" ${attributes(element, place)}></textarea>`,
  static_select: select,
  external_select: (element, place) =>
    html`<input
        type="text"
        data-suggest
        ${attributes(element, place)}
        value="${optionText(stateOf(element, place)['selected_option'])}"
        autocomplete="off"
      />
      <div class="suggestions" role="listbox" hidden></div>`,
  users_select: (element, place) => picks(element, place, usersOf(place), stateOf(element, place)['selected_user']),
  channels_select: (element, place) =>
    picks(element, place, channelsOf(place), stateOf(element, place)['selected_channel']),
  conversations_select: (element, place) =>
    picks(element, place, channelsOf(place), stateOf(element, place)['selected_conversation']),
  multi_static_select: (element, place) => choices(element, place, 'checkbox', true),
  multi_users_select: (element, place) => manyOf(element, place, usersOf(place), 'selected_users'),
  multi_channels_select: (element, place) => manyOf(element, place, channelsOf(place), 'selected_channels'),
  multi_conversations_select: (element, place) => manyOf(element, place, channelsOf(place), 'selected_conversations'),
  radio_buttons: (element, place) => choices(element, place, 'radio', false),
  checkboxes: (element, place) => choices(element, place, 'checkbox', false),
  datepicker: (element, place) => picker(element, place, 'date', stateOf(element, place)['selected_date']),
  timepicker: (element, place) => picker(element, place, 'time', stateOf(element, place)['selected_time']),
  datetimepicker: (element, place) => {
    const seconds = Number(stateOf(element, place)['selected_date_time']);
    const shown = seconds > 0 ? new Date(seconds * 1000).toISOString().slice(0, 16) : '';
    return html`${picker(element, place, 'datetime-local', shown)} <small>UTC</small>`;
  },
  file_input: (element, place) =>
    html`<input
      type="file"
      ${attributes(element, place)}${Number(element['max_files'] ?? 10) > 1 ? { markup: ' multiple' } : null}
    />`,
};

function stateOf(element: Json, place: Place): Json {
  return place.surface.valueOf(place.blockId, String(element['action_id'])) ?? {};
}

function attributes(element: Json, place: Place): Html {
  const placeholder = isObject(element['placeholder']) ? asText(element['placeholder']['text']) : undefined;
  const label = place.labelledBy
    ? html`id="${place.labelledBy}" aria-describedby="${place.labelledBy}-more"`
    : html`aria-label="${placeholder ?? 'Choose'}"`;
  const off = place.surface.pressable ? null : html` disabled`;
  return html`${label}${placeholder === undefined ? null : html` placeholder="${placeholder}"`}${off}`;
}

function textInput(element: Json, place: Place, type: string): Html {
  const value = String(stateOf(element, place)['value'] ?? '');
  const [least, most] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3000)];
  const lengths = html` maxlength="${most}"${least > 0 ? html` minlength="${least}"` : null}`;
  if (element['multiline'] === true)
    return html`<textarea rows="4" ${attributes(element, place)}${lengths}>${value}</textarea>`;
  if (type === 'number')
    return html`<input type="text" inputmode="decimal" ${attributes(element, place)} value="${value}" />`;
  return html`<input type="${type}" ${attributes(element, place)}${lengths} value="${value}" />`;
}

function picker(element: Json, place: Place, type: string, value: unknown): Html {
  return html`<input type="${type}" ${attributes(element, place)} value="${asText(value) ?? ''}" />`;
}

interface Choice {
  value: string;
  text: string;
}

function select(element: Json, place: Place): Html {
  const chosen = stateOf(element, place)['selected_option'];
  const value = isObject(chosen) ? chosen['value'] : undefined;
  const groups = asList(element['option_groups']).filter(isObject);
  const one = (option: Json): Html => optionTag({ value: String(option['value']), text: optionText(option) }, value);
  const listed =
    groups.length > 0
      ? groups.map(
          (group) =>
            html`<optgroup label="${textOf(group['label'])}">
              ${optionsOf({ options: group['options'] }).map(one)}
            </optgroup>`,
        )
      : optionsOf(element).map(one);
  return html`<select ${attributes(element, place)}>
    <option value="">${placeholderOf(element)}</option>
    ${listed}
  </select>`;
}

function picks(element: Json, place: Place, from: readonly Choice[], value: unknown): Html {
  return html`<select ${attributes(element, place)}>
    <option value="">${placeholderOf(element)}</option>
    ${from.map((choice) => optionTag(choice, value))}
  </select>`;
}

function optionTag(choice: Choice, value: unknown): Html {
  return html`<option value="${choice.value}" ${choice.value === value ? html` selected` : null}>
    ${choice.text}
  </option>`;
}

/** Radio buttons, checkboxes, and multi-selects, whose choices fold away. */
function choices(element: Json, place: Place, type: 'radio' | 'checkbox', folds: boolean): Html {
  const state = stateOf(element, place);
  const chosen = [state['selected_option'], ...asList(state['selected_options'])]
    .filter(isObject)
    .map((option) => option['value']);
  const group = `${place.surface.id}-${place.blockId}-${String(element['action_id'])}`;
  const listed = optionsOf(element).map((option) => {
    const isChosen = chosen.includes(option['value']);
    const more = isObject(option['description']) ? html`<small>${textOf(option['description'])}</small>` : null;
    return html`<label class="choice"
      ><input
        type="${type}"
        name="${group}"
        value="${String(option['value'])}"
        ${isChosen ? html` checked` : null}${place.surface.pressable ? null : html` disabled`}
      /><span>${objectText(option['text'], place.surface.reader)} ${more}</span></label
    >`;
  });
  const said = { legend: place.labelledBy ?? '', chosen: chosen.length };
  const fieldset = html`<div
    role="${type === 'radio' ? 'radiogroup' : 'group'}"
    ${said.legend ? html` aria-labelledby="${said.legend}-label" aria-describedby="${said.legend}-more"` : html` aria-label="${placeholderOf(element)}"`}
  >
    ${listed}
  </div>`;
  if (!folds) return fieldset;
  return html`<details class="many" ${said.chosen > 0 ? html` open` : null}>
    <summary>${said.chosen > 0 ? `${said.chosen} chosen` : placeholderOf(element)}</summary>
    ${fieldset}
  </details>`;
}

function manyOf(element: Json, place: Place, from: readonly Choice[], field: string): Html {
  const chosen = asList(stateOf(element, place)[field]).map(String);
  const options = from.map((choice) => ({ value: choice.value, text: { type: 'plain_text', text: choice.text } }));
  const selected = options.filter((option) => chosen.includes(option.value));
  const surface = { ...place.surface, valueOf: () => ({ selected_options: selected }) };
  return choices({ ...element, options }, { ...place, surface }, 'checkbox', true);
}

function usersOf({ surface: { reader } }: Place): Choice[] {
  const { state, userId } = reader;
  const met = new Set(
    [...state.channels.values()]
      .filter((channel) => channel.memberIds.has(userId))
      .flatMap((channel) => [...channel.memberIds]),
  );
  const own = state.users.get(userId)?.teamId;
  return [...state.users.values()]
    .filter((user) => !user.isBot && (user.teamId === own || met.has(user.id)))
    .map((user) => ({ value: user.id, text: user.realName }));
}

function channelsOf({ surface: { reader } }: Place): Choice[] {
  return [...reader.state.channels.values()]
    .filter((channel) => channel.kind === 'channel' && channel.memberIds.has(reader.userId))
    .map((channel) => ({ value: channel.id, text: `#${channel.name}` }));
}

function button(element: Json, place: Place): Html {
  const style = element['style'] === 'primary' || element['style'] === 'danger' ? ` ${element['style']}` : '';
  const label = asText(element['accessibility_label']);
  const address = asText(element['url']);
  return html`<button
    type="button"
    class="press${style}"
    data-press
    data-block="${place.blockId}"
    data-action="${String(element['action_id'])}"
    ${address === undefined ? null : html` data-url="${address}"`}${label === undefined ? null : html` aria-label="${label}"`}${confirmOf(element)}${place.surface.pressable ? null : html` disabled`}
  >
    ${objectText(element['text'], place.surface.reader)}${address === undefined ? null : html` <span aria-hidden="true">↗</span>`}
  </button>`;
}

function overflow(element: Json, place: Place): Html {
  const items = optionsOf(element).map(
    (option) =>
      html`<button
        type="button"
        data-press
        data-block="${place.blockId}"
        data-action="${String(element['action_id'])}"
        data-value="${String(option['value'])}"
        ${confirmOf(element)}
      >
        ${optionText(option)}
      </button>`,
  );
  return html`<details class="overflow">
    <summary aria-label="More actions">⋯</summary>
    <div class="menu">${items}</div>
  </details>`;
}

/** Nothing is loaded from elsewhere: an image shows as what it says. */
export function image(element: Json): Html {
  return html`<span class="picture" role="img" aria-label="${String(element['alt_text'] ?? '')}"
    >🖼 ${String(element['alt_text'] ?? '')}</span
  >`;
}

function confirmOf(element: Json): Html | null {
  if (!isObject(element['confirm'])) return null;
  const { title, text, confirm, deny } = element['confirm'];
  const words = { title: textOf(title), text: textOf(text), confirm: textOf(confirm), deny: textOf(deny) };
  return html` data-confirm="${JSON.stringify(words)}"`;
}

export function objectText(value: unknown, reader: Reader): Html {
  if (!isObject(value)) return html``;
  const text = String(value['text'] ?? '');
  return value['type'] === 'mrkdwn' ? renderMrkdwn(text, reader) : renderPlain(text);
}

function textOf(value: unknown): string {
  return isObject(value) ? renderedText(String(value['text'] ?? '')) : '';
}

function renderedText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function optionText(option: unknown): string {
  return isObject(option) ? textOf(option['text']) : '';
}

function placeholderOf(element: Json): string {
  return textOf(element['placeholder']) || 'Choose…';
}
