import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Deal } from '../schemas.ts';

/** After a refusal evidence may be sent, and an appeal be filed, so long (domain §4.7, §4.9). */
const appealBusinessDays = 10;

type Place = { zone: string; cal: WorkCalendar };

/** The last day of it where the partner is. */
export function appealUntilOn(refusedAt: Date, { zone, cal }: Place): PlainDate {
  return addBusinessDays(localDateOf(refusedAt, zone), appealBusinessDays, cal);
}

/** Last day for evidence about a registration that was rejected or revoked; null for any other. */
export function evidenceUntilOn({ status, closedAt }: Pick<Deal, 'status' | 'closedAt'>, at: Place): PlainDate | null {
  const isRefused = status === 'rejected' || status === 'revoked';
  return isRefused && closedAt !== null ? appealUntilOn(closedAt, at) : null;
}

/** While it is open, and for some days after a refusal (domain §4.8, §4.9). */
export function mayAddEvidence(deal: Pick<Deal, 'status' | 'closedAt'>, now: Date, at: Place): boolean {
  const { status } = deal;
  if (status === 'submitted' || status === 'in_review' || status === 'info_needed' || status === 'approved')
    return true;
  const until = evidenceUntilOn(deal, at);
  return until !== null && localDateOf(now, at.zone) <= until;
}
