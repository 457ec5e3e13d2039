import type { Json } from '../../slack/json.ts';
import { asList, asText, isObject } from '../../slack/json.ts';
import { buttonRenderers } from './buttons.ts';
import { choiceRenderers } from './choices.ts';
import type { Place } from './element-parts.ts';
import { attributes, confirmOf, image, stateOf } from './element-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

type Render = (element: Json, place: Place) => Html;

export function renderElement(element: Json, place: Place): Html {
  const type = String(element['type']);
  const pressed = buttonRenderers[type];
  if (pressed) return pressed(element, place);
  if (type === 'image') return image(element);
  const render = inputRenderers[type] ?? choiceRenderers[type];
  if (!render) throw new Error(`the playground cannot show ${type}`);
  const dispatch = !place.isInput || place.dispatches ? html` data-dispatch="yes"` : null;
  return html`<div
    class="el"
    data-el="${kindOf(type)}"
    data-block="${place.blockId}"
    data-action="${String(element['action_id'])}"
    ${dispatch}${confirmOf(element, place)}${chosenOf(element, place)}
  >
    ${render(element, place)}
  </div>`;
}

/** What was picked among options that only the app knows. */
function chosenOf(element: Json, place: Place): Html | null {
  const chosen = element['type'] === 'external_select' ? stateOf(element, place)['selected_option'] : undefined;
  return isObject(chosen) ? html` data-chosen="${JSON.stringify(chosen)}"` : null;
}

/** How the browser script reads the element's value. */
function kindOf(type: string): string {
  if (type === 'radio_buttons') return 'radio';
  if (type === 'multi_external_select') return 'manyExternal';
  if (type === 'checkboxes' || type.startsWith('multi_')) return 'many';
  if (type === 'rich_text_input') return 'rich';
  if (type === 'file_input') return 'files';
  if (type === 'external_select') return 'external';
  return type === 'datetimepicker' ? 'instant' : 'one';
}

const inputRenderers: Readonly<Record<string, Render>> = {
  plain_text_input: (element, place) => textInput(element, place, 'text'),
  email_text_input: (element, place) => textInput(element, place, 'email'),
  url_text_input: (element, place) => textInput(element, place, 'url'),
  number_input: (element, place) => textInput(element, place, 'number'),
  rich_text_input: (element, place) =>
    html`<textarea rows="4" ${attributes(element, place)}>
${plainOf(stateOf(element, place)['rich_text_value'])}</textarea>`,
  datepicker: (element, place) => picker(element, place, 'date', stateOf(element, place)['selected_date']),
  timepicker: (element, place) => picker(element, place, 'time', stateOf(element, place)['selected_time']),
  datetimepicker: (element, place) => {
    const seconds = Number(stateOf(element, place)['selected_date_time']);
    const shown = seconds > 0 ? new Date(seconds * 1000).toISOString().slice(0, 16) : '';
    return html`${picker(element, place, 'datetime-local', shown)} <small>UTC</small>`;
  },
  file_input: fileInput,
};

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

/** What was chosen before stays until something else is chosen. */
function fileInput(element: Json, place: Place): Html {
  const types = asList(element['filetypes']).map((type) => `.${String(type)}`);
  const most = Number(element['max_files'] ?? 10);
  const kept = asList(stateOf(element, place)['files']).filter(isObject);
  return html`<input
      type="file"
      ${attributes(element, place)}${types.length > 0 ? html` accept="${types.join()}"` : null}${most > 1 ? html` multiple` : null}
    />
    ${kept.length > 0 ? html`<small class="kept">Chosen: ${kept.map((file) => String(file['name'])).join(', ')}</small>` : null}`;
}

/** The words of rich text, a line for each part. */
function plainOf(richText: unknown): string {
  if (!isObject(richText)) return '';
  return asList(richText['elements'])
    .filter(isObject)
    .map((part) =>
      asList(part['elements'])
        .filter(isObject)
        .map((one) => asText(one['text']) ?? '')
        .join(''),
    )
    .join('\n');
}
