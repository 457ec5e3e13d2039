import { describe, expect, test } from 'vitest';
import { createHolidays } from '#core/calendar/holidays.ts';
import { datesFrom, nextIssue, stepOf } from '#features/newsletter/rules/calendar.ts';
import { charactersTooMany, stateAfter, withItem } from '#features/newsletter/rules/issue.ts';
import type { Item } from '#features/newsletter/schemas.ts';
import { ItemForm, seenOf, seenValue } from '#features/newsletter/form-schemas.ts';
import { defaultSettings } from '#features/program/rules.ts';

const calendar = createHolidays({
  covers: { startsOn: '2026-01-01', endsOn: '2028-12-31' },
  countries: { US: ['2027-01-01'] },
}).calendarFor('US');
const datesAt = (now: string, settings = defaultSettings) => datesFrom(new Date(now), settings, calendar);
const item = (itemId: string, en = itemId, de: string | null = null): Item => ({
  itemId,
  kind: 'programme',
  en,
  de,
  url: null,
  win: null,
});

describe('the dates of an issue (domain §2.2)', () => {
  test('are business days 1, 4 and 5 of the vendor’s quarter', () => {
    expect(datesAt('2027-01-04T12:00:00Z')[0]).toEqual({
      issueKey: '2027-Q1',
      zone: 'America/New_York',
      draftAt: new Date('2027-01-04T15:00:00Z'),
      approveBy: new Date('2027-01-07T22:00:00Z'),
      goesOutOn: '2027-01-08',
    });
  });

  test('follow a fiscal year that begins in another month, and a list of quarter ends', () => {
    const fiscal = { ...defaultSettings, fiscalYearStartMonth: 2 };
    expect(datesAt('2027-02-10T12:00:00Z', fiscal)[0]).toMatchObject({ issueKey: '2028-Q1', goesOutOn: '2027-02-05' });
    const listed = { ...defaultSettings, quarterEnds: [{ key: '2026-Q4', endsOn: '2027-01-02' }] };
    expect(datesAt('2027-01-04T12:00:00Z', listed)[0]).toMatchObject({ issueKey: '2027-Q1', goesOutOn: '2027-01-08' });
  });

  test.each([
    ['2027-01-08T20:00:00Z', '2027-Q1'],
    ['2027-01-09T12:00:00Z', '2027-Q2'],
  ])('at %s the next issue is that of %s', (now, issueKey) => {
    expect(nextIssue(new Date(now), datesAt(now))?.issueKey).toBe(issueKey);
  });

  const dates = datesAt('2027-01-04T12:00:00Z')[0]!;
  const told = (more: object) => ({ state: 'draft' as const, draftToldAt: null, lateToldAt: null, ...more });
  test.each([
    ['nobody wrote yet', null, '2027-01-02', 'draft'],
    ['somebody was asked', told({ draftToldAt: new Date() }), '2027-01-05', 'late'],
    ['it waits for approval', told({ state: 'submitted' }), '2027-01-05', 'late'],
    ['it was forgotten over the fourth day', null, '2027-01-08', 'late'],
    ['it is long past', null, '2027-01-09T23:00:00Z', null],
    ['it is approved', told({ state: 'approved' }), '2027-01-05', null],
    ['all was said', told({ draftToldAt: new Date(), lateToldAt: new Date() }), '2027-01-07', null],
  ])('when %s the sweep goes on with what is right', (_case, issue, now, step) => {
    expect(stepOf(dates, issue, new Date(now))?.step ?? null).toBe(step);
  });
});

describe('an issue', () => {
  test('is changed as a draft, when submitted or withdrawn, but never when approved', () => {
    expect(['draft', 'submitted', 'withdrawn', 'approved'].map((state) => stateAfter(state as never, 'edit'))).toEqual([
      'draft',
      'draft',
      'draft',
      null,
    ]);
    expect(stateAfter('draft', 'approve')).toBeNull();
    expect(stateAfter('withdrawn', 'approve')).toBeNull();
  });

  test('keeps its items in the chosen order', () => {
    const ids = (items: readonly Item[]) => items.map(({ itemId }) => itemId).join('');
    const three = ['a', 'b', 'c'].map((id) => item(id));
    expect(ids(withItem(three, item('c'), 1))).toBe('cab');
    expect(ids(withItem(three, item('a'), 3))).toBe('bca');
    expect(ids(withItem(three, item('d'), 2))).toBe('adbc');
  });

  test('is as long as its longest language, English standing in where German is missing', () => {
    const long = 'x'.repeat(200);
    expect(charactersTooMany([item('a', long), item('b', long), item('c', long)])).toBe(0);
    expect(charactersTooMany([item('a', long), item('b', long), item('c', 'x', `${long}!`)])).toBe(1);
  });

  test('has forms and buttons that say which version was seen', () => {
    const seen = { issueKey: '2027-Q1', version: 7, itemId: null };
    expect(seenOf(seenValue(seen))).toEqual(seen);
    expect(seenOf(seenValue({ ...seen, itemId: 'a-1' }))).toEqual({ ...seen, itemId: 'a-1' });
    for (const value of ['', '2027-Q1', '2027-Q9/1/', 'x/y/z']) expect(seenOf(value)).toBeNull();
  });

  test.each(['javascript:alert(1)', 'http://a.example', 'https://a.example|b', 'https://a b', 'https://<x>'])(
    'takes no link like %s',
    (url) => {
      const form = ItemForm.safeParse({ kind: 'dates', en: 'x', url, position: '1' });
      expect(form.error?.issues.map(({ message }) => message)).toEqual(['bad_url']);
    },
  );
});
