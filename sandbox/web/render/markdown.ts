import type { Html } from './html.ts';
import { escapeHtml, html, join } from './html.ts';
import { link } from './mrkdwn.ts';
import { withEmoji } from './emoji.ts';
import type { Reader } from './reader.ts';

/** The `markdown` block: headings, lists, quotes, code, bold, italic, strike and links of standard Markdown. */
export function renderMarkdown(text: string, _reader: Reader): Html {
  const blocks = text.split(/(```[\s\S]*?```)/).flatMap((part) =>
    part.startsWith('```') && part.length >= 6
      ? [html`<pre>${part.slice(3, -3).replace(/^[^\n]*\n/, '')}</pre>`]
      : part
          .split(/\n{2,}/)
          .filter((one) => one.trim() !== '')
          .map(paragraph),
  );
  return join(blocks);
}

function paragraph(text: string): Html {
  const lines = text.trim().split('\n');
  const heading = /^(#{1,6})\s+(.*)$/.exec(lines[0] ?? '');
  if (heading) {
    const rest = lines.slice(1).join('\n');
    return html`<h4>${inline(heading[2] ?? '')}</h4>
      ${rest ? paragraph(rest) : null}`;
  }
  if (lines.every((line) => /^\s*[-*+]\s+/.test(line)))
    return html`<ul>
      ${lines.map((line) => html`<li>${inline(line.replace(/^\s*[-*+]\s+/, ''))}</li>`)}
    </ul>`;
  if (lines.every((line) => /^\s*\d+[.)]\s+/.test(line)))
    return html`<ol>
      ${lines.map((line) => html`<li>${inline(line.replace(/^\s*\d+[.)]\s+/, ''))}</li>`)}
    </ol>`;
  if (lines.every((line) => line.startsWith('>')))
    return html`<blockquote>
      ${join(
        lines.map((line) => inline(line.replace(/^>\s?/, ''))),
        html`<br />`,
      )}
    </blockquote>`;
  return html`<p>${join(lines.map(inline), html`<br />`)}</p>`;
}

function inline(text: string): Html {
  const held: Html[] = [];
  const hold = (shown: Html): string => `\uE000${held.push(shown) - 1}\uE001`;
  const holed = text
    .replaceAll(/[\uE000\uE001]/g, '')
    .replace(/`([^`]+)`/g, (_all, code: string) => hold(html`<code>${code}</code>`))
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_all, label: string, address: string) => hold(link(address, label)));
  const markup = escapeHtml(withEmoji(holed))
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|\W)[*_]([^*_]+)[*_](?!\w)/g, '$1<em>$2</em>')
    .replace(/~~([^~]+)~~/g, '<s>$1</s>');
  return { markup: markup.replace(/\uE000(\d+)\uE001/g, (_hole, index: string) => held[Number(index)]?.markup ?? '') };
}
