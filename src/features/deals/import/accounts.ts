import type { Actor } from '#core/actor.ts';
import { checkCells } from '#core/csv/cells.ts';
import { readCsv } from '#core/csv/read-csv.ts';
import type { ImportOrder, ImportReport } from '#core/csv/report.ts';
import { requireRight } from '#core/rights.ts';
import type { AccountStore } from '../account-store.ts';
import { rights } from '../rules.ts';
import type { DealDeps } from '../service/context.ts';
import { accountColumns } from './account-columns.ts';
import { AccountRow, planAccounts } from './plan-accounts.ts';

/** Accounts per transaction; all rows are checked before the first is written. */
const chunkAccounts = 500;

/**
 * Imports customers, opportunities of our own sales team and the list of accounts served directly (columns:
 * `accountColumns`), against which registrations are checked (C5–C8, C14). Rules and errors as for deals. Undecided
 * registrations meet what is new when they are decided.
 */
export function createImportAccounts(deps: Pick<DealDeps, 'directory' | 'inOneWrite'> & { accounts: AccountStore }) {
  return async (order: ImportOrder & { actor: Actor }): Promise<ImportReport> => {
    requireRight(rights, 'importDeals', order.actor);
    const table = readCsv(order.text, accountColumns);
    const checked = checkCells(AccountRow, table.rows);
    const stored = await deps.accounts.listAccounts([...new Set(checked.good.map(({ row }) => row.accountId))]);
    const { plans, bad: wrong } = planAccounts(checked.good, {
      accounts: new Map(stored.map((account) => [account.accountId, account])),
      partnerIds: new Set(await deps.directory.listPartnerIds()),
    });
    const bad = [...table.bad, ...checked.bad, ...wrong].toSorted((left, right) => left.line - right.line);
    const todo = plans.filter(({ existing, changes }) => existing === null || changes.length > 0);
    const applied = order.mode === 'apply' && !table.unreadable && (bad.length === 0 || order.skipBad);
    const saved = applied ? todo.map(({ target }) => target) : [];
    for (let start = 0; start < saved.length; start += chunkAccounts) {
      const chunk = saved.slice(start, start + chunkAccounts);
      await deps.inOneWrite(async (write) => {
        await deps.accounts.saveAccounts(chunk, write);
        const after = { accounts: chunk.map(({ accountId }) => accountId) };
        const { actor } = order;
        await write.audit({ actor, action: 'accounts.imported', object: 'accounts', partnerId: null, after });
      });
    }
    if (applied) await deps.inOneWrite((write) => deps.accounts.setAsOf(write.at, write));
    return {
      subject: 'accounts',
      mode: order.mode,
      applied,
      unreadable: table.unreadable,
      added: todo.filter(({ existing }) => existing === null).map(({ target }) => target.accountId),
      changed: todo
        .filter(({ existing }) => existing !== null)
        .map(({ target, changes }) => ({ ref: target.accountId, fields: changes })),
      unchanged: plans.length - todo.length,
      bad,
      ignoredColumns: table.ignoredColumns,
    };
  };
}
