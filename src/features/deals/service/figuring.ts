import { addDays } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import { figuresPeriodUnknown, notFound } from '../errors.ts';
import { figuresPeriodOf } from '../rules/figures-period.ts';
import { kpisOf } from '../rules/kpis.ts';
import { rights } from '../rules.ts';
import type { DealDeps } from './context.ts';
import type { ReadingVerbs } from './reading-verbs.ts';

type FiguringDeps = Pick<DealDeps, 'directory' | 'settings' | 'clock' | 'history'>;

/** The figures of domain §4.13 over what is stored; examples (`scenario`) count in none. */
export function createFiguring({
  directory,
  settings,
  clock,
  history,
}: FiguringDeps): Pick<ReadingVerbs, 'readFigures'> {
  return {
    async readFigures({ actor, partnerId, period }) {
      requireRight(rights, partnerId === null ? 'readAllFigures' : 'readFigures', actor);
      if (partnerId !== null && !(await directory.mayManage(actor, partnerId))) throw notFound();
      const now = clock.now();
      const known = await settings();
      const zone = known.vendorZone;
      const days = figuresPeriodOf(period, localDateOf(now, zone), known.fiscalYearStartMonth);
      if (days === null) throw figuresPeriodUnknown();
      const from = instantAt(days.startsOn, '00:00', zone);
      const end = instantAt(addDays(days.endsOn, 1), '00:00', zone);
      const to = end > now ? now : end;
      const deals = await history.listTouching({ from, to, partnerId });
      return { label: days.label, asOf: to, zone, kpis: kpisOf(deals, { from, to }, known) };
    },
  };
}
