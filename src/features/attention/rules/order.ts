import type { Priority } from '#core/intent.ts';

export interface Ranked {
  priority: Priority;
  notAfter: Date | null;
  seq: number;
}

/** Over cap: kept by priority, then by due date, then as owed (domain §2.6). Negative: `left` goes first. */
export function byRank(left: Ranked, right: Ranked): number {
  if (left.priority !== right.priority) return left.priority < right.priority ? -1 : 1;
  const [leftDue, rightDue] = [dueMs(left), dueMs(right)];
  if (leftDue !== rightDue) return leftDue < rightDue ? -1 : 1;
  return left.seq - right.seq;
}

function dueMs({ notAfter }: Ranked): number {
  return notAfter?.getTime() ?? Number.POSITIVE_INFINITY;
}

/** P0, P1 and direct replies count to no cap (domain §2.6). */
export function isCounted({ priority, direct }: { priority: Priority; direct: boolean }): boolean {
  return !direct && priority !== 'P0' && priority !== 'P1';
}
