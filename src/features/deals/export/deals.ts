import type { Actor } from '#core/actor.ts';
import { writeCsv } from '#core/csv/write-csv.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite } from '#core/write.ts';
import type { HistoryStore } from '../history-store.ts';
import { dealColumns } from '../import/deal-columns.ts';
import type { DealCells } from '../import/deal-columns.ts';
import { rights } from '../rules.ts';
import { dealCells } from './deal-cells.ts';

export interface ExportOrder {
  actor: Actor;
  /** null: of all partners. */
  partnerId: string | null;
}

/**
 * Deals as a CSV file that `importDeals` reads again, in the order of receipt; for staff and operators, audited.
 * Throws AppError(forbidden).
 */
export function createExportDeals(deps: { history: HistoryStore; inOneWrite: InOneWrite }) {
  return async ({ actor, partnerId }: ExportOrder): Promise<{ text: string; count: number }> => {
    requireRight(rights, 'exportDeals', actor);
    const rows: DealCells[] = [];
    for await (const deal of deps.history.eachDeal(partnerId)) rows.push(dealCells(deal));
    await deps.inOneWrite((write) =>
      write.audit({ actor, action: 'deals.exported', object: 'deals', partnerId, after: { count: rows.length } }),
    );
    const columns = dealColumns.map(({ name }) => name);
    return { text: writeCsv(columns, rows), count: rows.length };
  };
}
