import type { Operation, OutboundRow } from './model.ts';

/** What makes Slack match the row; null when it does already. */
export function operationFor(row: OutboundRow, contentHash: string): Operation | null {
  if (row.kind === 'reaction') return 'react';
  if (row.ts === null) return 'post';
  if (row.wanted.deleted) return 'delete';
  if (row.wanted.version > (row.applied?.version ?? 0) && contentHash !== row.applied?.contentHash) return 'update';
  if (row.pinned && !row.applied?.pinned) return 'pin';
  return null;
}

/** What of the row Slack has once the operation is done. */
export function appliedAfter(
  row: OutboundRow,
  operation: Operation,
  contentHash: string,
): NonNullable<OutboundRow['applied']> {
  const before = row.applied ?? { version: 0, contentHash: '', pinned: false };
  const version = row.attempt?.version ?? before.version;
  switch (operation) {
    case 'pin':
      return { ...before, pinned: true };
    case 'post':
    case 'update':
      return { ...before, version, contentHash };
    default:
      return { ...before, version };
  }
}
