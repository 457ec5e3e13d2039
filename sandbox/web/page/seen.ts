import { manifest } from '../../app.ts';
import { listInteractiveElements } from '../../slack/block-kit/interactive.ts';
import { asList, isObject } from '../../slack/json.ts';
import { topLevelMessages } from '../../slack/shapes/message.ts';
import type { Channel, EphemeralMessage, StoredMessage, User } from '../../slack/state.ts';
import { compareTs, isExternal, isStranger, repliesOf } from '../../slack/state.ts';
import { findDm } from '../../slack/dm.ts';
import { dayKey, dayTitle } from '../render/dates.ts';
import { html } from '../render/html.ts';
import type { MessageFrame } from '../render/message.ts';
import { renderEphemeral, renderMessage } from '../render/message.ts';
import type { Reader } from '../render/reader.ts';
import { nameOfUser } from '../render/reader.ts';
import { brokenBlock } from '../render/blocks.ts';
import { renderHome, renderModal } from '../render/view.ts';
import { firstPartner } from '../stage/people.ts';
import type { PlaygroundStage } from '../stage/stage.ts';
import type { Item, Seen, SeenPlace } from './shown.ts';

/** Where the acting person looks: a channel's id, `home`, or `dm` for the app's messages. */
export interface Look {
  userId: string;
  place: string;
  threadTs: string | null;
}

const help = { name: 'help', usage: '', summary: 'what there is' };

/** Older messages of a channel are left out. */
const shownMessages = 120;

export function createSeen({ slack, clock, app }: Pick<PlaygroundStage, 'slack' | 'clock' | 'app'>) {
  const { state } = slack;
  const ofManifest = readCommands();

  function placesOf(user: User): SeenPlace[] {
    const own = [...state.channels.values()]
      .filter((channel) => channel.kind === 'channel' && channel.memberIds.has(user.id))
      .map((channel) => ({
        id: channel.id,
        name: channel.name,
        kind: 'channel' as const,
        lastTs: lastFor(user.id, channel.id),
        shared: channel.teamIds.length > 1,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    if (isStranger(state, user)) return own;
    const dm = findDm(state, user.id);
    return [
      ...own,
      { id: 'dm', name: 'Messages', kind: 'dm', lastTs: dm ? lastFor(user.id, dm.id) : null, shared: false },
      { id: 'home', name: 'Home', kind: 'home', lastTs: null, shared: false },
    ];
  }

  function lastFor(userId: string, channelId: string): string | null {
    const shown = state.ephemerals.filter((entry) => entry.channelId === channelId && entry.toUserId === userId);
    const all = [state.messages.get(channelId)?.at(-1)?.ts, shown.at(-1)?.ts].filter((ts) => ts !== undefined);
    return all.toSorted(compareTs).at(-1) ?? null;
  }

  function itemsOf(
    messages: readonly StoredMessage[],
    whispers: readonly EphemeralMessage[],
    frame: MessageFrame,
  ): Item[] {
    const shown = [
      ...messages.map((message) => ({
        ts: message.ts,
        userId: message.userId,
        render: () => renderMessage(message, frame),
      })),
      ...whispers.map((message) => ({ ts: message.ts, userId: '', render: () => renderEphemeral(message, frame) })),
    ].toSorted((a, b) => compareTs(a.ts, b.ts));
    let day = '';
    return shown.flatMap((entry): Item[] => {
      const at = new Date(Number(entry.ts) * 1000);
      const its = dayKey(at, frame.reader.zone);
      const divider =
        its === day
          ? []
          : [
              {
                key: `day-${its}`,
                markup: html`<h2 class="day">${dayTitle(at, frame.reader.zone)}</h2>`.markup,
                own: false,
              },
            ];
      day = its;
      return [...divider, { key: entry.ts, markup: safely(entry.render), own: entry.userId === frame.reader.userId }];
    });
  }

  return {
    of({ userId, place, threadTs }: Look): Seen {
      const user = state.users.get(userId);
      if (!user) throw new Error(`there is nobody called ${userId}`);
      const reader: Reader = { userId, zone: user.tz, state, now: clock.now() };
      const places = placesOf(user);
      const here = places.find((one) => one.id === place) ?? places[0];
      const channel =
        here?.kind === 'channel'
          ? state.channels.get(here.id)
          : here?.kind === 'dm'
            ? findDm(state, userId)
            : undefined;
      const frame: MessageFrame | null = channel
        ? {
            reader,
            channel,
            pressable: true,
            inThread: false,
            shortcuts: isExternal(state, user) ? [] : ofManifest.shortcuts,
          }
        : null;
      const outside = isStranger(state, user);
      const whispers = state.ephemerals.filter(
        (entry) => entry.toUserId === userId && (outside || entry.channelId === channel?.id),
      );
      const tops = channel ? topLevelMessages(state, channel.id).slice(-shownMessages) : [];
      const root = channel && threadTs !== null ? tops.find((message) => message.ts === threadTs) : undefined;
      const stack = slack.as(userId).viewStack();
      const top = stack.at(-1);
      const home = here?.kind === 'home' ? slack.homeOf(userId) : undefined;
      return {
        person: {
          id: userId,
          name: user.realName,
          zone: user.tz,
          isExternal: isExternal(state, user),
          isStranger: isStranger(state, user),
          postOnly: channel?.limitedTeamIds.includes(user.teamId) ?? false,
        },
        places,
        place: here?.id ?? '',
        title: here ? titleOf(here) : 'No channels',
        subtitle: channel?.kind === 'channel' ? subtitleOf(channel, reader) : '',
        channelId: channel?.id ?? null,
        people: channel?.kind === 'channel' ? [...channel.memberIds].map((id) => nameOfUser(reader, id)) : [],
        forgery: outside ? newestButton() : null,
        writable: channel !== undefined && !channel.isArchived && !channel.isFrozen,
        home:
          here?.kind === 'home'
            ? home
              ? safely(() => renderHome(home, reader))
              : html`<p class="empty">Drumbeat has not published this person’s Home yet.</p>`.markup
            : null,
        messages: frame
          ? itemsOf(
              tops,
              whispers.filter((one) => one.threadTs === undefined),
              frame,
            )
          : outsideItems(whispers, reader),
        thread:
          frame && root
            ? {
                ts: root.ts,
                messages: itemsOf(
                  [root, ...repliesOf(state, root.channelId, root.ts)],
                  whispers.filter((one) => one.threadTs === root.ts),
                  { ...frame, inThread: true },
                ),
              }
            : null,
        modal: top
          ? {
              key: `${top.id}:${top.hash}:${JSON.stringify(top.errors)}:${stack.length}`,
              markup: safely(() => renderModal(top, reader, stack.length - 1)),
            }
          : null,
        commands: ofManifest.commands.map((one) => ({ ...one, words: [...app.offers().commands, help] })),
      };
    },
  };

  /** What Slack hands a stranger who forged a press: no channel shows it. */
  function outsideItems(whispers: readonly EphemeralMessage[], reader: Reader): Item[] {
    return whispers.flatMap((message) => {
      const channel = state.channels.get(message.channelId);
      const frame = { reader, channel, pressable: false, inThread: false, shortcuts: [] };
      return channel ? itemsOf([], [message], { ...frame, channel }) : [];
    });
  }

  function newestButton(): Seen['forgery'] {
    const channelId = `C${firstPartner}`;
    for (const message of slack.messages(channelId).toReversed()) {
      const found = listInteractiveElements(message.blocks).find(({ element }) => element['type'] === 'button');
      if (!found || message.userId !== state.app.botUserId) continue;
      const { actionId, blockId, element } = found;
      const label = isObject(element['text']) ? String(element['text']['text']) : actionId;
      return { channelId, ts: message.ts, actionId, blockId, value: String(element['value'] ?? ''), label };
    }
    return null;
  }

  function titleOf(place: SeenPlace): string {
    if (place.kind === 'channel') return `#${place.name}`;
    return place.kind === 'home' ? `${state.app.name} · Home` : `${state.app.name} · Messages`;
  }

  function subtitleOf(channel: Channel, reader: Reader): string {
    const companies = channel.teamIds.map((id) => state.teams.get(id)?.name ?? id).join(' and ');
    const people = [...channel.memberIds]
      .filter((id) => id !== state.app.botUserId)
      .map((id) => nameOfUser(reader, id));
    const marks = [channel.isArchived ? 'archived' : '', channel.isFrozen ? 'connection severed' : ''].filter(
      (mark) => mark !== '',
    );
    return [channel.teamIds.length > 1 ? `Shared: ${companies}` : companies, people.join(', '), ...marks].join(' · ');
  }
}

/** A message that cannot be drawn says why in its place. */
function safely(render: () => { markup: string }): string {
  try {
    return render().markup;
  } catch (thrown) {
    return brokenBlock('/', thrown instanceof Error ? thrown.message : String(thrown)).markup;
  }
}

function readCommands() {
  const all = manifest();
  const features = isObject(all) && isObject(all['features']) ? all['features'] : {};
  const said = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    commands: asList(features['slash_commands'])
      .filter(isObject)
      .map((one) => ({
        command: said(one['command']),
        description: said(one['description']),
      })),
    shortcuts: asList(features['shortcuts'])
      .filter(isObject)
      .filter((one) => one['type'] === 'message')
      .map((one) => ({ id: said(one['callback_id']), name: said(one['name']) })),
  };
}
