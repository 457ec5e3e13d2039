import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, differences, patched, settingLines } from '#features/program/rules.ts';
import { ProgramSettings } from '#features/program/schemas.ts';

describe('the default settings', () => {
  it('are acceptable settings', () => {
    expect(ProgramSettings.parse(defaultSettings)).toEqual(defaultSettings);
  });

  it('hold the numbers of domain §2.2, §2.5 and §2.6', () => {
    expect(defaultSettings.windows.send).toEqual({ from: '09:00', to: '16:30' });
    expect(defaultSettings.windows.quietHours).toEqual({ from: '18:00', to: '09:00' });
    expect(defaultSettings.windows.pushedDecision).toEqual({ from: '08:00', to: '19:00' });
    expect(defaultSettings.caps.postsPerWeek).toEqual({ emerging: 2, core: 3, strategic: 5 });
    expect(defaultSettings.closedPeriods).toEqual([{ from: '12-24', to: '01-01' }]);
    const { monthly_checkin: touch } = defaultSettings.touches;
    expect(touch.anchor).toEqual({ nth: 2, weekday: 2 });
    expect(
      [touch.answersDue, touch.pmList, touch.summary, touch.close].map(
        (moment) => `+${moment.businessDays} ${moment.at}`,
      ),
    ).toEqual(['+5 17:00', '+5 17:05', '+6 10:00', '+10 17:00']);
    expect(touch.reminders.map((moment) => `+${moment.businessDays} ${moment.at}`)).toEqual(['+2 10:00', '+4 10:00']);
  });
});

describe('the touches', () => {
  it('hold the rows of domain §2.2, counted in business days from the prompt', () => {
    const { weekly_deal_review: weekly, biweekly_pipeline_review: biweekly, ...rest } = defaultSettings.touches;
    const text = (moment: { businessDays: number; at: string } | null) =>
      moment && `${moment.businessDays} ${moment.at}`;
    const row = (touch: Omit<typeof weekly, 'anchor' | 'preferredWeekdays'>) =>
      [touch.prepare, touch.prompt, touch.answersDue, ...touch.reminders, touch.pmList, touch.summary, touch.close].map(
        text,
      );
    expect(row(weekly)).toEqual(['0 08:00', '0 10:00', '1 12:00', '1 09:30', '1 13:00', '2 10:00', '2 17:00']);
    expect(row(biweekly)).toEqual(['-1 16:00', '0 10:00', '2 12:00', '1 15:00', '2 13:00', '3 10:00', '3 17:00']);
    expect(row(rest.monthly_performance_review)).toEqual([
      '-1 12:00',
      '0 10:00',
      '2 17:00',
      '1 10:00',
      '2 10:00',
      '3 09:00',
      '4 10:00',
      '6 17:00',
    ]);
    expect(row(rest.quarterly_newsletter)).toEqual(['-4 10:00', '0 11:00', null, '-1 17:00', null, '0 17:00']);
    expect([rest.qbr_strategic.prompt.businessDays, rest.qbr_core.prompt.businessDays]).toEqual([-15, -10]);
    const { weekly_deal_review, ...others } = defaultSettings.touches;
    const limits = [weekly_deal_review, ...Object.values(others)].map((touch) => touch.shiftLimitBusinessDays);
    expect(limits).toEqual([2, 5, 3, 5, 10, 10, 5]);
  });

  it('come from the defaults where a version stored before has none of them', () => {
    const { monthly_checkin } = defaultSettings.touches;
    const { quarterEnds: _, deals: __, ...before } = { ...defaultSettings, touches: { monthly_checkin } };
    expect(ProgramSettings.parse(before)).toEqual(defaultSettings);
  });

  it('refuse quarter ends that are not in order', () => {
    const quarterEnds = [
      { key: '2026-Q2', endsOn: '2026-06-27' },
      { key: '2026-Q1', endsOn: '2026-03-28' },
    ];
    expect(ProgramSettings.safeParse({ ...defaultSettings, quarterEnds }).success).toBe(false);
    expect(ProgramSettings.safeParse({ ...defaultSettings, quarterEnds: quarterEnds.toReversed() }).success).toBe(true);
  });
});

describe('deal registration', () => {
  it('holds the numbers of domain §1.2 and §4', () => {
    const { deals } = defaultSettings;
    expect(deals.maxOpen).toEqual({ emerging: 15, core: 40, strategic: 150 });
    expect([deals.minimumUsd, deals.closeLimit.days, deals.closeLimit.longMonths]).toEqual([5000, 180, 12]);
    expect(deals.authorityUsd).toEqual({ partnerManager: 100_000, pmLead: 500_000 });
    expect(deals.clocks.decisionHours).toEqual({ emerging: 16, core: 16, strategic: 8 });
    expect(deals.protectionDays).toEqual({ emerging: 60, core: 90, strategic: 120 });
    expect(deals.extension.days).toEqual({ emerging: 30, core: 30, strategic: 45 });
    expect(deals.extension.most).toEqual({ emerging: 1, core: 2, strategic: 2 });
    expect(deals.autoApprove).toEqual({ enabled: false, amountUsd: 25_000, samplePercent: 10 });
  });
});

describe('a difference', () => {
  it('names the path of every value that changes, lists whole', () => {
    const after = patched(defaultSettings, { caps: { postsPerDay: 3 }, closedPeriods: [] });
    expect(differences(defaultSettings, after)).toEqual([
      { path: 'caps.postsPerDay', before: 2, after: 3 },
      { path: 'closedPeriods', before: [{ from: '12-24', to: '01-01' }], after: [] },
    ]);
  });

  it('is empty exactly when the patch says nothing new', () => {
    const trees = fc.letrec((tie) => ({
      tree: fc.oneof(
        fc.integer(),
        fc.string(),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(trees, trees, (settings, patch) => {
        const after = patched(settings, patch);
        expect(differences(settings, after).length === 0).toBe(JSON.stringify(settings) === JSON.stringify(after));
        expect(differences(after, patched(after, patch))).toEqual([]);
      }),
    );
  });

  it('shows every value by its path', () => {
    expect(settingLines({ a: { b: '09:00', c: [1, 2] } })).toEqual([
      { path: 'a.b', value: '09:00' },
      { path: 'a.c', value: '[1,2]' },
    ]);
  });
});
