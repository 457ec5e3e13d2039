import { optionsOf } from '../../slack/elements.ts';
import type { Json } from '../../slack/json.ts';
import { asText, isObject } from '../../slack/json.ts';
import type { Place } from './element-parts.ts';
import { confirmOf, objectText, optionText, textOf } from './element-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';

type Render = (element: Json, place: Place) => Html;

/** What is pressed and holds no value. */
export const buttonRenderers: Readonly<Record<string, Render>> = {
  button,
  overflow,
  workflow_button: (element, place) =>
    html`<button type="button" class="press" disabled title="It starts a workflow of Slack’s, which is not here">
      ${objectText(element['text'], place.surface.reader)}
    </button>`,
  feedback_buttons: (element, place) =>
    html`${[element['positive_button'], element['negative_button']].filter(isObject).map((one) => valued(element, one, place))}`,
  icon_button: (element, place) => valued(element, element, place),
};

/** What a press of this element is sent with. */
function target(element: Json, place: Place): Html {
  return html`data-press data-block="${place.blockId}"
  data-action="${String(element['action_id'])}"${confirmOf(element, place)}`;
}

function button(element: Json, place: Place): Html {
  const style = element['style'] === 'primary' || element['style'] === 'danger' ? ` ${element['style']}` : '';
  const address = asText(element['url']);
  return html`<button
    type="button"
    class="press${style}"
    ${target(element, place)}${address === undefined ? null : html` data-url="${address}"`}${labelOf(element)}${place.surface.pressable ? null : html` disabled`}
  >
    ${objectText(element['text'], place.surface.reader)}${address === undefined ? null : html` <span aria-hidden="true">↗</span>`}
  </button>`;
}

/** A button that says which of several was meant. */
function valued(element: Json, one: Json, place: Place): Html {
  return html`<button
    type="button"
    class="press"
    ${target(element, place)}
    data-value="${asText(one['value']) ?? ''}"
    ${labelOf(one)}${place.surface.pressable ? null : html` disabled`}
  >
    ${textOf(one['text'])}
  </button>`;
}

function labelOf(element: Json): Html | null {
  const label = asText(element['accessibility_label']);
  return label === undefined ? null : html` aria-label="${label}"`;
}

function overflow(element: Json, place: Place): Html {
  const items = optionsOf(element).map((option) => {
    const address = asText(option['url']);
    const more = isObject(option['description']) ? html`<small>${textOf(option['description'])}</small>` : null;
    return html`<button
      type="button"
      ${target(element, place)}
      data-value="${String(option['value'])}"
      ${address === undefined ? null : html` data-url="${address}"`}
    >
      ${optionText(option)} ${more}
    </button>`;
  });
  return html`<details class="overflow">
    <summary aria-label="More actions">⋯</summary>
    <div class="menu">${items}</div>
  </details>`;
}
