import type { SlackCore } from '../core.ts';
import { Refusal } from '../refusal.ts';
import { messageObject } from '../shapes/message.ts';
import type { Channel, StoredMessage, User } from '../state.ts';
import type { Args } from './args.ts';
import type { MethodTable } from './method.ts';
import { botUser, joinedChannel, messageAt } from './places.ts';

export const reactionMethods: MethodTable = {
  'reactions.add': {
    tier: 3,
    scopes: ['reactions:write'],
    run(core, args) {
      const { channel, message, name } = target(core, args);
      if (channel.isArchived) throw new Refusal('is_archived', 'reactions.add page');
      void addReaction(core, channel, message, botUser(core), name);
      return {};
    },
  },
  'reactions.remove': {
    tier: 2,
    scopes: ['reactions:write'],
    run(core, args) {
      const { message, name } = target(core, args);
      const reaction = message.reactions.find((entry) => entry.name === name);
      const index = reaction?.userIds.indexOf(core.state.app.botUserId) ?? -1;
      if (!reaction || index < 0) throw new Refusal('no_reaction', 'reactions.remove page');
      reaction.userIds.splice(index, 1);
      if (reaction.userIds.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
      return {};
    },
  },
  'reactions.get': {
    tier: 3,
    scopes: ['reactions:read'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      const message = messageAt(core, channel, args.required('timestamp'));
      return { type: 'message', channel: channel.id, message: messageObject(core.state, message) };
    },
  },
};

function target(core: SlackCore, args: Args): { channel: Channel; message: StoredMessage; name: string } {
  const name = args.required('name');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name', 'reactions.add page');
  const channel = joinedChannel(core, args.required('channel'));
  return { channel, message: messageAt(core, channel, args.required('timestamp')), name };
}

/** Adds a person's or the bot's reaction and tells the app if it listens. Throws already_reacted. */
export function addReaction(core: SlackCore, channel: Channel, message: StoredMessage, user: User, name: string) {
  const reaction = message.reactions.find((entry) => entry.name === name);
  if (reaction?.userIds.includes(user.id)) throw new Refusal('already_reacted', 'reactions.add page');
  if (reaction) reaction.userIds.push(user.id);
  else message.reactions.push({ name, userIds: [user.id] });
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  const eventTs = core.state.nextTs();
  const event = {
    type: 'reaction_added',
    user: user.id,
    reaction: name,
    item,
    item_user: message.userId,
    event_ts: eventTs,
  };
  return core.events.emit({ name: 'reaction_added', event, channel, actor: user });
}
