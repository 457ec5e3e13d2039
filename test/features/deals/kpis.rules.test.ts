import { describe, expect, it } from 'vitest';
import { startedClock, stoppedClock } from '#features/deals/rules/clock.ts';
import { kpisOf } from '#features/deals/rules/kpis.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { DealStatus } from '#features/deals/state-schemas.ts';
import { dealOf, settingsOf } from './kit-deals.ts';

const settings = settingsOf();
const berlin = settings.timeIn('Europe/Berlin');
const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') };
const kpis = (deals: readonly Deal[]) => kpisOf(deals, period, settings);

const decision = (outcome: 'approved' | 'rejected', at: Date): Deal['decision'] => ({
  ...{ outcome, at, by: 'S-ines', byName: 'Ines', reasonCode: null, partnerText: null, asCoSell: false },
});

/** Decided after so many business hours of a promise of 16. */
function decided(hours: number, change: Partial<Deal> = {}): Deal {
  const at = new Date('2026-11-16T08:00:00Z');
  const days = Math.floor(hours / 8);
  const stopped = new Date(Date.UTC(2026, 10, 16 + days, 8 + (hours % 8)));
  return dealOf({
    status: 'approved',
    completeAt: at,
    firstContactAt: new Date('2026-11-16T10:00:00Z'),
    clock: stoppedClock(startedClock(at, 960, berlin), stopped, berlin),
    decision: decision('approved', stopped),
    ...change,
  });
}

describe('the figures of deal registration', () => {
  it('are those of domain §16.3 for its history', () => {
    const closedAt = new Date('2026-11-10T12:00:00Z');
    const many = (count: number, status: DealStatus, outcome: 'approved' | 'rejected' = 'approved') =>
      Array.from({ length: count }, () => dealOf({ status, closedAt, decision: decision(outcome, closedAt) }));
    const history = [
      ...[...many(93, 'won'), ...many(117, 'lost'), ...many(30, 'expired'), ...many(78, 'approved')],
      ...many(38, 'rejected', 'rejected'),
    ];
    const figures = kpis(history);
    expect(figures.conversion).toEqual({ part: 93, whole: 240, basisPoints: 3875 });
    expect(figures.approvalRate).toEqual({ part: 318, whole: 356, basisPoints: 8933 });
    expect(figures.decision).toEqual({ count: 0, median: null, p90: null });
    expect(figures.expiryRate).toEqual({ part: 30, whole: 318, basisPoints: 943 });
  });

  it('count time in business hours, and what was late as late', () => {
    const deals = [2, 4, 6, 8, 20].map((hours) => decided(hours));
    const figures = kpis(deals);
    expect(figures.decision).toEqual({ count: 5, median: 360, p90: 1200 });
    expect(figures.firstContact).toEqual({ count: 5, median: 120, p90: 120 });
    expect(figures.firstContactInTime).toEqual({ part: 5, whole: 5, basisPoints: 10_000 });
    const slow = decided(20, { firstContactAt: new Date('2026-11-17T09:00:00Z') });
    expect(kpis([slow]).firstContactInTime.part).toBe(0);
    expect(kpis([slow, { ...slow, triagedAt: new Date('2026-11-16T13:00:00Z') }]).triagedInTime).toEqual({
      ...{ part: 1, whole: 2, basisPoints: 5000 },
    });
    expect(figures.decidedInTime).toEqual({ part: 4, whole: 5, basisPoints: 8000 });
    expect(kpis([decided(2), decided(4)]).decision.median).toBe(180);
  });

  it('count questions and conflicts against submissions, and own duplicates not', () => {
    const finding = (of: 'C1' | 'C4' | 'possible') => ({ class: of }) as Deal['findings'][number];
    const asked = [{ question: 'Who?' }] as Deal['infoRequests'];
    const deals = [
      dealOf({ findings: [finding('C4')] }),
      dealOf({ findings: [finding('C1'), finding('possible')] }),
      dealOf({ infoRequests: asked }),
      dealOf({ completeAt: new Date('2026-10-31T23:59:59Z'), findings: [finding('C4')] }),
    ];
    const figures = kpis(deals);
    expect(figures.submitted).toBe(3);
    expect(figures.conflictRate).toEqual({ part: 1, whole: 3, basisPoints: 3333 });
    expect(figures.infoNeededRate).toEqual({ part: 1, whole: 3, basisPoints: 3333 });
  });

  it('sum what is protected now, and say what could not be converted', () => {
    const live = { status: 'approved' } as const;
    const figures = kpis([dealOf(live), dealOf(live), dealOf({ ...live, amountUsd: null }), dealOf()]);
    expect([figures.protectedUsdMinor, figures.protectedWithoutRate]).toEqual([10_560_000, 1]);
  });

  it('take whole days to a win, and are empty where nothing happened', () => {
    const won = (day: number) =>
      dealOf({
        status: 'won',
        closedAt: new Date(Date.UTC(2026, 10, day, 15)),
        completeAt: new Date(Date.UTC(2026, 9, 1)),
      });
    expect(kpis([won(1), won(11), won(20)]).daysToWin).toBe(41);
    const empty = kpis([]);
    expect([empty.conversion.basisPoints, empty.daysToWin, empty.decision.median]).toEqual([null, null, null]);
  });
});
