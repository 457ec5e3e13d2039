import { addDays } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { CheckInsPublic } from '../public.ts';
import type { NextTouch } from '../standing-schemas.ts';

/** A month and a bit: no tier is asked less often (domain §2.1). */
const reachDays = 40;

/** The next touch after today that asks something; null when none is near. */
export async function nextTouchOf(
  { directory, plan }: { directory: DirectoryPublic; plan: Pick<CheckInsPublic, 'runsOf'> },
  partnerId: string,
  at: Date,
): Promise<NextTouch | null> {
  const partner = await directory.findPartner(partnerId);
  if (partner === null) return null;
  const today = localDateOf(at, partner.timeZone);
  const runs = await plan.runsOf(partnerId, { from: addDays(today, 1), to: addDays(today, reachDays) });
  const next = runs.find(({ touchId }) => touchId !== 'quarterly_newsletter');
  return next ? { touchId: next.touchId, periodKey: next.periodKey, heldOn: next.heldOn } : null;
}
