import { describe, expect, it } from 'vitest';

import { isBusinessDay } from '#core/calendar/business-days.ts';
import { worldHolidays } from '#core/calendar/holidays-world.ts';
import { createHolidays } from '#core/calendar/holidays.ts';
import { shiftToBusinessDay } from '#core/calendar/shift.ts';

const holidays = createHolidays(worldHolidays);

describe('holidays', () => {
  it('are known for every country of the fixtures', () => {
    const countries = 'GB US SG DE CA BR IN FR JP AU SE NL ZA MX PL IE AE KR PH'.split(' ');
    expect(countries.filter((country) => !holidays.knows(country))).toEqual([]);
    expect(countries.filter((country) => isBusinessDay('2027-01-01', holidays.calendarFor(country)))).toEqual(['IN']);
  });

  it.each([
    ['JP', '2026-11-03'],
    ['BR', '2026-11-02'],
    ['BR', '2026-11-20'],
    ['FR', '2026-11-11'],
    ['US', '2026-11-26'],
    ['US', '2026-11-27'],
    ['US', '2027-01-18'],
    ['GB', '2026-12-28'],
    ['SG', '2026-11-09'],
    ['MX', '2026-11-16'],
    ['IN', '2026-11-24'],
    ['PL', '2026-12-24'],
    ['ZA', '2026-12-16'],
    ['PH', '2026-11-30'],
    ['AE', '2026-12-02'],
    ['AU', '2027-01-26'],
    ['US', '2026-09-07'],
    ['US', '2027-12-31'],
    ['US', '2029-11-23'],
    ['GB', '2027-12-27'],
    ['GB', '2027-12-28'],
    ['IE', '2026-12-29'],
    ['AE', '2026-12-03'],
    ['JP', '2026-12-31'],
    ['KR', '2026-02-16'],
    ['CN', '2027-10-05'],
    ['IN', '2027-10-29'],
    ['TR', '2026-05-29'],
    ['SG', '2027-05-20'],
    ['ZA', '2026-11-04'],
  ])('keep %s closed on %s', (country, date) => {
    expect(isBusinessDay(date, holidays.calendarFor(country))).toBe(false);
  });

  it.each([
    ['US', '2026-12-24'],
    ['DE', '2026-11-11'],
    ['GB', '2026-11-26'],
    ['CA', '2026-12-28'],
    ['JP', '2026-12-25'],
    ['DE', '2026-12-24'],
    ['NL', '2026-12-31'],
    ['AE', '2027-01-05'],
    ['KR', '2026-02-19'],
    ['CN', '2026-06-01'],
  ])('let %s work on %s', (country, date) => {
    expect(isBusinessDay(date, holidays.calendarFor(country))).toBe(true);
  });

  it('tell a day outside the list or a country unknown to it, where only weekends count', () => {
    const us = holidays.calendarFor('US');
    expect([
      us.covers('2025-12-31'),
      us.covers('2026-01-01'),
      us.covers('2029-12-31'),
      us.covers('2030-01-01'),
    ]).toEqual([false, true, true, false]);
    const unknown = holidays.calendarFor('ZZ');
    expect([holidays.knows('ZZ'), unknown.covers('2026-12-25')]).toEqual([false, false]);
    expect([isBusinessDay('2026-12-25', unknown), isBusinessDay('2026-12-26', unknown)]).toEqual([true, false]);
  });

  it('take the weekend of the partner and refuse a weekday that does not exist', () => {
    const dubai = holidays.calendarFor('AE', [5, 6]);
    expect([isBusinessDay('2026-11-20', dubai), isBusinessDay('2026-11-22', dubai)]).toEqual([false, true]);
    expect(() => holidays.calendarFor('AE', [0, 6])).toThrow(RangeError);
  });

  it.each([
    ['a country code that is none', { Germany: ['2026-12-25'] }],
    ['a day that does not exist', { DE: ['2026-11-31'] }],
    ['a day outside the range', { DE: ['2030-02-01'] }],
  ])('refuse a list with %s', (_title, countries) => {
    expect(() => createHolidays({ ...worldHolidays, countries })).toThrow(RangeError);
  });

  it('refuse a list whose range runs backwards', () => {
    const covers = { startsOn: '2027-01-31', endsOn: '2026-11-01' };
    expect(() => createHolidays({ covers, countries: {} })).toThrow(RangeError);
  });
});

describe('shiftToBusinessDay', () => {
  it.each([
    ['JP', '2026-11-03', '2026-11-04'],
    ['BR', '2026-11-02', '2026-11-03'],
    ['FR', '2026-11-11', '2026-11-12'],
    ['US', '2026-11-26', '2026-11-30'],
    ['US', '2026-11-27', '2026-11-30'],
    ['US', '2026-11-25', '2026-11-25'],
    ['US', '2026-09-07', '2026-09-08'],
  ])('in %s moves %s to %s', (country, from, to) => {
    expect(shiftToBusinessDay(from, holidays.calendarFor(country), 2)).toEqual({ date: to });
  });

  it('counts the weekdays moved over against the limit and not the weekend', () => {
    const us = holidays.calendarFor('US');
    expect(shiftToBusinessDay('2026-11-26', us, 1)).toEqual({ beyondLimit: true });
    expect(shiftToBusinessDay('2026-11-27', us, 1)).toEqual({ date: '2026-11-30' });
    expect(shiftToBusinessDay('2026-11-28', us, 0)).toEqual({ beyondLimit: true });
  });

  it('gives up a weekly touch after three holidays in a row, not a monthly one', () => {
    const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
    const cal = createHolidays({ ...worldHolidays, countries: { DE: days } }).calendarFor('DE');
    expect(shiftToBusinessDay('2026-12-01', cal, 2)).toEqual({ beyondLimit: true });
    expect(shiftToBusinessDay('2026-12-01', cal, 5)).toEqual({ date: '2026-12-04' });
  });
});
