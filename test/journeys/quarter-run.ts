import { addHours, instantAt } from '#core/calendar/instants.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { createHistoryStore } from '#features/check-ins/history-store.ts';
import { planTouches } from '#features/check-ins/planner/plan.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { asPlanned } from '#features/check-ins/rules/planned.ts';
import { createPlanSources } from '#features/check-ins/service/plan-source.ts';
import { createOccurrenceStore } from '#features/check-ins/store.ts';
import { parseSource, readPartnersFile } from '#sandbox/fixtures/csv.ts';
import { applyBeside, tellChange } from '#test/features/check-ins/service-kit.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerIdOf, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { seededRandom } from '#test/kit/random.ts';

/** Clock changes on different days and of different lengths, none at all, weekends and holidays of their own. */
const places = [
  ['Europe/Berlin', 'DE'],
  ['America/Chicago', 'US'],
  ['Australia/Sydney', 'AU'],
  ['Australia/Lord_Howe', 'AU'],
  ['America/Sao_Paulo', 'BR'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Dubai', 'AE'],
  ['Asia/Tokyo', 'JP'],
  ['Europe/London', 'GB'],
  ['America/Toronto', 'CA'],
  ['Europe/Warsaw', 'PL'],
  ['Asia/Singapore', 'SG'],
  ['Africa/Johannesburg', 'ZA'],
  ['America/Mexico_City', 'MX'],
  ['Asia/Seoul', 'KR'],
  ['Asia/Manila', 'PH'],
  ['Europe/Paris', 'FR'],
  ['Europe/Stockholm', 'SE'],
  ['Europe/Dublin', 'IE'],
  ['America/Los_Angeles', 'US'],
] as const;
const tiers = ['strategic', 'core', 'emerging'] as const;
/** Monday of the fixtures (domain §16), a little after the full hour: nothing is due at the instant of a change. */
export const startAt = new Date('2026-11-16T09:07:00Z');
const operator = { kind: 'operator', name: 'quarter' } as const;

/** One partner's occurrences, as the app stored them and as the planner has them for the same history. */
export interface Compared {
  partnerId: string;
  stored: readonly string[];
  planned: readonly string[];
}

export interface QuarterResult {
  compared: readonly Compared[];
  /** Occurrence keys that were posted more than once. */
  doubled: readonly string[];
  sent: number;
}

/** Weeks of the whole app, with changes of tier, status, zone, moves and skips on the way, against the pure plan. */
export async function runWeeks(
  app: TestApp,
  partners: readonly TestPartner[],
  { weeks, seed }: { weeks: number; seed: number },
): Promise<QuarterResult> {
  await seedPartners(app, partners);
  const random = seededRandom(seed);
  for (let week = 0; week < weeks; week += 1) {
    await changeSomething(app, partners, week, random);
    await app.time.advanceTo(addHours(startAt, 7 * 24 * (week + 1)));
  }
  const compared = await Promise.all(partners.map((partner) => compare(app, partnerIdOf(partner))));
  const { sent, doubled } = await countPosts(app);
  return { compared, sent, doubled };
}

/** The thirty of the fixtures with what decides their touches (domain §16.2); those that are not active get none. */
export function partnersOfTheFixtures(): readonly TestPartner[] {
  return parseSource(readPartnersFile()).map((row) => {
    return {
      ref: row.id,
      tier: tiers.find((tier) => tier === row.tier) ?? 'core',
      status: row.status === 'active' ? 'active' : 'paused',
      zone: row.tz,
      country: row.country,
    };
  });
}

/** Of every tier, in twenty zones. */
export function partnersOfTheWorld(count: number): readonly TestPartner[] {
  return Array.from({ length: count }, (_, n) => partnerAt(n));
}

function partnerAt(n: number): TestPartner {
  const [zone, country] = places[n % places.length] ?? places[0];
  return { ref: `P${101 + n}`, tier: tiers[n % tiers.length] ?? 'core', zone, country, name: `Company ${101 + n}` };
}

/** Each week something happens to one partner; refused wishes change nothing, in the app as in the plan. */
async function changeSomething(app: TestApp, partners: readonly TestPartner[], week: number, random: () => number) {
  const partner = partners[Math.floor(random() * partners.length)];
  if (partner === undefined) return;
  const partnerId = partnerIdOf(partner);
  const kind = week % 5;
  if (kind === 0) return tellChange(app, partnerId, {}, { tier: tiers[Math.floor(random() * 3)] ?? 'core' });
  if (kind === 1) return tellChange(app, partnerId, {}, { status: 'paused' });
  if (kind === 2) return tellChange(app, partnerId, {}, { timeZone: places[week % places.length]?.[0] ?? 'UTC' });
  const [coming] = await app.app.features.bySlug['check-ins'].public.listComing({
    actor: operator,
    partnerId,
    days: 30,
  });
  if (coming === undefined) return;
  const { touchId, periodKey } = coming;
  const change =
    kind === 3
      ? ({ kind: 'skip', touchId, periodKey } as const)
      : ({ kind: 'move', touchId, periodKey, on: nextDay(coming.heldOn), time: '11:00' } as const);
  await applyBeside(app, { actor: operator, partnerId, change }).catch((thrown: { kind?: string }) => {
    if (thrown.kind !== 'conflict') throw thrown;
  });
}

async function compare(app: TestApp, partnerId: string): Promise<Compared> {
  const occurrences = createOccurrenceStore(app.database);
  const history = createHistoryStore(app.database);
  const { program } = app.app.features;
  const holidays = createHolidays(worldHolidays);
  const source = await createPlanSources({ occurrences, history, program, holidays }).load(partnerId);
  const to = app.clock.now();
  const from = source?.baseline.at ?? startAt;
  const stored = await occurrences.listDecided(partnerId, from, to);
  const request = await source?.requestFrom(from);
  // A partner that was never active has no plan, and must have had no touch.
  const planned = request === undefined ? [] : planTouches({ ...request, existing: [], to });
  return { partnerId, stored: stored.map(asPlanned).map(lineOf).toSorted(), planned: planned.map(lineOf).toSorted() };
}

function lineOf({ key, heldOn, promptAt, reason, mergedInto, zone, sections }: PlannedOccurrence): string {
  const when = promptAt === null ? `${reason} ${mergedInto ?? ''}` : promptAt.toISOString();
  return [key, heldOn ?? '-', when, zone, sections.join('+')].join(' ');
}

async function countPosts(app: TestApp): Promise<{ sent: number; doubled: readonly string[] }> {
  const rows = await app.database
    .collection('touch_occurrences')
    .find({ sentAt: { $type: 'date' } })
    .toArray();
  const keys = rows.map((row) => String(row['occurrenceKey']));
  return { sent: keys.length, doubled: keys.filter((key, n) => keys.indexOf(key) !== n) };
}

function nextDay(date: string): string {
  return addHours(instantAt(date, '12:00', 'UTC'), 24)
    .toISOString()
    .slice(0, 10);
}
