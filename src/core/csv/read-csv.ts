import { CsvError, parse } from 'csv-parse/sync';
import type { BadRow } from './report.ts';

export interface Column {
  readonly name: string;
  /** What belongs in it, for the operator. */
  readonly meaning: string;
  /** The file must have this column. */
  readonly required?: true;
}

export interface CsvRow {
  line: number;
  /** Column → trimmed text; empty cells are absent. */
  cells: Readonly<Record<string, string>>;
}

export interface CsvTable {
  rows: readonly CsvRow[];
  bad: readonly BadRow[];
  /** The file as a whole cannot be used: broken quotes, wrong header, too large. */
  unreadable: boolean;
  ignoredColumns: readonly string[];
}

const largestFileCharacters = 5_000_000;
const largestRecordCharacters = 100_000;

/** Reads a CSV file with a header; a byte order mark, quotes, both line ends and empty lines are fine. */
export function readCsv(text: string, columns: readonly Column[]): CsvTable {
  if (text.length > largestFileCharacters) {
    return unreadable(1, '', `the file is larger than ${largestFileCharacters} characters`);
  }
  const records = recordsOf(text);
  if ('reason' in records) return unreadable(records.line, records.column, records.reason);
  const [header, ...body] = records;
  if (!header) return unreadable(1, '', 'the file is empty');
  const names = header.fields.map((name) => name.trim());
  const headerProblems = problemsOf(names, columns);
  const known = new Set(columns.map((column) => column.name));
  const ignoredColumns = names.filter((name) => !known.has(name));
  if (headerProblems.length > 0) return { rows: [], bad: headerProblems, unreadable: true, ignoredColumns };
  const fits = (record: CsvRecord): boolean => record.fields.length === names.length;
  return {
    rows: body.filter(fits).map((record) => ({ line: record.line, cells: cellsOf(record, names, known) })),
    bad: body.filter((record) => !fits(record)).map((record) => wrongWidth(record, names.length)),
    unreadable: false,
    ignoredColumns,
  };
}

interface CsvRecord {
  line: number;
  fields: readonly string[];
}

function recordsOf(text: string): CsvRecord[] | BadRow {
  // Inside quotes csv-parse counts CRLF as two lines, so line ends are made equal first.
  const unified = text.replace(/\r\n?/g, '\n');
  try {
    const parsed: unknown = parse(unified, {
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: largestRecordCharacters,
    });
    return (parsed as { info: { lines: number }; record: string[] }[]).map(({ info, record }) => ({
      line: info.lines - newlinesIn(record),
      fields: record,
    }));
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = (thrown as unknown as { lines?: number }).lines ?? 1;
    return { line, column: '', reason: `not readable as CSV: ${thrown.message.replace(/ at line \d+.*$/s, '')}` };
  }
}

function newlinesIn(fields: readonly string[]): number {
  return fields.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
}

function problemsOf(names: readonly string[], columns: readonly Column[]): BadRow[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  const missing = columns.filter((column) => column.required && !names.includes(column.name));
  return [
    ...[...repeated].map((column) => ({ line: 1, column, reason: 'this column stands in the header twice' })),
    ...missing.map(({ name }) => ({ line: 1, column: name, reason: 'this column is missing from the header' })),
  ];
}

function cellsOf(record: CsvRecord, names: readonly string[], known: ReadonlySet<string>): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const cell = record.fields[index]?.trim() ?? '';
    if (known.has(name) && cell !== '') cells[name] = cell;
  }
  return cells;
}

function wrongWidth(record: CsvRecord, expected: number): BadRow {
  return { line: record.line, column: '', reason: `the row has ${record.fields.length} cells, the header ${expected}` };
}

function unreadable(line: number, column: string, reason: string): CsvTable {
  return { rows: [], bad: [{ line, column, reason }], unreadable: true, ignoredColumns: [] };
}
