import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { Tier } from '../schemas.ts';

/** One step of the missed-touch ladder (domain §2.2). */
export type MissedStep =
  | { readonly kind: 'pm_note' }
  /** The next prompt says "we missed you last time". */
  | { readonly kind: 'missed_line' }
  | { readonly kind: 'call_task'; readonly dueBusinessDays: 2 }
  /** One tap: move day or time, another contact, skip this month. */
  | { readonly kind: 'offer_choices' }
  | { readonly kind: 'at_risk'; readonly trigger: 'T-SILENT' }
  /** In a note that the partner manager drafts; never said in the shared channel. */
  | { readonly kind: 'name_exec_sponsor' };

/** How many occurrences of one touch were missed in a row, by their states in the order of their prompts. */
export function missedInARow(states: readonly string[]): number {
  const answered = states.findLastIndex((state) => state === 'completed' || state === 'completed_partial');
  return states.slice(answered + 1).filter((state) => state === 'missed').length;
}

/** What the nth miss in a row sets off; from the fourth on nothing new but the line. */
export function missedSteps(inARow: number, tier: Tier): readonly MissedStep[] {
  if (inARow <= 0) return [];
  const line: MissedStep = { kind: 'missed_line' };
  if (inARow === 1) return [{ kind: 'pm_note' }, line];
  if (inARow === 2) return [{ kind: 'call_task', dueBusinessDays: 2 }, { kind: 'offer_choices' }, line];
  if (inARow > 3) return [line];
  const atRisk: MissedStep = { kind: 'at_risk', trigger: 'T-SILENT' };
  return tier === 'emerging' ? [atRisk, line] : [atRisk, { kind: 'name_exec_sponsor' }, line];
}

/** What our own side owes: by when, and in whose calendar the days count. */
export type VendorDuty =
  | { readonly kind: 'summary_review'; readonly closeOn: PlainDate }
  | { readonly kind: 'qbr_pack'; readonly meetingOn: PlainDate }
  | { readonly kind: 'action'; readonly dueOn: PlainDate };

export interface VendorRung {
  readonly to: 'pm' | 'pm_lead' | 'vp' | 'vp_digest';
  readonly on: PlainDate;
}

/** When a duty that is still open goes up, lowest rung first (domain §2.2, vendor side). */
export function vendorRungs(duty: VendorDuty, calendar: WorkCalendar): readonly VendorRung[] {
  const on = (date: PlainDate, n: number): PlainDate => addBusinessDays(date, n, calendar);
  switch (duty.kind) {
    case 'summary_review':
      return [{ to: 'pm_lead', on: duty.closeOn }];
    case 'qbr_pack':
      return [
        { to: 'pm_lead', on: on(duty.meetingOn, -5) },
        { to: 'vp', on: on(duty.meetingOn, -3) },
      ];
    case 'action':
      return [
        { to: 'pm', on: on(duty.dueOn, 3) },
        { to: 'pm_lead', on: on(duty.dueOn, 7) },
        { to: 'vp_digest', on: on(duty.dueOn, 14) },
      ];
  }
}

/** The highest rung reached on a day; null before the first. */
export function rungReached(rungs: readonly VendorRung[], today: PlainDate): VendorRung | null {
  return rungs.findLast(({ on }) => on <= today) ?? null;
}
