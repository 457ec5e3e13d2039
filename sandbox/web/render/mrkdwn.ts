import { formatDateToken } from './dates.ts';
import { withEmoji } from './emoji.ts';
import type { Html } from './html.ts';
import { escapeHtml, html, join } from './html.ts';
import type { Reader } from './reader.ts';
import { nameOfChannel, nameOfUser } from './reader.ts';

/** Slack's mrkdwn as HTML: text with &amp; &lt; &gt; escaped by the sender, `<…>` for links and mentions. slack.md §4 */
export function renderMrkdwn(text: string, reader: Reader): Html {
  const parts = text.split(/(```[\s\S]*?```)/);
  return join(
    parts.map((part) =>
      part.startsWith('```') && part.length >= 6
        ? html`<pre>${unescape(part.slice(3, -3).replace(/^\n/, ''))}</pre>`
        : lines(part, reader),
    ),
  );
}

/** A `plain_text` object: no markup but emoji. */
export function renderPlain(text: string): Html {
  return html`${withEmoji(unescape(text))}`;
}

/** What stands for `&`, `<` and `>` in mrkdwn. */
export function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function lines(text: string, reader: Reader): Html {
  const rendered: Html[] = [];
  let quoted: string[] = [];
  const endQuote = (): void => {
    if (quoted.length > 0) rendered.push(html`<blockquote>${brokenLines(quoted, reader)}</blockquote>`);
    quoted = [];
  };
  let plain: string[] = [];
  const endPlain = (): void => {
    if (plain.length > 0) rendered.push(brokenLines(plain, reader));
    plain = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:>|&gt;)\s?(.*)$/.exec(line);
    if (quote) {
      endPlain();
      quoted.push(quote[1] ?? '');
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endQuote();
  endPlain();
  return join(rendered);
}

function brokenLines(of: readonly string[], reader: Reader): Html {
  return join(
    of.map((line) => inline(line, reader)),
    html`<br />`,
  );
}

const styles = [
  { mark: '*', tag: 'strong' },
  { mark: '_', tag: 'em' },
  { mark: '~', tag: 's' },
] as const;
/** Stand for code and tokens while styles are found around them; from the private use area, so in no text. */
const [holeStart, holeEnd] = ['\uE000', '\uE001'] as const;

/** Code and `<…>` first, then bold, italic and strike around whatever stands between. Marks count at word edges only. */
function inline(text: string, reader: Reader): Html {
  const held: Html[] = [];
  const holed = text.replaceAll(/[\uE000\uE001]/g, '').replace(/`[^`\n]+`|<[^<>\n]+>/g, (part) => {
    const inside = part.slice(1, -1);
    held.push(part.startsWith('`') ? html`<code>${unescape(inside)}</code>` : token(inside, reader));
    return `${holeStart}${held.length - 1}${holeEnd}`;
  });
  let markup = escapeHtml(withEmoji(unescape(holed)));
  for (const { mark, tag } of styles) {
    const at = `\\${mark}`;
    const pair = new RegExp(`(^|[^\\w${at}])${at}(?=\\S)([^${at}\\n]*?[^\\s${at}])${at}(?![\\w${at}])`, 'g');
    markup = markup.replace(pair, `$1<${tag}>$2</${tag}>`);
  }
  return { markup: markup.replace(/\uE000(\d+)\uE001/g, (_hole, index: string) => held[Number(index)]?.markup ?? '') };
}

function token(inside: string, reader: Reader): Html {
  const [target = '', ...rest] = inside.split('|');
  const label = rest.length > 0 ? unescape(rest.join('|')) : undefined;
  const kind = target[0];
  if (kind === '@') return mention(`@${nameOfUser(reader, target.slice(1))}`, target.slice(1) === reader.userId);
  if (kind === '#') {
    const name = nameOfChannel(reader, target.slice(1));
    return name === null ? html`<span class="mention">🔒 private channel</span>` : channelLink(target.slice(1), name);
  }
  if (target.startsWith('!date^')) return dateToken(target, label ?? '', reader);
  if (kind === '!') return mention(`@${(label ?? target.slice(1).split('^')[0] ?? '').replace(/^@/, '')}`, true);
  return link(unescape(target), label);
}

export function mention(text: string, isMe: boolean): Html {
  return html`<span class="mention${isMe ? ' me' : ''}">${text}</span>`;
}

export function channelLink(channelId: string, name: string): Html {
  return html`<button type="button" class="mention channel" data-go="${channelId}">#${name}</button>`;
}

/** Only web and mail addresses lead anywhere. */
export function link(address: string, label: string | undefined): Html {
  if (!/^(https?:|mailto:)/i.test(address)) return html`${label ?? address}`;
  return html`<a href="${address}" target="_blank" rel="noreferrer noopener">${label ?? address}</a>`;
}

function dateToken(target: string, fallback: string, reader: Reader): Html {
  const [, seconds, pattern = '', address] = target.split('^');
  const at = Number(seconds);
  if (!Number.isFinite(at)) return html`${fallback}`;
  const text = formatDateToken(at, pattern, reader.zone, reader.now);
  const shown = address ? link(unescape(address), text) : html`${text}`;
  return html`<time datetime="${new Date(at * 1000).toISOString()}" title="${fallback}">${shown}</time>`;
}
