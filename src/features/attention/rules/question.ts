import type { SlackPerson } from '#core/actor.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { DropReason, Priority } from '#core/intent.ts';
import type { Ping, PostedMessage, WaitingMessage } from '#core/ports.ts';
import type { ProgramPublic } from '#features/program/public.ts';

/** The part of the programme settings that the budget needs. */
export type AttentionSettings = Pick<
  Awaited<ReturnType<ProgramPublic['current']>>,
  'windows' | 'caps' | 'closedPeriods'
>;

/** A message at the moment at which it could be sent. */
export interface JudgedMessage {
  key: string;
  priority: Priority;
  /** Answers a person's own action. */
  direct: boolean;
  /** For staff: no caps, no channel window. */
  isInternal: boolean;
  /** Channels have caps; a direct message counts as a mention of its reader. */
  isChannel: boolean;
  isReply: boolean;
  isEdit: boolean;
  topic: string;
  notAfter: Date | null;
  seq: number;
  deferredAt: Date | null;
  /** Who is mentioned, or reads the direct message. */
  pings: readonly SlackPerson[];
  /** It has a one-line form, so it can stand in a bundle or outside its thread. */
  hasLine: boolean;
  /** When the message that it replies to was delivered. */
  rootAt: Date | null;
}

/** A waiting message of the same place that a bundle could take along. */
export interface Rival extends Pick<WaitingMessage, 'key' | 'priority' | 'topic' | 'seq' | 'notAfter' | 'readyAt'> {
  hasLine: boolean;
}

export interface Question {
  message: JudgedMessage;
  /** Whose day it is: the partner's, or a member of staff's. */
  zone: string;
  calendar: WorkCalendar;
  /** The partner as it is now; null when the message names none. */
  partner: { tier: string; status: string; mutedTopics: readonly string[] } | null;
  /** Posts in the same place since the week began, or since the spacing began. */
  history: readonly Pick<PostedMessage, 'at' | 'priority' | 'direct' | 'isReply'>[];
  /** What reached the people in `message.pings` since the week began. */
  pings: readonly Ping[];
  /** Other top-level messages that wait for the same place and count to its caps. */
  rivals: readonly Rival[];
  now: Date;
  settings: AttentionSettings;
}

export type DeferralReason =
  | 'quiet_hours'
  | 'weekend'
  | 'holiday'
  | 'closed_period'
  | 'spacing'
  | 'day_cap'
  | 'week_cap'
  | 'content_cap'
  | 'person_cap'
  | 'higher_priority';

export type Decision =
  | { kind: 'send'; unmentioned: readonly SlackPerson[] }
  | { kind: 'defer'; until: Date; reason: DeferralReason }
  | { kind: 'drop'; reason: DropReason }
  | { kind: 'new_post' }
  | { kind: 'bundle'; keys: readonly string[] };

/** Held back at least until `until`. */
export interface Block {
  until: Date;
  reason: DeferralReason;
}
