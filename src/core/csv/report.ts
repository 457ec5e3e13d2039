export interface BadRow {
  /** Line of the file on which the row begins, the header being line 1. */
  line: number;
  /** '' when the row as a whole is wrong. */
  column: string;
  reason: string;
}

export type ImportMode = 'dry-run' | 'apply';

export interface ImportOrder {
  text: string;
  mode: ImportMode;
  /** Import the good rows although others are bad. */
  skipBad: boolean;
}

export interface ImportReport {
  subject: 'partners' | 'staff' | 'deals' | 'accounts';
  mode: ImportMode;
  /** False in a dry run, and when bad rows held the file back. */
  applied: boolean;
  /** True when the file as a whole cannot be read; then `skipBad` does not help. */
  unreadable: boolean;
  added: readonly string[];
  changed: readonly { ref: string; fields: readonly string[] }[];
  unchanged: number;
  /** Left as they are, since they have moved on here; said by their reference. */
  kept?: readonly string[];
  bad: readonly BadRow[];
  ignoredColumns: readonly string[];
}

/** The report as lines for a terminal. */
export function formatImportReport(report: ImportReport): string {
  const kept = report.kept ?? [];
  const counts = [
    `${report.added.length} added, ${report.changed.length} changed, ${report.unchanged} unchanged`,
    ...(kept.length > 0 ? [`${kept.length} kept`] : []),
    `${report.bad.length} bad`,
  ].join(', ');
  return [
    ...report.bad.map(({ line, column, reason }) => `line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`),
    ...report.added.map((ref) => `add ${ref}`),
    ...report.changed.map(({ ref, fields }) => `change ${ref}: ${fields.join(', ')}`),
    ...kept.map((ref) => `keep ${ref}: it has moved on here since`),
    ...(report.ignoredColumns.length > 0 ? [`columns ignored: ${report.ignoredColumns.join(', ')}`] : []),
    `${report.subject}: ${counts} (${outcomeOf(report)})`,
  ].join('\n');
}

function outcomeOf(report: ImportReport): string {
  if (report.applied) return 'applied';
  if (report.unreadable) return 'nothing written: the file cannot be read';
  if (report.mode === 'dry-run') return 'dry run, nothing written';
  return 'nothing written: correct the bad rows, or leave them out with --skip-bad';
}
