import { actionOf, findElement, type ElementQuery } from './elements.ts';
import type { Json } from './json.ts';
import {
  interact,
  ownChannel,
  responseUrl,
  resultOf,
  type PersonContext,
  type PersonResult,
} from './person-context.ts';
import { present } from './posting.ts';
import { runCommand, runGlobalShortcut, runMessageShortcut } from './person-commands.ts';
import * as shape from './shapes/interaction.ts';
import { viewObject } from './shapes/view.ts';
import { openDm } from './dm.ts';
import { findMessage } from './state.ts';
import { STATE_FIELD, type StoredView } from './view-store.ts';

export interface PressInView extends ElementQuery {
  /** Sends it although nothing offers it, with `value` as given: for hostile tests. */
  forged?: boolean;
}

export interface PressArgs extends PressInView {
  channelId: string;
  ts: string;
}

export interface PersonActions {
  /** Presses a button or sets a select of a message, ephemeral ones included, with the value it was posted with. */
  press(args: PressArgs): Promise<PersonResult>;
  pressInView(args: PressInView): Promise<PersonResult>;
  pressInHome(args: PressInView): Promise<PersonResult>;
  /** `/partner connect`. Externals are refused by Slack itself: the app is never called. slack.md §1.1 */
  command(line: string, args: { channelId: string }): Promise<PersonResult>;
  messageShortcut(callbackId: string, args: { channelId: string; ts: string }): Promise<PersonResult>;
  globalShortcut(callbackId: string): Promise<PersonResult>;
  /** Opens the app's Home (or messages) tab. */
  openHome(tab?: 'home' | 'messages'): Promise<PersonResult>;
}

export function personActions(context: PersonContext): PersonActions {
  const { core, user } = context;

  function blockActions(query: ElementQuery, surface: Json, action: Json, viewId?: string): Promise<PersonResult> {
    const trigger = core.triggers.issue(user.id, viewId);
    const payload = {
      type: 'block_actions',
      ...shape.interactionBase(core),
      user: shape.interactionUser(user),
      team: shape.installingTeam(core), // §1.2
      trigger_id: trigger.id,
      is_enterprise_install: false,
      ...surface,
      actions: [action],
    };
    return interact(context, { kind: 'block_actions', name: query.actionId, key: trigger.id, payload });
  }

  function pressView(view: StoredView | undefined, query: PressInView): Promise<PersonResult> {
    if (!view) throw new Error(`${user.id} has no such view open`);
    const action = query.forged ? forgedAction(core, query) : setIn(view, query);
    const surface = { container: { type: 'view', view_id: view.id }, view: viewObject(core, view) };
    return blockActions(query, surface, action, view.type === 'modal' ? view.id : undefined);
  }

  /** What was pressed; a select keeps what it was set to. */
  function setIn(view: StoredView, query: ElementQuery): Json {
    const found = findElement(view.content, query);
    const action = actionOf(found, query.value, core.state.nextTs());
    if (STATE_FIELD[String(action['type'])]) {
      const { action_id: _id, block_id: _block, action_ts: _ts, ...state } = action;
      (view.values[found.blockId] ??= {})[query.actionId] = state;
    }
    return action;
  }

  return {
    press(args) {
      const target = args.forged ? forgedTarget(context, args) : postedTarget(context, args);
      return blockActions(args, target.surface, target.action);
    },
    pressInView: (query) => pressView(core.views.current(user.id), query),
    pressInHome: (query) => pressView(core.views.home(user.id), query),
    command: (line, { channelId }) => runCommand(context, line, channelId),
    messageShortcut: (callbackId, place) => runMessageShortcut(context, callbackId, place),
    globalShortcut: (callbackId) => runGlobalShortcut(context, callbackId),
    async openHome(tab = 'home') {
      if (tab === 'home' && !core.manifest.homeTab) throw new Error('the Home tab is off in the manifest');
      const channel = openDm(core.state, user, core.clock.now());
      const view = core.views.home(user.id);
      const shown = view && tab === 'home' ? { view: viewObject(core, view) } : {};
      const event = { type: 'app_home_opened', user: user.id, channel: channel.id, tab, ...shown };
      const sent = core.events.emit({
        name: 'app_home_opened',
        event: { ...event, event_ts: core.state.nextTs() },
        actor: user,
      });
      return resultOf(present([await sent]));
    },
  };
}

interface Target {
  surface: Json;
  action: Json;
}

function postedTarget(context: PersonContext, args: PressArgs): Target {
  const { core, user } = context;
  const channel = ownChannel(context, args.channelId);
  const shown = core.state.ephemerals.find((entry) => entry.ts === args.ts && entry.toUserId === user.id);
  if (shown) {
    const action = actionOf(findElement({ blocks: shown.blocks }, args), args.value, core.state.nextTs());
    const container = { type: 'message', message_ts: shown.ts, channel_id: channel.id, is_ephemeral: true };
    const surface = { container, channel: shape.interactionChannel(channel), ...responseUrl(context, args, true) };
    return { surface, action };
  }
  const message = findMessage(core.state, args.channelId, args.ts);
  if (!message) throw new Error(`there is no message ${args.ts} in ${args.channelId}`);
  const action = actionOf(findElement({ blocks: message.blocks }, args), args.value, core.state.nextTs());
  const state = { state: { values: {} } };
  return {
    surface: { ...shape.messageContainer(core, channel, message), ...state, ...responseUrl(context, args, false) },
    action,
  };
}

function forgedTarget(context: PersonContext, args: PressArgs): Target {
  const { core } = context;
  const channel = core.state.channels.get(args.channelId);
  const message = findMessage(core.state, args.channelId, args.ts);
  const container = { type: 'message', message_ts: args.ts, channel_id: args.channelId, is_ephemeral: false };
  const own = { container, channel: { id: args.channelId, name: 'forged' } };
  const surface = channel && message ? shape.messageContainer(core, channel, message) : own;
  return { surface: { ...surface, ...responseUrl(context, args, false) }, action: forgedAction(core, args) };
}

function forgedAction(core: PersonContext['core'], { actionId, blockId, value }: ElementQuery): Json {
  return {
    type: 'button',
    action_id: actionId,
    block_id: blockId ?? 'forged',
    text: { type: 'plain_text', text: 'forged' },
    ...(value === undefined ? {} : { value }),
    action_ts: core.state.nextTs(),
  };
}
