import { listInteractiveElements } from '../../slack/block-kit/interactive.ts';
import type { Json } from '../../slack/json.ts';
import type { Channel, EphemeralMessage, StoredMessage } from '../../slack/state.ts';
import { repliesOf } from '../../slack/state.ts';
import { STATE_FIELD } from '../../slack/view-store.ts';
import { renderBlocks } from './blocks.ts';
import { clockTime, stamp } from './dates.ts';
import { emojiOf, offeredReactions } from './emoji.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderMrkdwn } from './mrkdwn.ts';
import type { Reader } from './reader.ts';
import { nameOfUser } from './reader.ts';

export interface MessageFrame {
  reader: Reader;
  channel: Channel;
  pressable: boolean;
  /** Inside its own thread a message offers no thread. */
  inThread: boolean;
  /** Message shortcuts that this person has. */
  shortcuts: readonly { id: string; name: string }[];
}

export function renderMessage(message: StoredMessage, frame: MessageFrame): Html {
  const { reader } = frame;
  if (
    message.subtype === 'channel_join' ||
    message.subtype === 'channel_leave' ||
    message.subtype?.startsWith('channel_')
  ) {
    return html`<p class="system">${renderMrkdwn(message.text, reader)}</p>`;
  }
  const at = new Date(Number(message.ts) * 1000);
  const replies = frame.inThread ? [] : repliesOf(reader.state, message.channelId, message.ts);
  const edited =
    message.edited && message.userId !== reader.state.app.botUserId ? html` <small>(edited)</small>` : null;
  return html`${avatar(message.userId, reader)}
    <div class="content">
      <header>
        ${authorLine(message.userId, frame)}<time datetime="${at.toISOString()}" title="${stamp(at, reader.zone)}"
          >${clockTime(at, reader.zone)}</time
        >${message.pinnedBy ? html` <small class="pin">📌 pinned</small>` : null}
      </header>
      <div class="body">${body(message, message.blocks, frame)}${edited}</div>
      ${files(message, reader)} ${reactions(message, reader)}
      ${replies.length > 0 ? html`<button type="button" class="replies" data-thread="${message.ts}">${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</button>` : null}
      ${toolbar(message, frame)}
    </div>`;
}

export function renderEphemeral(message: EphemeralMessage, frame: MessageFrame): Html {
  const at = new Date(Number(message.ts) * 1000);
  const { botUserId } = frame.reader.state.app;
  return html`${avatar(botUserId, frame.reader)}
    <div class="content">
      <p class="only-you"><span aria-hidden="true">👁</span> Only visible to you</p>
      <header>
        ${authorLine(botUserId, frame)}<time datetime="${at.toISOString()}">${clockTime(at, frame.reader.zone)}</time>
      </header>
      <div class="body">${body(message, message.blocks, frame)}</div>
    </div>`;
}

function body(message: { text: string; ts: string }, blocks: readonly Json[], frame: MessageFrame): Html {
  if (blocks.length === 0) return html`<div class="text">${renderMrkdwn(message.text, frame.reader)}</div>`;
  const id = `m${message.ts.replace('.', '-')}${frame.inThread ? 't' : ''}`;
  const surface = {
    kind: 'message' as const,
    reader: frame.reader,
    id,
    pressable: frame.pressable,
    valueOf: initialOf(blocks),
  };
  return renderBlocks(blocks, surface);
}

/** On a message an element shows its initial value; Slack keeps what was chosen on the client only. */
function initialOf(blocks: readonly Json[]): (blockId: string, actionId: string) => Json | undefined {
  const elements = listInteractiveElements(blocks);
  return (blockId, actionId) => {
    const found = elements.find((one) => one.blockId === blockId && one.actionId === actionId);
    const field = found && STATE_FIELD[found.type];
    return field && { [field[0]]: found.element[field[1]] };
  };
}

export function avatar(userId: string, reader: Reader): Html {
  if (userId === reader.state.app.botUserId) return html`<span class="avatar app" aria-hidden="true">🥁</span>`;
  const name = nameOfUser(reader, userId);
  const initials = name
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
  return html`<span
    class="avatar c${userId.split('').reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 8}"
    aria-hidden="true"
    >${initials}</span
  >`;
}

/** Externals carry their company, as in a shared channel. */
function authorLine(userId: string, { reader }: MessageFrame): Html {
  const { state } = reader;
  const user = state.users.get(userId);
  if (userId === state.app.botUserId) return html`<strong>${state.app.name}</strong> <span class="badge">APP</span> `;
  const own = state.users.get(reader.userId)?.teamId;
  const company =
    user && user.teamId !== own
      ? html` <span class="company">${state.teams.get(user.teamId)?.name ?? user.teamId}</span>`
      : null;
  return html`<strong>${nameOfUser(reader, userId)}</strong>${company} `;
}

function files(message: StoredMessage, reader: Reader): Html | null {
  if (message.fileIds.length === 0) return null;
  return html`<ul class="files">
    ${message.fileIds.map((id) => {
      const file = reader.state.files.get(id);
      return html`<li>📄 ${file?.name ?? id} <small>${file?.content?.byteLength ?? 0} bytes</small></li>`;
    })}
  </ul>`;
}

function reactions(message: StoredMessage, reader: Reader): Html | null {
  if (message.reactions.length === 0) return null;
  return html`<div class="reactions">
    ${message.reactions.map(
      (reaction) =>
        html`<button
          type="button"
          class="reaction${reaction.userIds.includes(reader.userId) ? ' mine' : ''}"
          data-react="${reaction.name}"
          aria-label="${reaction.name}, ${reaction.userIds.length}"
          title="${reaction.userIds.map((id) => nameOfUser(reader, id)).join(', ')}"
        >
          ${emojiOf(reaction.name)} ${reaction.userIds.length}
        </button>`,
    )}
  </div>`;
}

function toolbar(message: StoredMessage, frame: MessageFrame): Html {
  const isBot = message.userId === frame.reader.state.app.botUserId;
  return html`<div class="tools">
    ${isBot ? html`<button type="button" data-why>Why did this come now?</button>` : null}
    ${frame.inThread || message.threadTs !== undefined ? null : html`<button type="button" data-thread="${message.ts}">Reply in thread</button>`}
    <details class="overflow react">
      <summary aria-label="Add a reaction">☺+</summary>
      <div class="menu row">
        ${offeredReactions.map(
          (name) =>
            html`<button type="button" data-react="${name}" aria-label="React with ${name}">${emojiOf(name)}</button>`,
        )}
      </div>
    </details>
    ${frame.shortcuts.map((shortcut) => html`<button type="button" data-shortcut="${shortcut.id}">${shortcut.name}</button>`)}
  </div>`;
}
