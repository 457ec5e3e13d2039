import type { Connection } from 'mongoose';
import { accountModel } from '#features/deals/account-model.ts';
import type { Account } from '#features/deals/account-schemas.ts';
import { searchKeysOfAccount } from '#features/deals/accounts/candidates.ts';
import { matchFieldsOf } from '#features/deals/matching/fields.ts';
import type { Customer, MatchFields } from '#features/deals/matching/fields.ts';
import { createDeclared } from '#platform/mongo.ts';
import { createNames } from '#test/features/deals/matching-names.ts';
import { seededRandom } from './statistics.ts';

export interface Customers {
  make(): Customer & { customerDomain: string };
  /** What somebody asks about: half of it is there, mostly with a slip in the name, the rest is new. */
  asked(): { fields: MatchFields; domain: string };
}

const seed = 2026;
const insertedTogether = 1000;
const products = ['Flow', 'Insight', 'Vault', 'Edge'];
const countries = ['DE', 'US', 'GB', 'FR', 'JP', 'BR'];
const cityCount = 2000;
const startAt = Date.UTC(2026, 10, 1);

export function createCustomers(): Customers {
  const names = createNames(seed);
  const random = seededRandom(seed);
  const known: (Customer & { customerDomain: string })[] = [];
  // A few big cities and many small ones.
  const city = (): string => `City ${Math.floor(cityCount * random() ** 3)}`;
  const make = (): Customer & { customerDomain: string } => {
    const customerLegalName = names.name();
    const slug = customerLegalName.toLowerCase().replaceAll(' ', '-');
    const customerDomain = `${slug}-${Math.floor(random() * 1e6)}.example`;
    const customer = {
      customerLegalName,
      customerDomain,
      customerCountry: names.pick(countries),
      customerCity: city(),
    };
    if (known.length < 5000) known.push(customer);
    return customer;
  };
  return {
    make,
    asked() {
      if (random() < 0.5) {
        const customer = make();
        return { fields: matchFieldsOf(customer), domain: customer.customerDomain };
      }
      const customer = names.pick(known);
      const customerLegalName = names.changed(
        customer.customerLegalName,
        names.pick(['one slip', 'word added'] as const),
      );
      // Half of them give another website, so that only the name can be found.
      const customerDomain = random() < 0.5 ? customer.customerDomain : `other-${customer.customerDomain}`;
      return { fields: matchFieldsOf({ ...customer, customerLegalName, customerDomain }), domain: customerDomain };
    },
  };
}

/** Open registrations and accounts of different customers, with the indexes that serve them. */
export async function fillDeals(
  connection: Connection,
  customers: Customers,
  size: { registrations: number; accounts: number },
): Promise<void> {
  await createDeclared(connection, [accountModel]);
  const deals = connection.collection<{ _id: string }>('deals');
  await deals.createIndex({ searchKeys: 1, status: 1 });
  await deals.createIndex({ 'details.customerDomain': 1, status: 1 });
  await inBatches(
    size.registrations,
    (n) => dealOf(customers.make(), n),
    (batch) => deals.insertMany(batch),
  );
  const accounts = connection.collection<{ _id: string }>(accountModel.collection);
  await inBatches(
    size.accounts,
    (n) => accountOf(customers.make(), n),
    (batch) => accounts.insertMany(batch),
  );
}

async function inBatches<Item>(count: number, make: (n: number) => Item, insert: (batch: Item[]) => Promise<unknown>) {
  for (let from = 0; from < count; from += insertedTogether) {
    const length = Math.min(insertedTogether, count - from);
    await insert(Array.from({ length }, (_, n) => make(from + n)));
  }
}

/** What of a registration matching reads; the rest of it is the same for both sides of the comparison. */
function dealOf(customer: Customer, n: number) {
  return {
    _id: `DR-2026-${n}`,
    partnerId: `P-${String(n % 500).padStart(4, '0')}`,
    status: n % 3 === 0 ? 'approved' : 'in_review',
    details: { ...customer, division: null, products: [products[n % 4]], expectedCloseOn: '2027-01-15' },
    completeAt: new Date(startAt + n * 10_000),
    sequence: n,
    closedAt: null,
    searchKeys: matchFieldsOf(customer).searchKeys,
  };
}

/** Every tenth has something that bears on a registration. */
function accountOf({ customerLegalName, customerDomain, customerCountry, customerCity }: Customer, n: number) {
  const account: Account = {
    accountId: `ACC-${n}`,
    legalName: customerLegalName,
    domain: customerDomain,
    country: customerCountry,
    city: customerCity ?? null,
    taxId: null,
    aliases: { domains: [], names: [] },
    affiliateGroup: null,
    multiDivision: false,
    incumbentPartnerId: null,
    contract: n % 10 === 0 ? { endsOn: '2027-06-30', products: [products[n % 4] ?? ''], division: null } : null,
    directOnlyListVersion: null,
    opportunities: [],
  };
  const { accountId, ...fields } = account;
  return { _id: accountId, ...fields, searchKeys: searchKeysOfAccount(account) };
}
