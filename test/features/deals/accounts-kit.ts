import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Connection } from 'mongoose';
import { manualClock } from '#core/clock.ts';
import type { ManualClock } from '#core/clock.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { accountModel, letterModel, preCheckDayModel, preCheckModel } from '#features/deals/account-model.ts';
import type { Account } from '#features/deals/account-schemas.ts';
import { createAccountStore } from '#features/deals/account-store.ts';
import { createCandidateStore } from '#features/deals/candidate-store.ts';
import { createConflictFinder } from '#features/deals/conflicts/find.ts';
import { createLetterStore } from '#features/deals/letter-store.ts';
import type { ConflictFinder } from '#features/deals/conflicts/find.ts';
import { matchFieldsOf } from '#features/deals/matching/fields.ts';
import { dealModel } from '#features/deals/model.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { createDealStore } from '#features/deals/store.ts';
import { connectMongo, createDeclared, createInOneWrite } from '#platform/mongo.ts';
import { freshDatabaseName } from '#sandbox/database.ts';
import { testDatabaseUri } from '#test/kit/database.ts';
import { dealOf, detailsOf } from './kit-deals.ts';

/** The stores of deals on a database of their own, without an app around them. */
export interface DealDatabase {
  connection: Connection;
  clock: ManualClock;
  inOneWrite: InOneWrite;
  finder: ConflictFinder;
  save(accounts: readonly Account[]): Promise<void>;
  register(...deals: readonly Deal[]): Promise<void>;
}

const models = [dealModel, accountModel, letterModel, preCheckModel, preCheckDayModel];

/** Opens before all tests of the file and is empty before each. */
export function useDealDatabase(): DealDatabase {
  const database = {} as DealDatabase;
  beforeAll(async () => {
    const uri = await testDatabaseUri();
    const connection = await connectMongo({ uri, database: freshDatabaseName(), timeoutMs: 5000 });
    const clock = manualClock(new Date('2026-11-16T09:00:00Z'));
    const inOneWrite = createInOneWrite({ connection, clock, open: bareWrite });
    const accounts = createAccountStore(connection);
    const deals = createDealStore(connection);
    Object.assign(database, {
      ...{ connection, clock, inOneWrite },
      finder: createConflictFinder({
        ...{ accounts, candidates: createCandidateStore(connection) },
        letters: createLetterStore(connection),
      }),
      save: (saved: readonly Account[]) => inOneWrite((write) => accounts.saveAccounts(saved, write)),
      register: async (...inserted: readonly Deal[]) => {
        for (const deal of inserted) await inOneWrite((write) => deals.insertDeal(deal, write));
      },
    } satisfies DealDatabase);
  });
  beforeEach(async () => {
    for (const { collection } of models) await database.connection.collection(collection).deleteMany({});
    await createDeclared(database.connection, models);
  });
  afterAll(async () => {
    await database.connection.dropDatabase();
    await database.connection.close();
  });
  return database;
}

function bareWrite(session: Write['session'], at: Date): Write {
  const notUsed = (): Promise<void> => Promise.reject(new Error('nothing is owed here'));
  return { session, at, audit: notUsed, send: notUsed, react: notUsed, withdraw: notUsed };
}

/** A registration with the keys under which it is found; in review unless `change` says otherwise. */
export function registered(sequence: number, change: Partial<Deal> = {}, details: Partial<Deal['details']> = {}): Deal {
  const ofCustomer = detailsOf(details);
  const { normalizedName, searchKeys } = matchFieldsOf(ofCustomer);
  return dealOf({
    dealId: `DR-2026-${String(sequence).padStart(4, '0')}`,
    sequence,
    details: ofCustomer,
    normalizedName,
    searchKeys: [...searchKeys],
    ...change,
  });
}

export function accountOf(change: Partial<Account> = {}): Account {
  return {
    accountId: 'ACC-1',
    legalName: 'Elmstone Clinics',
    domain: 'elmstone-clinics.example',
    country: 'DE',
    city: null,
    taxId: null,
    aliases: { domains: [], names: [] },
    affiliateGroup: null,
    multiDivision: false,
    incumbentPartnerId: null,
    contract: null,
    directOnlyListVersion: null,
    opportunities: [],
    ...change,
  };
}
