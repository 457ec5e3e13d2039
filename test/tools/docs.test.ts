import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accountColumns } from '#features/deals/import/account-columns.ts';
import { dealColumns } from '#features/deals/import/deal-columns.ts';
import { partnerColumns, staffColumns } from '#features/directory/import/columns.ts';
import type { Column } from '#core/csv/read-csv.ts';

function table(columns: readonly Column[]): string {
  return columns
    .map(
      ({ name, meaning, required }) => `| \`${name}\` | ${required ? 'yes' : ''} | ${meaning.replaceAll('|', '\\|')} |`,
    )
    .join('\n');
}

test.each([
  ['partners', partnerColumns],
  ['staff', staffColumns],
  ['deals', dealColumns],
  ['accounts', accountColumns],
])('docs/import.md lists every column of a file of %s as the importer reads it', (_name, columns) => {
  const text = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
  expect(text).toContain(table(columns));
});
