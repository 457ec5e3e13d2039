import { z } from 'zod';
import type { CsvRow } from './read-csv.ts';
import type { BadRow } from './report.ts';

export const text = (max = 200) => z.string().max(max, `longer than ${max} characters`);
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, `not one of ${values.join(', ')}`);
/** Joined by `;`, each once. */
export const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z.string().transform(splitList).pipe(z.array(item).min(1, 'the list is empty'));
export const wholeNumber = z
  .string()
  .regex(/^\d{1,6}$/, 'not a whole number')
  .transform(Number);
export const yesNo = oneOf(['yes', 'no']).transform((answer) => answer === 'yes');

function splitList(cell: string): string[] {
  return [...new Set(cell.split(';').map((part) => part.trim()))].filter((part) => part !== '');
}

export interface GoodRow<Row> {
  line: number;
  row: Row;
}

/** Rows whose cells all say something that their column understands; the others with the first problem per column. */
export function checkCells<Row>(
  schema: z.ZodType<Row>,
  rows: readonly CsvRow[],
): { good: GoodRow<Row>[]; bad: BadRow[] } {
  const good: GoodRow<Row>[] = [];
  const bad: BadRow[] = [];
  for (const { line, cells } of rows) {
    const parsed = schema.safeParse(cells);
    if (parsed.success) good.push({ line, row: parsed.data });
    else bad.push(...problemsByColumn(line, cells, parsed.error));
  }
  return { good, bad };
}

function problemsByColumn(line: number, cells: Readonly<Record<string, string>>, error: z.ZodError): BadRow[] {
  const byColumn = new Map<string, string>();
  for (const issue of error.issues) {
    const column = String(issue.path[0] ?? '');
    const reason = cells[column] === undefined ? 'the cell is empty' : issue.message;
    if (!byColumn.has(column)) byColumn.set(column, reason);
  }
  return [...byColumn].map(([column, reason]) => ({ line, column, reason }));
}
