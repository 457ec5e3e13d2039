import type { TouchId } from '#core/touches.ts';
import { touchIds } from '#core/touches.ts';
import fc from 'fast-check';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { PlanEvent, PlanPartner } from '#features/check-ins/planner/history.ts';
import { addDays, daysBetween, mondayOf } from '#features/check-ins/planner/days.ts';
import { periodAt } from '#features/check-ins/planner/periods.ts';
import { defaultSettings } from '#features/program/rules.ts';
import type { Tier } from '#features/check-ins/schemas.ts';

export const weeks = 60;
export const partnersPerRun = 20;
const dayMs = 86_400_000;
const minuteMs = 60_000;

export function calendarOf(holidays: readonly string[], weekendDays: readonly number[] = [6, 7]): WorkCalendar {
  const days = new Set(holidays);
  return { weekendDays, isHoliday: (date) => days.has(date), covers: () => true };
}

/** Days off on the same days of each year, with a week in October and three days in April in one place. */
function yearly(...days: readonly string[]): readonly string[] {
  return ['2025', '2026', '2027', '2028', '2029', '2030'].flatMap((year) => days.map((day) => `${year}-${day}`));
}

const goldenWeek = ['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07', '10-08'];

export interface Place {
  zone: string;
  calendar: WorkCalendar;
}

/** The first four change their clocks, the next three do not; one works from Sunday to Thursday. */
export const places: readonly Place[] = [
  { zone: 'Europe/Berlin', calendar: calendarOf(yearly('01-01', '05-01', '10-03', '12-25', '12-26', '03-29')) },
  { zone: 'America/Chicago', calendar: calendarOf(yearly('01-01', '07-04', '09-07', '11-26', '11-27', '12-25')) },
  { zone: 'Australia/Sydney', calendar: calendarOf(yearly('01-26', '04-25', '04-03', '04-06', '12-25', '12-28')) },
  { zone: 'Australia/Lord_Howe', calendar: calendarOf(yearly('01-26', '04-05', '10-05', '12-25')) },
  { zone: 'America/Sao_Paulo', calendar: calendarOf(yearly('01-01', '04-21', '09-07', '11-02', '11-20', '12-25')) },
  { zone: 'Asia/Kolkata', calendar: calendarOf(yearly('01-26', '08-15', '10-02', '11-09', '11-10')) },
  { zone: 'Asia/Dubai', calendar: calendarOf(yearly('01-01', '03-20', '03-23', '12-02', '12-03')) },
  { zone: 'Asia/Shanghai', calendar: calendarOf(yearly(...goldenWeek, '04-04', '04-05', '04-06')) },
  { zone: 'Asia/Riyadh', calendar: calendarOf(yearly('02-22', '09-23', '03-18', '03-19', '03-22'), [5, 6]) },
];

export const vendorCalendar = calendarOf(
  yearly('01-01', '05-25', '07-03', '09-07', '10-12', '11-26', '11-27', '12-25'),
);

export interface World {
  startOn: PlainDate;
  from: Date;
  to: Date;
  partners: readonly {
    partner: PlanPartner;
    history: readonly PlanEvent[];
    outages: readonly Outage[];
    answers: readonly boolean[];
  }[];
  /** Days after the start on which planning goes on from what was decided. */
  checkpoints: readonly Date[];
}

export interface Outage {
  from: Date;
  to: Date;
}

const tiers: readonly Tier[] = ['strategic', 'core', 'emerging'];
const minute = fc.integer({ min: 0, max: 1439 });
const day = fc.integer({ min: 0, max: weeks * 7 - 1 });
const sendTime = fc.option(fc.constantFrom('09:00', '09:30', '11:00', '13:45', '15:00', '16:29', '07:00', '16:30'));
const preferences = fc.record({ sendWeekday: fc.option(fc.integer({ min: 1, max: 7 })), sendTime });
const when = { day, minute };

const change = fc.oneof(
  { weight: 2, arbitrary: fc.record({ ...when, kind: fc.constant('tier' as const), tier: fc.constantFrom(...tiers) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...when,
      kind: fc.constant('status' as const),
      status: fc.constantFrom('active', 'active', 'paused', 'offboarding'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ ...when, kind: fc.constant('zone' as const), place: fc.nat({ max: places.length - 1 }) }),
  },
  { weight: 3, arbitrary: fc.record({ ...when, kind: fc.constant('preferences' as const), preferences }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...when,
      kind: fc.constant('move' as const),
      touchId: fc.constantFrom(...touchIds),
      ahead: fc.integer({ min: 0, max: 20 }),
      time: sendTime,
      by: fc.constantFrom('partner' as const, 'pm' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ...when,
      kind: fc.constant('skip' as const),
      touchId: fc.constantFrom(...touchIds),
      by: fc.constantFrom('partner' as const, 'pm' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ ...when, kind: fc.constant('pause' as const), days: fc.integer({ min: 0, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ ...when, kind: fc.constant('contact' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ ...when, kind: fc.constant('qbr_date' as const), ahead: fc.integer({ min: 1, max: 60 }) }),
  },
);

const member = fc.record({
  tier: fc.constantFrom(...tiers),
  place: fc.nat({ max: places.length - 1 }),
  launchDay: fc.integer({ min: -400, max: 60 }),
  anchorWeek: fc.integer({ min: 0, max: 1 }),
  preferences,
  changes: fc.array(change, { maxLength: 6 }),
  answers: fc.array(fc.boolean(), { maxLength: 12 }),
  outages: fc.array(fc.record({ ...when, hours: fc.integer({ min: 1, max: 90 }) }), { maxLength: 2 }),
});

/** Sixty weeks from any day, so that over the runs week 53 of 2026, 29 Feb 2028 and all clock changes occur. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    start: fc.integer({ min: 0, max: 700 }),
    members: fc.array(member, { minLength: partnersPerRun, maxLength: partnersPerRun }),
    checkpoints: fc.array(fc.record(when), { maxLength: 5 }),
  })
  .map(({ start, members, checkpoints }) => {
    const startOn = addDays('2026-02-02', start);
    const startMs = Date.parse(`${startOn}T00:00:00Z`);
    const at = (moment: { day: number; minute: number }): Date =>
      new Date(startMs + moment.day * dayMs + moment.minute * minuteMs);
    return {
      startOn,
      from: new Date(startMs),
      to: new Date(startMs + weeks * 7 * dayMs),
      partners: members.map((each, n) => ({
        partner: {
          partnerId: `P-${String(n + 1).padStart(4, '0')}`,
          tier: each.tier,
          status: 'active',
          ...placeAt(each.place),
          launchAt: new Date(startMs + each.launchDay * dayMs),
          cadenceAnchorDate: each.anchorWeek === 0 ? '2026-10-20' : '2026-10-27',
          preferences: each.preferences,
        },
        history: each.changes.map((entry) =>
          eventOf(entry, at(entry), startOn, each.anchorWeek === 0 ? '2026-10-20' : '2026-10-27'),
        ),
        answers: each.answers,
        outages: each.outages.map((outage) => ({
          from: at(outage),
          to: new Date(at(outage).getTime() + outage.hours * 3_600_000),
        })),
      })),
      checkpoints: checkpoints.map(at),
    };
  });

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function eventOf(entry: Change, at: Date, startOn: PlainDate, cadenceAnchorDate: PlainDate): PlanEvent {
  const today = addDays(startOn, entry.day);
  const keyOf = (touchId: TouchId, on: PlainDate): string =>
    periodAt(touchId, on, { settings: defaultSettings, cadenceAnchorDate }).key;
  switch (entry.kind) {
    case 'zone':
      return { at, kind: 'zone', ...placeAt(entry.place) };
    case 'move': {
      const on = addDays(today, entry.ahead);
      return { ...entry, at, on, periodKey: keyOf(entry.touchId, on) };
    }
    case 'skip':
      return { ...entry, at, periodKey: keyOf(entry.touchId, today) };
    case 'pause':
      return { at, kind: 'pause', until: entry.days === 0 ? null : addDays(today, entry.days) };
    case 'contact':
      return { at, kind: 'contact', contactId: `C-${entry.minute}` };
    case 'qbr_date': {
      const on = addDays(today, entry.ahead);
      return { at, kind: 'qbr_date', on, time: '14:00', periodKey: keyOf('qbr_core', on) };
    }
    default:
      return { ...entry, at };
  }
}

function placeAt(index: number): Place {
  return places[index] ?? places[0]!;
}

/** Weeks that hold something unusual, by their Monday. */
export function isoWeeksBetween(from: PlainDate, to: PlainDate): readonly PlainDate[] {
  const first = mondayOf(addDays(from, 6));
  const count = Math.max(0, Math.floor((daysBetween(first, to) + 1) / 7));
  return Array.from({ length: count }, (_, n) => addDays(first, n * 7));
}
