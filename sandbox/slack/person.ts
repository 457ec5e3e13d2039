import type { SlackCore } from './core.ts';
import { personActions, type PersonActions } from './person-actions.ts';
import { personMessages, type PersonMessages } from './person-messages.ts';
import { personModals, type PersonModals } from './person-modals.ts';
import { findDm } from './dm.ts';
import { messagesOf, type EphemeralMessage, type StoredMessage, type User } from './state.ts';

/** One human, or another company's bot: what they do reaches the app as signed requests. */
export interface Person extends PersonMessages, PersonActions, PersonModals {
  readonly id: string;
  /** What Slack showed this person when something last failed. */
  readonly lastError: string | undefined;
  ephemeralMessages(channelId?: string): readonly EphemeralMessage[];
  /** Direct messages between this person and the bot, oldest first. */
  dms(): readonly StoredMessage[];
}

export function createPerson(core: SlackCore, user: User): Person {
  const seen: { lastError: string | undefined } = { lastError: undefined };
  const context = { core, user, seen };
  return {
    id: user.id,
    get lastError() {
      return seen.lastError;
    },
    ...personMessages(context),
    ...personActions(context),
    ...personModals(context),
    ephemeralMessages: (channelId) =>
      core.state.ephemerals.filter((entry) => {
        return entry.toUserId === user.id && (channelId === undefined || entry.channelId === channelId);
      }),
    dms() {
      const channel = findDm(core.state, user.id);
      return channel ? [...messagesOf(core.state, channel.id)] : [];
    },
  };
}
