import type { SlackPerson } from './actor.ts';
import type { Audience } from './audience.ts';

/** domain §2.6. P0 security · P1 transactional · P2 cadence · P3 reminder · P4 content. */
export const priorities = ['P0', 'P1', 'P2', 'P3', 'P4'] as const;
export type Priority = (typeof priorities)[number];

export type IntentParams = Readonly<Record<string, unknown>>;

/** Where a message goes: a channel, or the direct message of one person. */
export type Destination = { channelId: string } | SlackPerson;

/**
 * What a verb owes Slack (design §6.3): a message named by key and params, not blocks. The same key again with other
 * params edits the message; the outbox renders at send time and makes Slack match.
 */
export interface Intent {
  /** `<slug>:<purpose>:<entity>[:<n>]` */
  key: string;
  /** Whose matter this is; null when the content names no partner. */
  partnerId: string | null;
  audience: Audience;
  to: Destination;
  /** Reply under the message with this key; waits for that message. */
  thread?: { key: string };
  /** Reply under a message that a person wrote. Exclusive with `thread`. */
  threadTs?: string;
  priority: Priority;
  /** Answers a person's own action: no quiet hours, no cap (domain §2.6). */
  direct?: boolean;
  /** What a partner can mute: `check-ins`, `newsletter`, … */
  topic: string;
  notBefore?: Date;
  /** After this instant the message is dropped as `expired`; null: it never goes stale. */
  notAfter: Date | null;
  /** People mentioned by the message, for the person caps. */
  mentions: readonly SlackPerson[];
  /** Pinned in its channel once delivered. */
  pinned?: boolean;
  /** `<slug>.<message>`: the renderer. */
  message: string;
  /** Everything that the renderer needs; snapshots of numbers, never live look-ups. */
  params: IntentParams;
}

/** An emoji on a message of ours (by key) or of a person (by channel and ts). */
export interface ReactionIntent {
  key: string;
  partnerId: string | null;
  on: { key: string } | { channelId: string; ts: string };
  /** Without colons. */
  name: string;
}

export type DropReason =
  | 'expired'
  | 'muted'
  | 'partner_status'
  | 'wrong_audience'
  | 'withdrawn'
  | 'root_not_sent'
  | 'cap'
  | 'no_channel'
  /** A bundle that could not go at once; its members wait again, each by itself. */
  | 'dissolved';

export type Outcome =
  | { kind: 'delivered'; key: string; message: string; channelId: string; ts: string; at: Date }
  | { kind: 'dropped'; key: string; message: string; reason: DropReason; at: Date }
  | { kind: 'failed'; key: string; message: string; reason: string; at: Date };
