/** What a spreadsheet takes for a formula, also full-width, behind spaces or behind apostrophes of its own. */
const startsFormula = /^[\s'’]*[=+\-@＝＋－＠﹢﹣﹦﹫−\t\r]/u;
const byteOrderMark = '\uFEFF';

/**
 * A CSV file for spreadsheets: byte order mark, header, quotes where needed, line ends as RFC 4180 has them. What would
 * run as a formula gets an apostrophe in front, which `withoutEscape` takes off again.
 */
export function writeCsv(
  columns: readonly string[],
  rows: readonly Readonly<Partial<Record<string, string>>>[],
): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => escaped(row[column] ?? '')))];
  return byteOrderMark + lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function escaped(cell: string): string {
  return startsFormula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before `writeCsv` made it harmless. */
export function withoutEscape(cell: string): string {
  return cell.startsWith("'") && startsFormula.test(cell) ? cell.slice(1) : cell;
}

/** Semicolons too, since some spreadsheets split at them. */
function quoted(cell: string): string {
  return /[",;\n\r\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
