import { expect, test } from 'vitest';
import type { LedgerLine } from '#features/check-ins/ledger-schemas.ts';
import { countsOf, touchTable } from '#sandbox/demo/touch-table.ts';

const sentAt = new Date('2026-11-16T10:00:00Z');

function line(given: Partial<LedgerLine>): LedgerLine {
  const occurrenceKey = 'weekly_deal_review:P-0001:2026-W47';
  return {
    ...{ occurrenceId: occurrenceKey, occurrenceKey, touchId: 'weekly_deal_review', tier: 'strategic' },
    ...{ partnerId: 'P-0001', periodKey: '2026-W47', anchorOn: '2026-11-16', heldOn: '2026-11-16' },
    ...{ state: 'completed', reason: null, mergedInto: null, sentAt, dueAt: null },
    ...{ answered: 2, required: 2, answeredBy: 1, reminded: false, late: 0, afterClose: 0, taps: 1, confirmed: 1 },
    ...given,
  };
}

const unsent = { sentAt: null, answered: 0, required: 0, taps: 0 };

test('what another touch took over is merged, not skipped; a skip stands with its reason', () => {
  const lines = [
    line({}),
    line({ state: 'missed', answered: 0, reminded: true }),
    line({ ...unsent, state: 'skipped', reason: 'merged_into_review', mergedInto: 'monthly_performance_review:x' }),
    line({ ...unsent, state: 'skipped', reason: 'bot_down' }),
  ];
  expect(countsOf(lines)).toEqual({ due: 4, sent: 2, answered: 1, reminded: 1, missed: 1, skipped: 1, merged: 1 });
  expect(touchTable(lines).at(-1)).toContain('bot_down 1');
  expect(touchTable(lines).at(-1)).not.toContain('merged_into_review');
});

test('a touch that asks nothing has no answers to count', () => {
  const newsletter = line({ touchId: 'quarterly_newsletter', answered: 0, required: 0, taps: 0 });
  expect(touchTable([newsletter]).find((row) => row.startsWith('quarterly_newsletter'))).toMatch(/1\s+1\s+–\s+0/);
});
