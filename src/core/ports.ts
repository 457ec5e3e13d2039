import type { Actor, SlackPerson } from './actor.ts';
import type { Readers } from './audience.ts';
import type { WorkCalendar } from './calendar/business-days.ts';
import type { Destination, DropReason, Intent, IntentParams, Outcome, Priority } from './intent.ts';
import type { PartnerPlace, Reader } from './interaction.ts';
import type { Language } from './language.ts';
import type { RenderedMessage } from './surface.ts';
import type { Write } from './write.ts';

/** What platform needs to know of people and places; bound to the directory in `app.ts` (design §3). */
export interface PeoplePort {
  /** The partner of a channel; null when the channel is not mapped. */
  placeOf(channelId: string): Promise<PartnerPlace | null>;
  /** Where a person without a channel belongs (DM, Home); null for strangers and staff. */
  placeOfPerson(person: SlackPerson): Promise<PartnerPlace | null>;
  /** Staff, partner contact of this place, or stranger (domain §0.2 Identity). */
  actorOf(person: SlackPerson, place: PartnerPlace | null): Promise<Actor>;
  readerOf(actor: Actor, place: PartnerPlace | null): Promise<Reader>;
  /** Every mapped channel, for catching up after downtime. */
  listMappedChannelIds(): Promise<readonly string[]>;
}

/** The partner behind a message, as the outbox needs it at send time. */
export interface Addressee {
  partnerId: string;
  zone: string;
  calendar: WorkCalendar;
  tier: string;
  status: string;
  mutedTopics: readonly string[];
  language: Language;
}

export interface AddresseePort {
  addresseeOf(partnerId: string): Promise<Addressee | null>;
  /** Who can read there, from what we know of the channel's companies; `unknown` when we do not. */
  readersOf(to: Destination): Promise<Readers>;
  /** Language and zone of a direct message's reader. */
  readerOfPerson(person: SlackPerson): Promise<Reader>;
}

export type SendDecision =
  /** `unmentioned`: people whose mention is rendered as their name, since they were mentioned often enough. */
  | { kind: 'send'; unmentioned?: readonly { person: SlackPerson; name: string }[] }
  | { kind: 'defer'; until: Date; reason: string }
  | { kind: 'drop'; reason: DropReason }
  /** A reply whose thread is old: it is to be judged again as a post of its own. */
  | { kind: 'new_post' }
  /** Goes out with other waiting messages of its place as lines of one post. */
  | { kind: 'bundle'; bundle: MessageBundle };

/** One post that stands for several messages; `params` of its renderer get the members' lines as `lines`. */
export interface MessageBundle {
  key: string;
  message: string;
  topic: string;
  params: IntentParams;
  memberKeys: readonly string[];
}

/** What the outbox knows of a message besides its intent. */
export interface QueueFacts {
  /** Creation order. */
  seq: number;
  /** When it was first held back; null: never. */
  deferredAt: Date | null;
  /** It stands in Slack already and is to be rewritten. */
  isEdit: boolean;
}

/** Quiet hours, caps, windows (domain §2.5, §2.6), asked again at the moment of sending. */
export interface PolicyPort {
  decide(question: {
    intent: Intent;
    addressee: Addressee | null;
    /** Of the direct message or, in a channel, of the partner. */
    reader: Reader;
    queued: QueueFacts;
    now: Date;
  }): Promise<SendDecision>;
}

/** A message to partners in the outbox, as the attention budget and staff see it. */
export interface LedgerMessage {
  key: string;
  partnerId: string | null;
  message: string;
  params: IntentParams;
  /** Channel id, or `dm:<user>`. */
  place: string;
  priority: Priority;
  direct: boolean;
  topic: string;
  isReply: boolean;
  pinned: boolean;
  seq: number;
  notAfter: Date | null;
}

/** `at`: when it was delivered, or tried when the answer was lost. */
export interface PostedMessage extends LedgerMessage {
  at: Date;
}

export interface WaitingMessage extends LedgerMessage {
  readyAt: Date;
  /** Why it was held back last. */
  reason: string | null;
}

export interface DroppedMessage extends LedgerMessage {
  at: Date;
  reason: string | null;
}

/** A mention of a person that reached Slack, or a direct message to them. */
export interface Ping extends SlackPerson {
  at: Date;
}

/** What the outbox posted, holds and dropped; posts of unknown fate count as posted, lines of a bundle do not. */
export interface MessageLedger {
  listPosted(where: { place: string } | { partnerId: string }, since: Date): Promise<readonly PostedMessage[]>;
  listWaiting(where: { place: string } | { partnerId: string }): Promise<readonly WaitingMessage[]>;
  listDropped(partnerId: string, since: Date): Promise<readonly DroppedMessage[]>;
  listPings(persons: readonly SlackPerson[], since: Date): Promise<readonly Ping[]>;
  /** When the message with this key was delivered; null when it was not. */
  findDeliveredAt(key: string): Promise<Date | null>;
  /** The messages that a bundle stands for, withdrawn ones left out, and whose bundle it is; null when there is none. */
  findBundle(key: string): Promise<{ partnerId: string | null; members: readonly LedgerMessage[] } | null>;
  /** Asks the policy again about everything but P0 and P1 that waits for this partner. */
  judgeAgain(partnerId: string, write: Write): Promise<void>;
}

/** All features' renderers by message name. Throws AppError(bug) for an unknown name or params that do not fit. */
export interface MessageRegistry {
  render(message: string, params: Intent['params'], reader: Reader): RenderedMessage;
  /** The message in one line of mrkdwn; null when its feature has no such form. Throws as `render`. */
  line(message: string, params: Intent['params'], reader: Reader): string | null;
}

/** A message in one line of mrkdwn; null when it has no such form or its params do not fit: it then goes alone. */
export type LineOf = MessageRegistry['line'];

/** Tells the owning feature how its message ended, inside the transaction that settles the row. */
export interface OutcomePort {
  settle(outcome: Outcome, write: Write): Promise<void>;
}

export interface ChannelFacts {
  channelId: string;
  isMember: boolean;
  isExtShared: boolean;
  isArchived: boolean;
  /** Every company in the channel but the home company. */
  externalTeamIds: readonly string[];
  /** Companies whose people may only post (slack.md §1.1). */
  limitedTeamIds: readonly string[];
}

export interface PersonFacts {
  userId: string;
  teamId: string;
  name: string;
  isBot: boolean;
  isGuest: boolean;
  isDeactivated: boolean;
  isStranger: boolean;
}

/** A file in Slack as the app sees it; its content stays there. */
export interface FileFacts {
  fileId: string;
  name: string;
  /** Who uploaded it. */
  userId: string;
  permalink: string | null;
}

/** Live look-ups in Slack for verbs that a person waits for. All throw AppError(unavailable | missing | rejected). */
export interface SlackReader {
  botUserId(): string;
  homeTeamId(): string;
  /** Granted to the app when it was installed; true where Slack has not said. */
  hasScope(scope: string): boolean;
  channel(channelId: string): Promise<ChannelFacts>;
  memberIds(channelId: string): Promise<readonly string[]>;
  person(userId: string): Promise<PersonFacts>;
  file(fileId: string): Promise<FileFacts>;
}
