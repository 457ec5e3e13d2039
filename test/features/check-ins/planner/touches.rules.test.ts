import { describe, expect, test } from 'vitest';
import { localTimeOf } from '#core/calendar/instants.ts';
import { touchesOf } from '#features/check-ins/planner/touches.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { only, plan, rows, wall } from './rows.ts';
import { calendarOf } from './world.ts';

const zone = 'Europe/Berlin';

describe('the touches of a tier', () => {
  test('are those of domain §2.1, and none unless the partner is active', () => {
    const active = (tier: 'strategic' | 'core' | 'emerging') => touchesOf({ tier, status: 'active' }).toSorted();
    expect(active('strategic')).toEqual(['monthly_performance_review', 'qbr_strategic', 'weekly_deal_review']);
    expect(active('core')).toEqual(['biweekly_pipeline_review', 'qbr_core']);
    expect(active('emerging')).toEqual(['monthly_checkin', 'quarterly_newsletter']);
    for (const status of ['prospect', 'onboarding', 'paused', 'offboarding', 'ended']) {
      expect(touchesOf({ tier: 'strategic', status })).toEqual([]);
    }
  });
});

describe('the rows of domain §2.2', () => {
  test('a monthly performance review lies on business days 3 to 10', () => {
    const { schedule } = only(plan('2026-11-01', '2026-12-01'), 'monthly_performance_review', '2026-11');
    expect([schedule?.prepareAt, schedule?.promptAt, schedule?.dueAt].map((at) => wall(at, zone))).toEqual([
      '2026-11-04 12:00',
      '2026-11-05 10:00',
      '2026-11-09 17:00',
    ]);
    expect(schedule?.remindersAt.map((at) => wall(at, zone))).toEqual(['2026-11-06 10:00', '2026-11-09 10:00']);
    expect([schedule?.gapsAt, schedule?.summaryAt, schedule?.closeAt].map((at) => wall(at, zone))).toEqual([
      '2026-11-10 09:00',
      '2026-11-11 10:00',
      '2026-11-13 17:00',
    ]);
  });

  test('a bi-weekly review comes every 14 days through week 53', () => {
    const settings = { ...defaultSettings, closedPeriods: [] };
    const planned = plan('2026-12-01', '2027-02-01', { partner: { tier: 'core' }, settings });
    expect(rows(planned, 'biweekly_pipeline_review')).toEqual([
      '2026-W49 2026-12-01 10:00',
      '2026-W51 2026-12-15 10:00',
      '2026-W53 2026-12-29 10:00',
      '2027-W02 2027-01-12 10:00',
      '2027-W04 2027-01-26 10:00',
    ]);
  });

  test('a newsletter is posted on business day 5 of a quarter, drafted on the first, approved by the fourth', () => {
    const planned = plan('2026-12-30', '2027-01-31', { partner: { tier: 'emerging' } });
    const { schedule, promptAt } = only(planned, 'quarterly_newsletter', '2027-Q1');
    expect(wall(promptAt, zone)).toBe('2027-01-07 11:00');
    expect(wall(schedule?.gapsAt, zone)).toBe('2027-01-06 17:00');
    expect([schedule?.dueAt, schedule?.summaryAt, schedule?.remindersAt]).toEqual([null, null, []]);
  });

  test('pre-work goes out 15 business days before a strategic review and 10 before a core one', () => {
    const strategic = only(plan('2026-09-01', '2026-11-01'), 'qbr_strategic', '2026-Q4');
    expect(strategic.heldOn).toBe('2026-10-21');
    expect(wall(strategic.promptAt, zone)).toBe('2026-09-30 10:00');
    const { schedule } = strategic;
    expect(wall(schedule?.prepareAt, zone)).toBe('2026-10-12 08:00');
    expect(schedule?.remindersAt.map((at) => wall(at, zone))).toEqual(['2026-10-07 10:00', '2026-10-13 10:00']);
    expect([schedule?.dueAt, schedule?.summaryAt].map((at) => wall(at, zone))).toEqual([
      '2026-10-14 09:00',
      '2026-10-14 10:00',
    ]);
    const { qbr } = schedule ?? {};
    const { slotsAt, agendaAt, meetingAt, minutesAt, npsAt } = qbr ?? {};
    expect([slotsAt, agendaAt, meetingAt, minutesAt].map((at) => wall(at, zone))).toEqual([
      '2026-09-23 10:00',
      '2026-10-19 10:00',
      '2026-10-21 10:00',
      '2026-10-23 10:00',
    ]);
    expect(wall(npsAt, zone)).toBe('2026-10-08 10:00');
    const core = only(plan('2026-09-01', '2026-11-01', { partner: { tier: 'core' } }), 'qbr_core', '2026-Q4');
    expect(wall(core.promptAt, zone)).toBe('2026-10-07 10:00');
    expect(core.schedule?.qbr?.npsAt).toBeNull();
  });

  test('clock times stay what they are in the weeks of a clock change', () => {
    for (const place of [
      'Europe/Berlin',
      'America/Chicago',
      'Australia/Sydney',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
    ]) {
      const planned = plan('2026-09-20', '2027-04-20', { partner: { zone: place } });
      const prompts = planned.flatMap(({ promptAt }) => (promptAt === null ? [] : [localTimeOf(promptAt, place)]));
      expect(new Set(prompts)).toEqual(new Set(['10:00']));
    }
  });
});

describe('holidays (domain §2.5 rule 2)', () => {
  test('move a weekly review by two business days at most; a lost one goes into the next', () => {
    const twoDays = calendarOf(['2026-11-16', '2026-11-17']);
    const threeDays = calendarOf(['2026-11-16', '2026-11-17', '2026-11-18']);
    const moved = plan('2026-11-14', '2026-11-28', { partner: { calendar: twoDays } });
    expect(rows(moved, 'weekly_deal_review')).toEqual(['2026-W47 2026-11-18 10:00', '2026-W48 2026-11-23 10:00']);
    const lost = plan('2026-11-14', '2026-11-28', { partner: { calendar: threeDays } });
    expect(rows(lost, 'weekly_deal_review')).toEqual(['2026-W47 holiday', '2026-W48 2026-11-23 10:00']);
    const next = only(lost, 'weekly_deal_review', '2026-W48');
    expect(next.absorbs).toEqual(['weekly_deal_review:P-0001:2026-W47']);
    expect(next.sections).toEqual(['deals', 'carried_over']);
  });

  test.each([
    ['core', 'biweekly_pipeline_review', '2026-11-17', 3],
    ['emerging', 'monthly_checkin', '2026-11-10', 5],
  ] as const)('move a touch of %s partners (%s) by no more than its limit', (tier, touchId, anchorOn, limit) => {
    const days = ['10', '11', '12', '13', '16', '17', '18', '19', '20', '23', '24'].map((day) => `2026-11-${day}`);
    const start = days.indexOf(anchorOn);
    const planned = (length: number) =>
      plan('2026-11-08', '2026-12-01', { partner: { tier, calendar: calendarOf(days.slice(start, start + length)) } });
    const at = (length: number) =>
      planned(length).filter((each) => each.touchId === touchId && each.anchorOn === anchorOn);
    expect(at(limit).map(({ heldOn }) => heldOn)).toEqual([days[start + limit]]);
    expect(at(limit + 1).map(({ reason }) => reason)).toEqual(['holiday']);
  });

  test('of the vendor alone move only what the partner manager gets', () => {
    const vendor = calendarOf(['2026-11-17']);
    const [free, busy] = [plan('2026-11-14', '2026-11-21'), plan('2026-11-14', '2026-11-21', { vendor })].map(
      (planned) => only(planned, 'weekly_deal_review', '2026-W47'),
    );
    expect(wall(busy?.schedule?.gapsAt, zone)).toBe('2026-11-18 13:00');
    expect({ ...busy?.schedule, gapsAt: null }).toEqual({ ...free?.schedule, gapsAt: null });
  });
});

describe('collisions (domain §2.5 rule 3)', () => {
  test('the week of a business review takes the weekly review and its month the performance review', () => {
    const planned = plan('2026-09-20', '2026-11-01');
    const qbr = only(planned, 'qbr_strategic', '2026-Q4');
    expect(only(planned, 'weekly_deal_review', '2026-W43')).toMatchObject({
      reason: 'absorbed_by_qbr',
      mergedInto: qbr.key,
    });
    expect(only(planned, 'monthly_performance_review', '2026-10').reason).toBe('absorbed_by_qbr');
    expect(qbr.absorbs).toEqual(['monthly_performance_review:P-0001:2026-10', 'weekly_deal_review:P-0001:2026-W43']);
  });

  test('the performance review takes the weekly review of its week', () => {
    const planned = plan('2026-11-01', '2026-11-14');
    expect(rows(planned, 'weekly_deal_review')).toEqual(['2026-W45 merged_into_review', '2026-W46 2026-11-09 10:00']);
    expect(only(planned, 'monthly_performance_review', '2026-11').sections).toEqual(['performance', 'deals']);
  });

  test('a check-in leaves the week of the newsletter for the 3rd Tuesday', () => {
    const calendar = calendarOf(['2026-10-01', '2026-10-02', '2026-10-05']);
    const planned = plan('2026-09-28', '2026-11-01', { partner: { tier: 'emerging', calendar } });
    expect(rows(planned, 'quarterly_newsletter')).toEqual(['2026-Q4 2026-10-12 11:00']);
    expect(rows(planned, 'monthly_checkin')).toEqual(['2026-10 2026-10-20 10:00']);
  });

  test('a review yields to pre-work on the same day', () => {
    const partner = { tier: 'core', cadenceAnchorDate: '2026-10-20' } as const;
    const history = [
      {
        at: new Date('2026-09-01T08:00:00Z'),
        kind: 'qbr_date',
        periodKey: '2026-Q4',
        on: '2026-10-20',
        time: '14:00',
      } as const,
    ];
    const planned = plan('2026-09-02', '2026-10-15', { partner, history });
    expect(rows(planned, 'qbr_core')).toEqual(['2026-Q4 2026-10-06 10:00']);
    expect(rows(planned, 'biweekly_pipeline_review').at(-1)).toBe('2026-W41 2026-10-07 10:00');
  });
});

describe('ends of quarters and years (domain §2.5 rules 4 to 6)', () => {
  test('the last five business days add a line to the weekly review', () => {
    const planned = plan('2026-09-12', '2026-10-10');
    const sections = (week: string) => only(planned, 'weekly_deal_review', week).sections;
    expect(sections('2026-W39')).toEqual(['deals']);
    expect(sections('2026-W40')).toEqual(['deals', 'quarter_end_focus']);
  });

  test('the first three business days have no bi-weekly review', () => {
    const partner = { tier: 'core', cadenceAnchorDate: '2027-06-29' } as const;
    const settings = { ...defaultSettings, fiscalYearStartMonth: 5 };
    const planned = plan('2028-04-25', '2028-05-20', { partner, settings });
    expect(rows(planned, 'biweekly_pipeline_review')[0]).toBe('2028-W18 2028-05-04 10:00');
    expect(only(planned, 'biweekly_pipeline_review', '2028-W18').shift).toBe('quarter_start');
  });

  test('nothing is sent from 24 December to 1 January', () => {
    const planned = plan('2026-12-18', '2027-01-09');
    expect(rows(planned, 'weekly_deal_review')).toEqual([
      '2026-W52 2026-12-21 10:00',
      '2026-W53 closed_period',
      '2027-W01 2027-01-04 10:00',
    ]);
  });

  test('quarters are those of the fiscal year, or of the list of their ends', () => {
    const partner = { tier: 'emerging' } as const;
    const july = plan('2026-08-01', '2026-10-31', {
      partner,
      settings: { ...defaultSettings, fiscalYearStartMonth: 2 },
    });
    expect(rows(july, 'quarterly_newsletter')).toEqual(['2027-Q3 2026-08-07 11:00']);
    const quarterEnds = [
      { key: '2026-Q3', endsOn: '2026-09-26' },
      { key: '2026-Q4', endsOn: '2026-12-26' },
    ];
    const listed = plan('2026-09-01', '2026-10-31', { partner, settings: { ...defaultSettings, quarterEnds } });
    expect(rows(listed, 'quarterly_newsletter')).toEqual(['2026-Q4 2026-10-02 11:00']);
  });
});
