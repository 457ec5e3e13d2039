import type { TouchId } from '#core/touches.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { WallTime, Zone } from '#core/calendar/instants.ts';
import type { Section, ShiftCause, TouchSchedule } from '../schedule-schemas.ts';
import type { Tier } from '../schemas.ts';

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

/** Where an occurrence has come to lie, without the rest of its schedule. */
export interface Placement {
  readonly key: string;
  readonly touchId: TouchId;
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
