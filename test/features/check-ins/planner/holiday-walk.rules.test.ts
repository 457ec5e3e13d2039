import { describe, expect, test } from 'vitest';
import { createHolidays } from '#core/calendar/holidays.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { isBusinessDay } from '#core/calendar/business-days.ts';
import { only, plan, wall } from './rows.ts';

const { calendarFor } = createHolidays(worldHolidays);
const vendor = calendarFor('US');

describe('the holiday walk of domain §16.5', () => {
  test.each([
    ['P-0002', 'America/Chicago'],
    ['P-0003', 'America/Denver'],
  ])('Mon 7 Sep in the US moves the weekly review of %s to Tue 8 Sep', (partnerId, zone) => {
    const partner = { partnerId, tier: 'strategic', zone, calendar: vendor } as const;
    const review = only(plan('2026-09-05', '2026-09-19', { partner, vendor }), 'weekly_deal_review', '2026-W37');
    expect([review.anchorOn, review.shiftedFrom, review.shift]).toEqual(['2026-09-07', '2026-09-07', 'holiday']);
    expect(wall(review.promptAt, zone)).toBe('2026-09-08 10:00');
    expect(wall(review.schedule?.dueAt, zone)).toBe('2026-09-09 12:00');
    expect(wall(review.schedule?.closeAt, zone)).toBe('2026-09-10 17:00');
  });

  test('Tue 3 Nov in Japan moves the prompt of P-0013 to Wed 4 Nov', () => {
    const zone = 'Asia/Tokyo';
    const partner = { partnerId: 'P-0013', tier: 'core', zone, calendar: calendarFor('JP') } as const;
    const review = only(plan('2026-10-30', '2026-11-14', { partner, vendor }), 'biweekly_pipeline_review', '2026-W45');
    expect(wall(review.promptAt, zone)).toBe('2026-11-04 10:00');
    expect(wall(review.schedule?.prepareAt, zone)).toBe('2026-11-02 16:00');
    expect(wall(review.schedule?.dueAt, zone)).toBe('2026-11-06 12:00');
  });

  test('Mon 2 Nov in Brazil moves the preparation of P-0010 to the business day before', () => {
    const zone = 'America/Sao_Paulo';
    const partner = { partnerId: 'P-0010', tier: 'core', zone, calendar: calendarFor('BR') } as const;
    const review = only(plan('2026-10-28', '2026-11-14', { partner, vendor }), 'biweekly_pipeline_review', '2026-W45');
    expect(wall(review.promptAt, zone)).toBe('2026-11-03 10:00');
    expect(wall(review.schedule?.prepareAt, zone)).toBe('2026-10-30 16:00');
  });

  test('Wed 11 Nov in France moves the reminder of P-0012 to Thursday', () => {
    const zone = 'Europe/Paris';
    const calendar = calendarFor('FR');
    const partner = { partnerId: 'P-0012', tier: 'core', zone, calendar, cadenceAnchorDate: '2026-10-27' } as const;
    const review = only(plan('2026-11-05', '2026-11-20', { partner, vendor }), 'biweekly_pipeline_review', '2026-W46');
    expect(wall(review.promptAt, zone)).toBe('2026-11-10 10:00');
    expect(review.schedule?.remindersAt.map((at) => wall(at, zone))).toEqual(['2026-11-12 15:00']);
    expect(wall(review.schedule?.dueAt, zone)).toBe('2026-11-13 12:00');
  });

  test('26 and 27 Nov are no business days in the US', () => {
    expect(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'].map((on) => isBusinessDay(on, vendor))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});
