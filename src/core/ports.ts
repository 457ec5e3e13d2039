import type { Actor, SlackPerson } from './actor.ts';
import type { Readers } from './audience.ts';
import type { WorkCalendar } from './calendar/business-days.ts';
import type { Destination, DropReason, Intent, Outcome } from './intent.ts';
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
  mainChannelId: string | null;
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
  | { kind: 'send' }
  | { kind: 'defer'; until: Date; reason: string }
  | { kind: 'drop'; reason: DropReason };

/** Quiet hours, caps, windows (domain §2.5, §2.6), asked again at the moment of sending. */
export interface PolicyPort {
  decide(question: { intent: Intent; addressee: Addressee | null; now: Date }): Promise<SendDecision>;
}

/** All features' renderers by message name. Throws AppError(bug) for an unknown name or params that do not fit. */
export interface MessageRegistry {
  render(message: string, params: Intent['params'], reader: Reader): RenderedMessage;
}

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

/** Live look-ups in Slack for verbs that a person waits for. All throw AppError(unavailable | missing | rejected). */
export interface SlackReader {
  botUserId(): string;
  homeTeamId(): string;
  channel(channelId: string): Promise<ChannelFacts>;
  memberIds(channelId: string): Promise<readonly string[]>;
  person(userId: string): Promise<PersonFacts>;
}
