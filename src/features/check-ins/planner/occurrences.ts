import type { PlainDate } from '#core/calendar/dates.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import type { PlannedTouchId, Tier } from './touches.ts';

/** Why an occurrence is not held; every skip has one (domain §2.4). */
export type SkipReason =
  | ShiftCause
  | 'absorbed_by_qbr'
  | 'merged_into_review'
  | 'already_asked'
  | 'quarter_end'
  | 'partner_skip'
  | 'pm_skip'
  | 'paused_until'
  | 'plan_changed'
  | 'too_late';

/** Why a day cannot be used (domain §2.5 rules 2 to 5). */
export type ShiftCause = 'holiday' | 'closed_period' | 'quarter_start' | 'collision';

/** All instants of an occurrence (domain §2.2); run in the order of the instants, not of the fields. */
export interface TouchSchedule {
  readonly prepareAt: Date;
  readonly promptAt: Date;
  /** null where nothing is asked. */
  readonly dueAt: Date | null;
  readonly remindersAt: readonly Date[];
  /** To the partner manager: on one of the vendor's business days. */
  readonly gapsAt: Date;
  readonly summaryAt: Date | null;
  readonly closeAt: Date;
  readonly qbr: QbrSchedule | null;
}

/** domain §8.5; `prepareAt` is the data freeze, `summaryAt` the pack. */
export interface QbrSchedule {
  readonly slotsAt: Date;
  readonly agendaAt: Date;
  readonly meetingAt: Date;
  readonly actionsAt: Date;
  readonly minutesAt: Date;
  readonly progressAt: Date;
  /** When Q8 is asked by itself, after business day 5 (domain §2.5 rule 4); null when the pre-work asks it. */
  readonly npsAt: Date | null;
}

/** What the message is made of, beside the touch's own agenda. */
export type Section =
  | 'deals'
  | 'pipeline'
  | 'performance'
  | 'checkin'
  | 'qbr'
  | 'newsletter'
  | 'carried_over'
  | 'quarter_end_focus';

/** Where an occurrence has come to lie, without the rest of its schedule. */
export interface Placement {
  readonly key: string;
  readonly touchId: PlannedTouchId;
  readonly periodKey: string;
  /** Before any shift; for a QBR the default meeting day. */
  readonly anchorOn: PlainDate;
  /** The day of the prompt, of a QBR the day of the meeting; null when skipped. */
  readonly heldOn: PlainDate | null;
  readonly meetingTime: WallTime | null;
  readonly promptAt: Date | null;
  /** The instant at which it is decided: its prompt, or when that would have been. Until then it can be rebuilt. */
  readonly decidedAt: Date;
  readonly state: 'scheduled' | 'skipped';
  readonly reason: SkipReason | null;
  readonly shift: ShiftCause | 'moved' | null;
  /** Key of the occurrence that takes its content over. */
  readonly mergedInto: string | null;
}

/** One occurrence with tier and zone as they stand at its prompt (domain §2.4). */
export interface PlannedOccurrence extends Placement {
  readonly partnerId: string;
  readonly tier: Tier;
  readonly zone: Zone;
  readonly shiftedFrom: PlainDate | null;
  readonly schedule: TouchSchedule | null;
  readonly absorbs: readonly string[];
  readonly sections: readonly Section[];
  /** Whom the partner asked us to write to; null: whoever is first. */
  readonly contactId: string | null;
}
