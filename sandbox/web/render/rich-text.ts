import type { Json } from '../../slack/json.ts';
import { asList, isObject } from '../../slack/json.ts';
import { formatDateToken } from './dates.ts';
import { emojiOf, withEmoji } from './emoji.ts';
import type { Html } from './html.ts';
import { html, join } from './html.ts';
import { channelLink, link, mention } from './mrkdwn.ts';
import type { Reader } from './reader.ts';
import { nameOfChannel, nameOfUser } from './reader.ts';

/** A `rich_text` block or cell. */
export function renderRichText(block: Json, reader: Reader): Html {
  return join(partsOf(block).map((part) => renderPart(part, reader)));
}

function partsOf(json: Json): Json[] {
  return asList(json['elements']).filter(isObject);
}

function renderPart(part: Json, reader: Reader): Html {
  const inline = (): Html => join(partsOf(part).map((element) => renderInline(element, reader)));
  switch (part['type']) {
    case 'rich_text_list': {
      const items = partsOf(part).map(
        (item) => html`<li>${join(partsOf(item).map((element) => renderInline(element, reader)))}</li>`,
      );
      const indent = `indent-${Number(part['indent'] ?? 0)}`;
      if (part['style'] === 'ordered')
        return html`<ol class="${indent}">
          ${items}
        </ol>`;
      return html`<ul class="${indent}">
        ${items}
      </ul>`;
    }
    case 'rich_text_quote':
      return html`<blockquote>${inline()}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${inline()}</pre>`;
    default:
      return html`<p class="rich">${inline()}</p>`;
  }
}

function renderInline(element: Json, reader: Reader): Html {
  return styled(unstyled(element, reader), isObject(element['style']) ? element['style'] : {});
}

function unstyled(element: Json, reader: Reader): Html {
  const word = (key: string): string => String(element[key] ?? '');
  switch (element['type']) {
    case 'user':
      return mention(`@${nameOfUser(reader, word('user_id'))}`, word('user_id') === reader.userId);
    case 'channel': {
      const name = nameOfChannel(reader, word('channel_id'));
      return name === null ? mention('🔒 private channel', false) : channelLink(word('channel_id'), name);
    }
    case 'usergroup':
      return mention(`@${word('usergroup_id')}`, false);
    case 'team':
      return mention(`@${reader.state.teams.get(word('team_id'))?.name ?? word('team_id')}`, false);
    case 'broadcast':
      return mention(`@${word('range')}`, true);
    case 'emoji':
      return html`${emojiOf(word('name'))}`;
    case 'link':
      return link(word('url'), word('text') || undefined);
    case 'date':
      return html`${formatDateToken(Number(element['timestamp']), word('format'), reader.zone, reader.now)}`;
    case 'color':
      return html`<code>${word('value')}</code>`;
    default:
      return join(
        withEmoji(word('text'))
          .split('\n')
          .map((line) => html`${line}`),
        html`<br />`,
      );
  }
}

function styled(inside: Html, style: Json): Html {
  let shown = inside;
  if (style['code']) shown = html`<code>${shown}</code>`;
  if (style['bold']) shown = html`<strong>${shown}</strong>`;
  if (style['italic']) shown = html`<em>${shown}</em>`;
  if (style['strike']) shown = html`<s>${shown}</s>`;
  if (style['underline']) shown = html`<u>${shown}</u>`;
  return shown;
}
