import type { Json } from '../../slack/json.ts';
import { asText, isObject } from '../../slack/json.ts';
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

export function stateOf(element: Json, place: Place): Json {
  return place.surface.valueOf(place.blockId, String(element['action_id'])) ?? {};
}

/** Name, description and placeholder of a control. */
export function attributes(element: Json, place: Place): Html {
  const placeholder = isObject(element['placeholder']) ? asText(element['placeholder']['text']) : undefined;
  const label = place.labelledBy
    ? html`id="${place.labelledBy}" aria-describedby="${place.labelledBy}-more"`
    : html`aria-label="${placeholder ?? 'Choose'}"`;
  const off = place.surface.pressable ? null : html` disabled`;
  return html`${label}${placeholder === undefined ? null : html` placeholder="${placeholder}"`}${off}`;
}

/** Nothing is loaded from elsewhere: an image shows as what it says. */
export function image(element: Json): Html {
  return html`<span class="picture" role="img" aria-label="${String(element['alt_text'] ?? '')}"
    >🖼 ${String(element['alt_text'] ?? '')}</span
  >`;
}

export function confirmOf(element: Json, { surface: { reader } }: Place): Html | null {
  if (!isObject(element['confirm'])) return null;
  const { title, text, confirm, deny, style } = element['confirm'];
  const words = { title: textOf(title), text: objectText(text, reader).markup, confirm: textOf(confirm) };
  return html` data-confirm="${JSON.stringify({ ...words, deny: textOf(deny), isDanger: style === 'danger' })}"`;
}

export function objectText(value: unknown, reader: Reader): Html {
  if (!isObject(value)) return html``;
  const text = String(value['text'] ?? '');
  return value['type'] === 'mrkdwn' ? renderMrkdwn(text, reader) : renderPlain(text);
}

export function textOf(value: unknown): string {
  return isObject(value) ? renderedText(String(value['text'] ?? '')) : '';
}

function renderedText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function optionText(option: unknown): string {
  return isObject(option) ? textOf(option['text']) : '';
}

export function placeholderOf(element: Json): string {
  return textOf(element['placeholder']) || 'Choose…';
}
