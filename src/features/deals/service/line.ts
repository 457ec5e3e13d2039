import { addBusinessDays } from '#core/calendar/business-days.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { Deal } from '../schemas.ts';
import { saveDeal, sendAll } from './changes.ts';
import type { Changing } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import { replyIntent } from './partner-intents.ts';

type LineDeps = Pick<DealDeps, 'deals' | 'directory' | 'settings'>;

/**
 * What this deal held is free: the partner who has waited longest is asked, and has some business days of its own
 * calendar to say so (domain §4.10). Nobody is asked while an earlier one still has time. `onlyForPartnerId`: where the
 * customer chose its partner.
 */
export async function offerNext(
  deps: LineDeps,
  { write, actor }: Pick<Changing, 'write' | 'actor'>,
  freedDealId: string,
  onlyForPartnerId?: string,
): Promise<Deal | null> {
  const line = await deps.deals.listInLine(freedDealId, write);
  if (line.some(({ secondInLine }) => secondInLine?.state === 'offered')) return null;
  const next = line.find(
    ({ secondInLine, partnerId }) =>
      secondInLine?.state === 'waiting' && (onlyForPartnerId === undefined || partnerId === onlyForPartnerId),
  );
  if (next === undefined) return null;
  const context = await contextOf(deps, next, write.at);
  const { partner, settings, reviewTime } = context;
  const today = localDateOf(write.at, partner.zone);
  const lastDay = addBusinessDays(today, settings.clocks.offerBusinessDays, partner.cal);
  const confirmBy = instantAt(lastDay, reviewTime.closesAt, partner.zone);
  const secondInLine = { state: 'offered' as const, heldByDealId: freedDealId, offeredAt: write.at, confirmBy };
  const changing = { deals: deps.deals, write, actor, context };
  const offered = await saveDeal(changing, next, { secondInLine }, { action: 'offered' });
  const params = { zone: partner.zone, confirmBy };
  await sendAll(write, [replyIntent(offered, 'opened', params, { n: write.at.getTime(), notAfter: confirmBy })]);
  return offered;
}
