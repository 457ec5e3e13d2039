import { touchIds } from '#core/touches.ts';
import type { LedgerLine } from '#features/check-ins/ledger-schemas.ts';

const answeredStates = new Set(['completed', 'completed_partial', 'partial']);

export interface TouchCounts {
  due: number;
  sent: number;
  answered: number;
  reminded: number;
  missed: number;
  skipped: number;
  /** Skipped because another touch of the week took the content over. */
  merged: number;
}

export function countsOf(lines: readonly LedgerLine[]): TouchCounts {
  const merged = lines.filter(isMerged).length;
  return {
    due: lines.length,
    sent: lines.filter(({ sentAt }) => sentAt !== null).length,
    answered: lines.filter(({ state, answered }) => answeredStates.has(state) && answered > 0).length,
    reminded: lines.filter(({ reminded }) => reminded).length,
    missed: lines.filter(({ state }) => state === 'missed').length,
    skipped: lines.filter(({ state }) => state === 'skipped' || state === 'cancelled').length - merged,
    merged,
  };
}

/** One row a touch, and their sum. */
export function touchTable(lines: readonly LedgerLine[]): readonly string[] {
  const names = ['due', 'sent', 'answered', 'reminded', 'missed', 'skipped', 'merged'] as const;
  const row = (title: string, some: readonly LedgerLine[]): string => {
    const counts = countsOf(some);
    const why = reasonsOf(some);
    const isAsked = some.some(({ required }) => required > 0);
    const cell = (name: (typeof names)[number]): string =>
      name === 'answered' && !isAsked ? '–' : String(counts[name]);
    return title.padEnd(28) + names.map((name) => cell(name).padStart(9)).join('') + (why && `   ${why}`);
  };
  return [
    'touch'.padEnd(28) + names.map((name) => name.padStart(9)).join('') + '   why skipped',
    ...touchIds.map((touchId) =>
      row(
        touchId,
        lines.filter((line) => line.touchId === touchId),
      ),
    ),
    row('all', lines),
  ];
}

function reasonsOf(lines: readonly LedgerLine[]): string {
  const counts = new Map<string, number>();
  for (const line of lines.filter(({ state }) => state === 'skipped' || state === 'cancelled')) {
    if (isMerged(line)) continue;
    const reason = line.reason ?? 'without a reason';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
}

function isMerged({ state, mergedInto }: LedgerLine): boolean {
  return state === 'skipped' && mergedInto !== null;
}
