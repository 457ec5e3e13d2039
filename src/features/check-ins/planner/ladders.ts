import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';

/** How many occurrences of one touch were missed in a row, by their states in the order of their prompts. */
export function missedInARow(states: readonly string[]): number {
  const answered = states.findLastIndex((state) => state === 'completed' || state === 'completed_partial');
  return states.slice(answered + 1).filter((state) => state === 'missed').length;
}

/** What our own side owes: by when, and in whose calendar the days count. */
export type VendorDuty =
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
