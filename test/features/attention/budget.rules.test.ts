import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusinessDay } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { isoWeekKey } from '#core/calendar/dates.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { addHours, addMinutes, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import { priorities } from '#core/intent.ts';
import { mutableTopics } from '#core/topics.ts';
import { isClosed } from '#core/send-window.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { runQueue } from './queue.ts';
import type { Owed, QueueEnd, Sent } from './queue.ts';

const weeks = 8;
const holidays = createHolidays(worldHolidays);
/** Starts such that clock changes, week 53 of 2026 and the closed period lie within the eight weeks. */
const places = [
  { zone: 'Asia/Kolkata', country: 'IN', weekend: [6, 7], start: '2026-11-02T00:00:00Z' },
  { zone: 'America/Sao_Paulo', country: 'BR', weekend: [6, 7], start: '2026-12-07T00:00:00Z' },
  { zone: 'Europe/Berlin', country: 'DE', weekend: [6, 7], start: '2026-10-05T00:00:00Z' },
  { zone: 'Europe/Berlin', country: 'DE', weekend: [6, 7], start: '2027-03-01T00:00:00Z' },
  { zone: 'Asia/Dubai', country: 'AE', weekend: [6, 7], start: '2026-11-16T00:00:00Z' },
  { zone: 'Asia/Dubai', country: 'AE', weekend: [5, 6], start: '2026-11-16T00:00:00Z' },
  { zone: 'Australia/Lord_Howe', country: 'AU', weekend: [6, 7], start: '2026-09-07T00:00:00Z' },
] as const;
const settings = defaultSettings;
const { caps, windows, closedPeriods } = settings;
const people = ['UA', 'UB'].map((userId) => ({ teamId: 'T1', userId }));
const minutes = weeks * 7 * 24 * 60;

const owedArbitrary = fc.record({
  atMinute: fc.nat(minutes),
  priority: fc.constantFrom(...priorities),
  direct: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  topic: fc.constantFrom('check-ins', 'deals', ...mutableTopics),
  place: fc.constantFrom('C1', 'C1', 'C1', 'C2'),
  isReply: fc.integer({ min: 0, max: 3 }).map((roll) => roll === 0),
  aheadHours: fc.constantFrom<number>(0, 0, 0, 5, 30, 100),
  lifeHours: fc.constantFrom(null, null, 2, 30, 100, 400),
  mentions: fc.subarray(people),
  hasLine: fc.boolean(),
});

const streamArbitrary = fc.record({
  where: fc.constantFrom(...places),
  tier: fc.constantFrom('emerging' as const, 'core' as const, 'strategic' as const),
  pause: fc.option(fc.record({ from: fc.nat(minutes), length: fc.integer({ min: 60, max: 20_000 }) })),
  mutedTopics: fc.subarray([...mutableTopics, 'check-ins']),
  /** Owed in bursts, as sweeps do, so that several wait for one slot. */
  bursts: fc.array(fc.array(owedArbitrary, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 }),
});
type Stream = typeof streamArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

interface Run {
  stream: Stream;
  owed: readonly Owed[];
  end: QueueEnd;
  calendar: WorkCalendar;
  until: Date;
}

function run(stream: Stream): Run {
  const { zone, country, weekend, start } = stream.where;
  const from = new Date(start);
  const calendar = holidays.calendarFor(country, weekend);
  const owed = stream.bursts.flatMap((burst, at) =>
    burst.map((item, index): Owed => {
      const owedAt = addMinutes(from, burst[0]?.atMinute ?? 0);
      const notBefore = addHours(owedAt, item.aheadHours);
      const notAfter = item.lifeHours === null ? null : addHours(notBefore, item.lifeHours);
      return { ...item, key: `${at}.${index}`, owedAt, notBefore, notAfter };
    }),
  );
  const until = addMinutes(from, minutes);
  const partnerAt = (now: Date) => ({
    tier: stream.tier,
    status: isPausedAt(stream, now) ? 'paused' : 'active',
    mutedTopics: stream.mutedTopics,
  });
  return { stream, owed, calendar, until, end: runQueue(owed, { zone, calendar, settings, until, partnerAt }) };
}

function isPausedAt({ pause, where }: Stream, now: Date): boolean {
  const minute = (now.getTime() - Date.parse(where.start)) / 60_000;
  return pause !== null && minute >= pause.from && minute < pause.from + pause.length;
}

const isCapped = (post: Pick<Sent, 'priority' | 'direct'>): boolean => post.priority > 'P1' && !post.direct;

function countedPosts({ end }: Run, place: string): readonly Sent[] {
  return end.sent.filter((post) => post.place === place && isCapped(post) && !post.isReply);
}

function groupSizes<Item>(items: readonly Item[], keyOf: (item: Item) => string): number[] {
  const sizes = new Map<string, number>();
  for (const item of items) sizes.set(keyOf(item), (sizes.get(keyOf(item)) ?? 0) + 1);
  return [...sizes.values()];
}

/** Two hundred seeded, shrinkable runs of eight weeks. */
function always(check: (run: Run) => void): void {
  fc.assert(
    fc.property(streamArbitrary, (stream) => check(run(stream))),
    { numRuns: 200, seed: 20_261_116 },
  );
}

describe('the attention budget over eight weeks of any messages', () => {
  it('keeps the caps of week, day and content, and the spacing, in every channel', () => {
    always((result) => {
      const { zone } = result.stream.where;
      const week = (post: Sent): string => isoWeekKey(localDateOf(post.at, zone));
      for (const place of ['C1', 'C2']) {
        const posts = countedPosts(result, place);
        for (const count of groupSizes(posts, week)) {
          expect(count).toBeLessThanOrEqual(caps.postsPerWeek[result.stream.tier]);
        }
        for (const count of groupSizes(posts, (post) => localDateOf(post.at, zone)))
          expect(count).toBeLessThanOrEqual(2);
        for (const count of groupSizes(
          posts.filter(({ priority }) => priority === 'P4'),
          week,
        )) {
          expect(count).toBeLessThanOrEqual(1);
        }
        posts.slice(1).forEach((post, index) => {
          expect(post.at.getTime() - (posts[index]?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(3_600_000);
        });
      }
    });
  });

  it('mentions nobody more than twice a day and five times a week', () => {
    always(({ stream, end }) => {
      for (const person of people) {
        const theirs = end.sent.filter((post) => isCapped(post) && post.mentioned.includes(person));
        const day = (post: Sent): string => localDateOf(post.at, stream.where.zone);
        for (const count of groupSizes(theirs, day)) expect(count).toBeLessThanOrEqual(2);
        for (const count of groupSizes(theirs, (post) => isoWeekKey(day(post)))) expect(count).toBeLessThanOrEqual(5);
      }
    });
  });

  it('sends nothing outside the windows but P0 and direct replies', () => {
    always(({ stream, end, calendar }) => {
      for (const post of end.sent) {
        if (post.priority === 'P0' || post.direct) continue;
        const [day, time] = [localDateOf(post.at, stream.where.zone), localTimeOf(post.at, stream.where.zone)];
        const window = post.priority === 'P1' ? windows.pushedDecision : windows.send;
        expect(isBusinessDay(day, calendar)).toBe(true);
        expect(time >= window.from && time <= window.to).toBe(true);
        if (post.priority !== 'P1') expect(isClosed(day, closedPeriods)).toBe(false);
      }
    });
  });

  it('sends P0 and direct replies at the very instant', () => {
    always(({ stream, owed, end }) => {
      const atOnce = owed.filter((item) => item.priority === 'P0' || item.direct);
      for (const item of atOnce) {
        if (end.waiting.has(item.key)) continue;
        const post = end.sent.find(({ keys }) => keys.includes(item.key));
        const mayGo =
          item.priority <= 'P1' ||
          !(isPausedAt(stream, item.notBefore) || end.dropped.get(item.key)?.reason === 'muted');
        expect(mayGo ? post?.at : post).toEqual(mayGo ? item.notBefore : undefined);
      }
    });
  });

  it('loses nothing: each message is sent once, dropped with a reason, or waits with one', () => {
    always(({ owed, end, until }) => {
      const sentKeys = end.sent.flatMap(({ keys }) => keys);
      for (const { key, notBefore } of owed) {
        const fates = [
          sentKeys.filter((sent) => sent === key).length,
          end.dropped.has(key) ? 1 : 0,
          end.waiting.has(key) ? 1 : 0,
        ];
        if (fates.join() === '0,0,0') expect(notBefore.getTime()).toBeGreaterThan(until.getTime());
        else expect(fates.reduce((sum, fate) => sum + fate)).toBe(1);
        const left = end.waiting.get(key);
        if (left && notBefore.getTime() <= until.getTime()) expect(left.reason).not.toBeNull();
      }
    });
  });

  it('never lets a lower priority overtake a higher one that could go', () => {
    always(({ owed, end }) => {
      const priorityOf = new Map(owed.map(({ key, priority }) => [key, priority]));
      // What was passed over is dropped or held back by its own reason at this very instant, or ranks no higher.
      const isExcused = (key: string, at: Date): boolean =>
        end.dropped.get(key)?.at.getTime() === at.getTime() || (end.deferrals.get(key) ?? []).includes('person_cap');
      const overtaken = end.sent
        .filter((post) => isCapped(post) && !post.isReply)
        .flatMap((post) =>
          post.passedOver.filter((key) => (priorityOf.get(key) ?? 'P4') < post.priority && !isExcused(key, post.at)),
        );
      expect(overtaken).toEqual([]);
    });
  });

  it('counts no P0, P1 or direct message: without them the rest goes out just the same', () => {
    always(({ stream, end }) => {
      const bursts = stream.bursts.map((burst) =>
        burst.map((item) => ({ ...item, atMinute: burst[0]?.atMinute ?? 0 })),
      );
      const without = run({
        ...stream,
        bursts: bursts.map((burst) =>
          burst.map((item) => (isCapped(item) ? item : { ...item, topic: 'check-ins', aheadHours: 100_000 })),
        ),
      });
      const counted = (result: QueueEnd) => result.sent.filter(isCapped).map(({ keys, at }) => [keys, at]);
      expect(counted(end)).toEqual(counted(without.end));
    });
  });

  it('tells a paused partner nothing but P0 and P1, and sends no muted topic', () => {
    always(({ stream, owed, end }) => {
      for (const post of end.sent.filter(({ priority }) => priority > 'P1')) {
        expect(isPausedAt(stream, post.at)).toBe(false);
        const topics = owed.filter(({ key }) => post.keys.includes(key)).map(({ topic }) => topic);
        const muted = stream.mutedTopics.filter((topic) => topic !== 'check-ins');
        expect(topics.filter((topic) => muted.includes(topic as never))).toEqual([]);
      }
    });
  });
});
