import { Refusal } from '../refusal.ts';
import { messageObject } from '../shapes/message.ts';
import { messagesOf } from '../state.ts';
import type { MethodTable } from './method.ts';
import { joinedChannel, messageAt } from './places.ts';

export const pinMethods: MethodTable = {
  'pins.add': {
    tier: 2,
    scopes: ['pins:write'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      if (channel.isArchived) throw new Refusal('is_archived', 'pins.add page');
      const message = messageAt(core, channel, args.required('timestamp'));
      if (message.pinnedBy) throw new Refusal('already_pinned', 'pins.add page');
      message.pinnedBy = { userId: core.state.app.botUserId, at: core.clock.now() };
      return {};
    },
  },
  'pins.remove': {
    tier: 2,
    scopes: ['pins:write'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      const message = messageAt(core, channel, args.required('timestamp'));
      if (!message.pinnedBy) throw new Refusal('no_pin', 'pins.remove page');
      delete message.pinnedBy;
      return {};
    },
  },
  'pins.list': {
    tier: 2,
    scopes: ['pins:read'],
    run(core, args) {
      const channel = joinedChannel(core, args.required('channel'));
      const pinned = messagesOf(core.state, channel.id).filter((message) => message.pinnedBy !== undefined);
      const items = pinned.map((message) => ({
        type: 'message',
        channel: channel.id,
        created: Math.floor((message.pinnedBy?.at.getTime() ?? 0) / 1000),
        created_by: message.pinnedBy?.userId,
        message: messageObject(core.state, message),
      }));
      return { items };
    },
  },
};
