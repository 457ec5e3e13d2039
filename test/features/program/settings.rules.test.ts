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
