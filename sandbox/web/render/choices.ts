import { optionsOf } from '../../slack/elements.ts';
import type { Json } from '../../slack/json.ts';
import { asList, isObject } from '../../slack/json.ts';
import type { Place } from './element-parts.ts';
import { attributes, objectText, optionText, placeholderOf, stateOf, textOf } from './element-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

type Render = (element: Json, place: Place) => Html;

interface Choice {
  value: string;
  text: string;
}

/** Selects, radio buttons and checkboxes, alone or many. */
export const choiceRenderers: Readonly<Record<string, Render>> = {
  static_select: select,
  external_select: (element, place) =>
    html`${suggesting(element, place, optionText(stateOf(element, place)['selected_option']))}`,
  users_select: (element, place) => picks(element, place, usersOf(place), stateOf(element, place)['selected_user']),
  channels_select: (element, place) =>
    picks(element, place, channelsOf(place), stateOf(element, place)['selected_channel']),
  conversations_select: (element, place) =>
    picks(element, place, channelsOf(place), stateOf(element, place)['selected_conversation']),
  multi_static_select: (element, place) => choices(element, place, 'checkbox', true),
  multi_external_select: (element, place) =>
    html`<div class="chosen">
        ${asList(stateOf(element, place)['selected_options']).filter(isObject).map(chosenOption)}
      </div>
      ${suggesting(element, place, '')}`,
  multi_users_select: (element, place) => manyOf(element, place, usersOf(place), 'selected_users'),
  multi_channels_select: (element, place) => manyOf(element, place, channelsOf(place), 'selected_channels'),
  multi_conversations_select: (element, place) => manyOf(element, place, channelsOf(place), 'selected_conversations'),
  radio_buttons: (element, place) => choices(element, place, 'radio', false),
  checkboxes: (element, place) => choices(element, place, 'checkbox', false),
};

/** A field whose options the app is asked for. */
function suggesting(element: Json, place: Place, value: string): Html {
  return html`<input type="text" data-suggest ${attributes(element, place)} value="${value}" autocomplete="off" />
    <div class="suggestions" role="listbox" aria-label="Suggestions" hidden></div>`;
}

/** The browser script makes the same for what is picked. */
function chosenOption(option: Json): Html {
  return html`<label class="choice"
    ><input type="checkbox" checked value="${JSON.stringify(option)}" /><span>${optionText(option)}</span></label
  >`;
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
    const said = option['description'];
    const more = isObject(said) ? html`<small>${objectText(said, place.surface.reader)}</small>` : null;
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
