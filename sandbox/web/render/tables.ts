import type { Json } from '../../slack/json.ts';
import { asList, isObject } from '../../slack/json.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Reader } from './reader.ts';
import { renderRichText } from './rich-text.ts';

/** `table` and `data_table`; the first row is the header. */
export function renderTable(block: Json, reader: Reader): Html {
  const rows = asList(block['rows']).map((row) => asList(row).filter(isObject));
  const settings = asList(block['column_settings']);
  const align = (column: number): string => {
    const setting = settings[column];
    const said = isObject(setting) ? setting['align'] : undefined;
    if (said === 'center' || said === 'right') return said;
    return rows.slice(1).some((row) => row[column]?.['type'] === 'raw_number') ? 'right' : 'left';
  };
  const rowHeader = block['type'] === 'data_table' ? Number(block['row_header_column_index'] ?? 0) : -1;
  const [head = [], ...body] = rows;
  const caption =
    typeof block['caption'] === 'string'
      ? html`<caption>
          ${block['caption']}
        </caption>`
      : null;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${String(block['caption'] ?? 'Table')}">
    <table>
      ${caption}
      <thead>
        <tr>
          ${head.map((cell, column) => html`<th scope="col" class="${align(column)}">${cellText(cell, reader)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body.map(
          (row) =>
            html`<tr>
              ${row.map((cell, column) =>
                column === rowHeader
                  ? html`<th scope="row" class="${align(column)}">${cellText(cell, reader)}</th>`
                  : html`<td class="${align(column)}">${cellText(cell, reader)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellText(cell: Json, reader: Reader): Html {
  if (cell['type'] === 'rich_text') return renderRichText(cell, reader);
  return html`${String(cell['text'] ?? '')}`;
}
