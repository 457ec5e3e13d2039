import { describe, expect, it } from 'vitest';
import { figuresModal } from '#blocks/deals/figures.ts';
import type { StaffActor } from '#core/actor.ts';
import { kpisOf } from '#features/deals/rules/kpis.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { parseSource, readPartnersFile } from '#sandbox/fixtures/csv.ts';
import { useFixtureApp } from './fixtures-kit.ts';
import { settingsOf } from './kit-deals.ts';

const app = useFixtureApp();
const everything = { from: new Date('2025-01-01T00:00:00Z'), to: new Date('2026-11-17T00:00:00Z') };
const lastTwelveMonths = { ...everything, from: new Date('2025-11-17T00:00:00Z') };

const usd = (deals: readonly Deal[]) => deals.reduce((sum, { amountUsd }) => sum + (amountUsd?.amountMinor ?? 0), 0);
const dollars = (deals: readonly Deal[]) => Math.round(usd(deals) / 100);
const closedWithin = (deals: readonly Deal[], from: string, to: string) =>
  deals.filter(({ closedAt }) => closedAt && closedAt >= new Date(from) && closedAt < new Date(to));

async function collections(names: readonly string[]): Promise<unknown> {
  const found = names.map((name) => app.test.database.collection(name).find({}).sort({ _id: 1 }).toArray());
  return Promise.all(found);
}

describe('the 356 baseline deals', () => {
  it('are only looked at in a dry run, and load whole with --apply', async () => {
    const dry = await app.importDeals(app.files.dealsCsv, { mode: 'dry-run' });
    expect([dry.added.length, dry.applied, dry.bad]).toEqual([356, false, []]);
    expect(await app.deals()).toEqual([]);
    const report = await app.importDeals(app.files.dealsCsv);
    expect([report.added.length, report.applied, report.ignoredColumns]).toEqual([356, true, []]);
    const won = await app.deal('D0001');
    expect(won).toMatchObject({
      partnerId: 'P-0001',
      scenario: false,
      eligibility: [],
      clock: null,
      thread: null,
      amountUsd: { amountMinor: 13_158_400, currency: 'USD' },
      fx: { usdPerMillion: 1_280_000, source: 'fixture' },
      decision: { outcome: 'approved', at: new Date('2026-08-25T12:00:00Z') },
      protection: { windowDays: 120, zone: 'Europe/London', tier: 'strategic' },
      win: { contractOn: '2026-10-24', amount: { amountMinor: 10_280_000, currency: 'GBP' } },
      credit: 'sourced',
    });
    expect((await app.deals()).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 356 }, (_, at) => at + 1));
  });

  it('give the figures of domain §16.3', async () => {
    const deals = await app.deals({ scenario: false });
    const all = kpisOf(deals, everything, settingsOf());
    expect(all.submitted).toBe(356);
    expect(all.conversion).toEqual({ part: 93, whole: 240, basisPoints: 3875 });
    expect(all.approvalRate.basisPoints).toBe(8933);
    expect([all.protectedUsdMinor, all.protectedWithoutRate]).toEqual([555_276_090, 0]);
    const year = kpisOf(deals, lastTwelveMonths, settingsOf());
    expect([year.conversion.part, year.daysToWin]).toEqual([93, 69]);
    const won = deals.filter(({ status, credit }) => status === 'won' && credit === 'sourced');
    expect(deals.filter(({ status }) => status === 'approved')).toHaveLength(78);
    const lost = deals.filter(({ status }) => status === 'lost');
    expect(closedWithin(lost, '2025-11-17', '2026-11-17')).toHaveLength(117);
    const sold = closedWithin(won, '2025-11-17', '2026-11-17');
    expect([dollars(sold), Math.round(usd(sold) / sold.length / 100)]).toEqual([6_505_657, 69_953]);
    const third = closedWithin(won, '2026-07-01', '2026-10-01');
    const fourth = closedWithin(won, '2026-10-01', '2026-11-17');
    expect([dollars(third), third.length, dollars(fourth), fourth.length]).toEqual([1_915_720, 27, 556_596, 7]);
  });

  it('give the shares of tiers and partners of domain §16.3', async () => {
    const partners = parseSource(readPartnersFile());
    const tierOf = new Map(partners.map(({ id, tier }) => [id.replace('P', 'P-0'), tier]));
    const deals = await app.deals({ scenario: false });
    const won = deals.filter(({ status }) => status === 'won');
    const open = deals.filter(({ status }) => status === 'approved');
    const byTier = (of: readonly Deal[]) =>
      ['strategic', 'core', 'emerging'].map((tier) => of.filter(({ partnerId }) => tierOf.get(partnerId) === tier));
    expect(byTier(won).map(dollars)).toEqual([4_432_834, 1_925_765, 147_058]);
    expect(byTier(open).map(usd)).toEqual([380_419_800, 155_283_050, 19_573_240]);
    const shares = [...tierOf.keys()].map((id) => usd(won.filter(({ partnerId }) => partnerId === id)) / usd(won));
    const largest = shares.toSorted((a, b) => b - a);
    const percent = (share: number) => Math.round(share * 1000) / 10;
    expect(percent(largest[0] ?? 0)).toBe(18.5);
    expect(percent(largest.slice(0, 3).reduce((sum, share) => sum + share, 0))).toBe(52.6);
    expect(Math.round(shares.reduce((sum, share) => sum + share ** 2, 0) * 10_000)).toBe(1263);
  });

  it('are read by operations as figures of a quarter; a partner manager reads those of its own partners alone', async () => {
    const { service } = app.test.app.features.bySlug.deals;
    const staff = await app.test.database.collection('staff').find({}).toArray();
    const read = async (key: string, partnerId: string | null, period: string) => {
      const member = staff.find((one) => one['key'] === key);
      const { staffId, name, person, roles } = member as unknown as StaffActor;
      const actor: StaffActor = { kind: 'staff', ...{ staffId, name, person, roles } } as StaffActor;
      return service.readFigures({ actor, partnerId, period });
    };
    const running = await read('ines', null, '');
    expect([running.label, running.kpis.protectedUsdMinor]).toEqual(['FY26-Q4', 555_276_090]);
    const shown = JSON.stringify(figuresModal({ ...running, partnerId: null }));
    expect(shown).toContain('Protected pipeline now: *USD 5,552,760.90*');
    const third = await read('ines', null, '2026-Q3');
    expect(third.kpis.conversion.part).toBe(27);
    expect(JSON.stringify(figuresModal({ ...third, partnerId: null }))).toContain('(27 of ');
    expect((await read('tomas', 'P-0005', '2026-11')).label).toBe('2026-11');
    await expect(read('tomas', 'P-0003', '')).rejects.toMatchObject({ code: 'deals.not_found' });
    await expect(read('tomas', null, '')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(read('ines', null, 'soon')).rejects.toMatchObject({ code: 'deals.figures_period' });
  });

  it('change nothing when they are loaded again', async () => {
    const names = ['deals', 'deal_counters', 'audit_entries', 'outbound_messages'];
    const before = await collections(names);
    const again = await app.importDeals(app.files.dealsCsv);
    expect([again.unchanged, again.added, again.changed, again.kept]).toEqual([356, [], [], []]);
    expect(await collections(names)).toEqual(before);
  });
});
