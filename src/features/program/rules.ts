import { staffRoles } from '#core/actor.ts';
import type { Rights } from '#core/rights.ts';
import type { ProgramSettings, SettingChange } from './schemas.ts';
import { defaultDeals } from './deal-settings.ts';
import { defaultTouches } from './touch-defaults.ts';

export const rights = {
  readSettings: [...staffRoles, 'operator'],
  changeSettings: ['partner_ops', 'admin', 'operator'],
} as const satisfies Rights;

/** The defaults of domain/ (§0.2, §2.2, §2.5, §2.6); every one of them can be changed. */
export const defaultSettings: ProgramSettings = {
  fiscalYearStartMonth: 1,
  quarterEnds: [],
  vendor: { timeZone: 'America/New_York', holidayCountry: 'US', weekendDays: [6, 7], names: [], domains: [] },
  businessHours: { from: '09:00', to: '17:00' },
  windows: {
    send: { from: '09:00', to: '16:30' },
    quietHours: { from: '18:00', to: '09:00' },
    pushedDecision: { from: '08:00', to: '19:00' },
  },
  caps: {
    postsPerWeek: { emerging: 2, core: 3, strategic: 5 },
    contentPostsPerWeek: 1,
    postsPerDay: 2,
    minutesBetweenPosts: 60,
    contentDropBusinessDays: 5,
    remindersPerItem: 2,
    mentionsPerPersonPerDay: 2,
    mentionsPerPersonPerWeek: 5,
  },
  closedPeriods: [{ from: '12-24', to: '01-01' }],
  touches: {
    monthly_checkin: {
      anchor: { nth: 2, weekday: 2 },
      prepare: { businessDays: 0, at: '08:00' },
      prompt: { businessDays: 0, at: '10:00' },
      answersDue: { businessDays: 5, at: '17:00' },
      reminders: [
        { businessDays: 2, at: '10:00' },
        { businessDays: 4, at: '10:00' },
      ],
      pmList: { businessDays: 5, at: '17:05' },
      summary: { businessDays: 6, at: '10:00' },
      close: { businessDays: 10, at: '17:00' },
      shiftLimitBusinessDays: 5,
      questions: [
        { id: 'C1', wording: 1, everyNth: 1 },
        { id: 'C2', wording: 1, everyNth: 1 },
        { id: 'C3', wording: 1, everyNth: 1 },
        { id: 'C4', wording: 1, everyNth: 1 },
        { id: 'C5', wording: 1, everyNth: 3 },
      ],
    },
    ...defaultTouches,
  },
  leads: { pmLead: null, vp: null },
  deals: defaultDeals,
};

/** Part of the settings: objects are merged key by key, anything else (lists too) is replaced whole. */
export type SettingsPatch = Readonly<Record<string, unknown>>;

/** The settings with the patch laid over them, unchecked: parse the result with `ProgramSettings`. */
export function patched(settings: unknown, patch: unknown): unknown {
  if (!isRecord(settings) || !isRecord(patch)) return patch;
  const merged: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(patch)) merged[key] = patched(settings[key], value);
  return merged;
}

/** Every value that differs, by path (`windows.send.from`), in the order of the settings. */
export function differences(before: unknown, after: unknown, path = ''): SettingChange[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

/** Every value by its path, for showing: `windows.send.from` → `09:00`. Lists are one value. */
export function settingLines(settings: unknown, path = ''): readonly { path: string; value: string }[] {
  if (!isRecord(settings)) return [{ path, value: typeof settings === 'string' ? settings : JSON.stringify(settings) }];
  return Object.entries(settings).flatMap(([key, value]) => settingLines(value, path === '' ? key : `${path}.${key}`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
