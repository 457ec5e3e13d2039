import type { Check, Rule } from '../checks.ts';
import {
  finiteNumber,
  flag,
  integer,
  isJson,
  list,
  object,
  oneOf,
  optional,
  required,
  text,
  variant,
} from '../checks.ts';
import { id } from '../composition.ts';
import * as limits from '../limits.ts';
import { problem } from '../problem.ts';
import { richText } from './rich-text.ts';

const rawCells = {
  raw_text: object({ text: required(text()) }),
  raw_number: object({ value: required(finiteNumber), text: required(text()) }),
};
const cell = variant({ ...rawCells, rich_text: richText });

/** Characters that a cell shows: every `text` in it, however deep. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersOf(item), 0);
  if (!isJson(value)) return 0;
  const own = typeof value['text'] === 'string' ? value['text'].length : 0;
  return own + charactersOf(value['elements']);
}

const withinCharacterLimit: Rule = (block, at, scope) =>
  charactersOf(block['rows']) > limits.TABLE_CHARACTERS_MAX
    ? [problem(scope, `${at}/rows`, `no more than ${limits.TABLE_CHARACTERS_MAX} characters allowed in a table`)]
    : [];

const rowsOf = (block: Record<string, unknown>): unknown[][] =>
  Array.isArray(block['rows']) ? block['rows'].filter(Array.isArray) : [];

const rowsEquallyLong: Rule = (block, at, scope) => {
  const rows = rowsOf(block);
  return rows.flatMap((row, index) =>
    row.length === rows[0]?.length
      ? []
      : [problem(scope, `${at}/rows/${index}`, 'all rows must have the same number of values')],
  );
};

const headerIsRaw: Rule = (block, at, scope) =>
  (rowsOf(block)[0] ?? []).flatMap((header, index) =>
    isJson(header) && header['type'] === 'rich_text'
      ? [problem(scope, `${at}/rows/0/${index}/type`, 'rich_text is not allowed in header cells')]
      : [],
  );

const rowHeaderExists: Rule = (block, at, scope) =>
  Number(block['row_header_column_index'] ?? 0) < (rowsOf(block)[0]?.length ?? 0)
    ? []
    : [problem(scope, `${at}/row_header_column_index`, 'must be the index of a column')];

const columns = { max: limits.TABLE_COLUMNS_MAX };

export const tableBlocks: Record<string, Check> = {
  table: object(
    {
      block_id: optional(id),
      rows: required(list(list(cell, columns), { max: limits.TABLE_ROWS_MAX })),
      column_settings: optional(
        list(object({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(flag) }), {
          min: 0,
          ...columns,
        }),
      ),
    },
    withinCharacterLimit,
  ),
  data_table: object(
    {
      block_id: optional(id),
      rows: required(list(list(cell, columns), { min: limits.DATA_TABLE_ROWS_MIN, max: limits.DATA_TABLE_ROWS_MAX })),
      caption: required(text()),
      page_size: optional(integer(1, limits.DATA_TABLE_PAGE_SIZE_MAX)),
      row_header_column_index: optional(integer(0)),
    },
    rowsEquallyLong,
    headerIsRaw,
    rowHeaderExists,
  ),
};
