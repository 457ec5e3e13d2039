import type { Rights } from '#core/rights.ts';

/** Who may do what; for staff the partner must also be theirs. */
export const rights = {
  showAttention: ['partner_manager', 'pm_backup', 'partner_ops', 'admin', 'leadership'],
  readWeek: [
    'partner_member',
    'partner_admin',
    'partner_exec',
    'partner_manager',
    'pm_backup',
    'partner_ops',
    'admin',
    'leadership',
  ],
  changePreferences: ['partner_admin'],
} as const satisfies Rights;

/** Full hours from `from` to `to`, both `HH:mm`, as offered in the preferences. */
export function fullHours(from: string, to: string): readonly string[] {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  return hours.filter((time) => time >= from && time <= to);
}
