import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { accountModel, accountsAsOfModel } from './account-model.ts';
import { Account } from './account-schemas.ts';
import { fieldsOf, searchKeysOfAccount } from './accounts/candidates.ts';
import type { MatchFields } from './matching/fields.ts';
import { exactKeysOf } from './matching/keys.ts';

export type AccountStore = ReturnType<typeof createAccountStore>;

type Row = { _id: string } & Record<string, unknown>;

/** Reads inside a write take it, to see the transaction's own state. */
export function createAccountStore(connection: Connection) {
  const rows = modelOf(connection, accountModel);
  const asOf = modelOf(connection, accountsAsOfModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});
  return {
    /** Inserts or replaces accounts by their id, with the keys under which they are found. */
    async saveAccounts(accounts: readonly Account[], write: Write): Promise<void> {
      const replacements = accounts.map((account) => {
        const { accountId, ...fields } = Account.parse(account);
        const replacement = { _id: accountId, ...fields, searchKeys: [...searchKeysOfAccount(account)] };
        return { replaceOne: { filter: { _id: accountId }, replacement, upsert: true } };
      });
      if (replacements.length > 0) await rows.bulkWrite(replacements, inside(write));
    },

    /** Accounts and opportunities are as they were at that moment; a file without news counts. */
    async setAsOf(at: Date, write: Write): Promise<void> {
      await asOf.updateOne({ _id: 'accounts' }, { $set: { at } }, { ...inside(write), upsert: true });
    },

    /** null: none were ever imported. */
    async findAsOf(): Promise<Date | null> {
      return (await asOf.findOne({ _id: 'accounts' }).lean<{ at: Date }>())?.at ?? null;
    },

    async findAccount(accountId: string, write?: Write): Promise<Account | null> {
      const row = await rows.findOne({ _id: accountId }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsed(row);
    },

    async listAccounts(accountIds: readonly string[]): Promise<readonly Account[]> {
      const found = await rows.find({ _id: { $in: [...accountIds] } }, { searchKeys: 0 }).lean<Row[]>();
      return found.map(parsed);
    },

    /** Of this very domain or tax number there is an account whose divisions buy each for itself. */
    async buysByDivision({ registrableDomain, taxId }: Pick<MatchFields, 'registrableDomain' | 'taxId'>) {
      const keys = exactKeysOf({
        domains: registrableDomain === null ? [] : [registrableDomain],
        taxIds: taxId === null ? [] : [taxId],
      });
      if (keys.length === 0) return false;
      const found = await rows
        .find({ searchKeys: { $in: keys }, multiDivision: true }, { searchKeys: 0 })
        .lean<Row[]>();
      // A domain of an alias is found under the same key, and is another company's perhaps.
      return found.map(parsed).some((account) => {
        const fields = fieldsOf(account);
        return fields.registrableDomain === registrableDomain || (taxId !== null && fields.taxId === taxId);
      });
    },

    /** At most `limit` accounts that have one of the keys, in no order. */
    async listAccountsByKeys(keys: readonly string[], limit: number, write?: Write): Promise<readonly Account[]> {
      const found = await rows
        .find({ searchKeys: { $in: [...keys] } }, { searchKeys: 0 }, inside(write))
        .limit(limit)
        .lean<Row[]>();
      return found.map(parsed);
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed({ _id: accountId, ...fields }: Row): Account {
  const account = Account.safeParse({ accountId, ...fields });
  if (account.success) return account.data;
  const problems = account.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { accountId, problems } });
}
