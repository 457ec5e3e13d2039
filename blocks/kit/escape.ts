import { clip } from './limits.ts';

declare const escaped: unique symbol;

/** Text that is safe inside mrkdwn. A string to everybody but `escapeText`, which does not take it a second time. */
export type EscapedText = string & { readonly [escaped]: true };

/** Text as a person wrote it. */
export type UserText = string & { readonly [escaped]?: never };

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ellipsis = '…';
const wordJoiner = '\u2060';
const controls = /(?!\n)\p{Cc}/gu;
const broadcastWords = /[@＠](?=here|channel|everyone|group)/giu;

/**
 * The one place where user input and names are made harmless for mrkdwn: `& < >` become entities, so no mention, link or
 * broadcast survives; `@channel` and its kin are broken by an invisible word joiner; controls and bidi marks go.
 * Escape once, where user text enters a template: the result has a type that this function refuses, and neither the
 * builders of the kit nor the outbox escape again.
 * `maxLength` counts UTF-16 units of the result, which never ends inside a character or an entity.
 */
export function escapeText(
  userText: UserText,
  maxLength = Number.POSITIVE_INFINITY,
  options: { singleLine?: boolean } = {},
): EscapedText {
  const clean = options.singleLine ? withoutLines(cleaned(userText)) : cleaned(userText);
  const units = Array.from(clean.replace(broadcastWords, `$&${wordJoiner}`), (point) => entities[point] ?? point);
  return fitting(units, maxLength) as EscapedText;
}

/** User text for a plain_text object, where Slack reads no markup: one line, no controls or bidi marks, clipped. */
export function plainText(userText: string, maxLength: number): string {
  return clip(withoutLines(cleaned(userText)), maxLength);
}

/** Also lone surrogates and Unicode's own line breaks, which JSON and Slack treat in different ways. */
function cleaned(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(controls, '')
    .replace(/\p{Bidi_Control}/gu, '');
}

function withoutLines(text: string): string {
  return text.replace(/\s*\n\s*/gu, ' ').trim();
}

function fitting(units: readonly string[], maxLength: number): string {
  const whole = units.join('');
  if (whole.length <= maxLength) return whole;
  let head = '';
  for (const unit of units) {
    if (head.length + unit.length > maxLength - ellipsis.length) break;
    head += unit;
  }
  return maxLength < ellipsis.length ? '' : head + ellipsis;
}
