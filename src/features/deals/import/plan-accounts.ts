import { z } from 'zod';
import { list, oneOf, text, yesNo } from '#core/csv/cells.ts';
import type { GoodRow } from '#core/csv/cells.ts';
import type { BadRow } from '#core/csv/report.ts';
import type { Account, DirectOpportunity } from '../account-schemas.ts';
import { Day } from '../field-schemas.ts';
import { CustomerDomain, PartnerRef } from './deal-rows.ts';

/** A dash takes away what was stored. */
const orGone = <Cell extends z.ZodType<unknown, string>>(cell: Cell) =>
  z
    .literal('-')
    .transform(() => null)
    .or(cell)
    .optional();
const listOrGone = <Item extends z.ZodType<unknown, string>>(item: Item) => orGone(list(item));
const products = listOrGone(text(100));

export const AccountRow = z.object({
  accountId: text(100),
  legalName: text().optional(),
  domain: orGone(CustomerDomain),
  country: orGone(z.string().regex(/^[A-Z]{2}$/, 'not a country code (ISO 3166, two capitals)')),
  city: orGone(text(80)),
  taxId: orGone(text(40)),
  aliasDomains: listOrGone(CustomerDomain),
  aliasNames: listOrGone(text()),
  affiliateGroup: orGone(text(80)),
  multiDivision: orGone(yesNo),
  incumbent: orGone(PartnerRef),
  contractEndsOn: orGone(Day),
  contractProducts: products,
  contractDivision: orGone(text(80)),
  directOnlyListVersion: orGone(
    z
      .string()
      .regex(/^[1-9]\d{0,5}$/, 'not the number of a list')
      .transform(Number),
  ),
  opportunityId: text(100).optional(),
  openedOn: Day.optional(),
  lastActivityOn: Day.optional(),
  rep: text(80).optional(),
  division: orGone(text(80)),
  products,
  expectedCloseOn: orGone(Day),
  opportunityStatus: oneOf(['open', 'won', 'lost']).optional(),
});
export type AccountRow = z.infer<typeof AccountRow>;

export interface AccountPlan {
  existing: Account | null;
  target: Account;
  changes: readonly string[];
}

const aboutOpportunity = ['openedOn', 'lastActivityOn', 'rep', 'division', 'products', 'expectedCloseOn'] as const;
const neededForNew = ['openedOn', 'lastActivityOn', 'rep'] as const;
const mostOpportunities = 200;

/** Lays each line over what is stored and over the lines before it. */
export function planAccounts(
  rows: readonly GoodRow<AccountRow>[],
  known: { accounts: ReadonlyMap<string, Account>; partnerIds: ReadonlySet<string> },
): { plans: readonly AccountPlan[]; bad: readonly BadRow[] } {
  const targets = new Map<string, Account>();
  const bad: BadRow[] = [];
  for (const { line, row } of rows) {
    const before = targets.get(row.accountId) ?? known.accounts.get(row.accountId) ?? null;
    const problems = problemsOf(row, before, known.partnerIds);
    bad.push(...problems.map((problem) => ({ line, ...problem })));
    if (problems.length === 0) targets.set(row.accountId, merged(row, before));
  }
  const plans = [...targets.values()].map((target) => {
    const existing = known.accounts.get(target.accountId) ?? null;
    const fields = Object.keys(target) as (keyof Account)[];
    const changes = fields.filter((field) => JSON.stringify(existing?.[field]) !== JSON.stringify(target[field]));
    return { existing, target, changes };
  });
  return { plans, bad };
}

function problemsOf(
  row: AccountRow,
  before: Account | null,
  partnerIds: ReadonlySet<string>,
): readonly Omit<BadRow, 'line'>[] {
  const problems: Omit<BadRow, 'line'>[] = [];
  if (before === null && row.legalName === undefined) {
    problems.push({ column: 'legalName', reason: 'a new account needs this' });
  }
  if (row.incumbent && !partnerIds.has(row.incumbent)) {
    const reason = `there is no partner ${row.incumbent}; import the partners first`;
    problems.push({ column: 'incumbent', reason });
  }
  const { opportunityId } = row;
  if (opportunityId === undefined) {
    const stray = [...aboutOpportunity, 'opportunityStatus' as const].find((column) => row[column] !== undefined);
    if (stray !== undefined) problems.push({ column: 'opportunityId', reason: `${stray} is about an opportunity` });
    return problems;
  }
  const stored = before?.opportunities.find((one) => one.opportunityId === opportunityId);
  if (stored !== undefined) return problems;
  const missing = neededForNew.filter((column) => row[column] === undefined);
  problems.push(...missing.map((column) => ({ column, reason: 'a new opportunity needs this' })));
  if ((before?.opportunities.length ?? 0) >= mostOpportunities) {
    problems.push({ column: 'opportunityId', reason: `an account has at most ${mostOpportunities}` });
  }
  return problems;
}

function merged(row: AccountRow, before: Account | null): Account {
  const { accountId, legalName, domain, country, city, taxId, affiliateGroup, directOnlyListVersion } = row;
  return {
    accountId,
    legalName: legalName ?? before?.legalName ?? '',
    domain: laid(domain, before?.domain),
    country: laid(country, before?.country),
    city: laid(city, before?.city),
    taxId: laid(taxId, before?.taxId),
    aliases: {
      domains: laid(row.aliasDomains, before?.aliases.domains) ?? [],
      names: laid(row.aliasNames, before?.aliases.names) ?? [],
    },
    affiliateGroup: laid(affiliateGroup, before?.affiliateGroup),
    multiDivision: laid(row.multiDivision, before?.multiDivision) ?? false,
    incumbentPartnerId: laid(row.incumbent, before?.incumbentPartnerId),
    contract: contractOf(row, before),
    directOnlyListVersion: laid(directOnlyListVersion, before?.directOnlyListVersion),
    opportunities: opportunitiesOf(row, before?.opportunities ?? []),
  };
}

function laid<Value>(stated: Value | null | undefined, stored: Value | null | undefined): Value | null {
  return stated === undefined ? (stored ?? null) : stated;
}

/** There is one as soon as anything is known of it. */
function contractOf(row: AccountRow, before: Account | null): Account['contract'] {
  const endsOn = laid(row.contractEndsOn, before?.contract?.endsOn);
  const covered = laid(row.contractProducts, before?.contract?.products) ?? [];
  const division = laid(row.contractDivision, before?.contract?.division);
  return endsOn === null && covered.length === 0 && division === null ? null : { endsOn, products: covered, division };
}

function opportunitiesOf(row: AccountRow, stored: readonly DirectOpportunity[]): DirectOpportunity[] {
  const { opportunityId } = row;
  if (opportunityId === undefined) return [...stored];
  const before = stored.find((one) => one.opportunityId === opportunityId);
  const opportunity: DirectOpportunity = {
    opportunityId,
    openedOn: row.openedOn ?? before?.openedOn ?? '',
    lastActivityOn: row.lastActivityOn ?? before?.lastActivityOn ?? '',
    repName: row.rep ?? before?.repName ?? '',
    division: laid(row.division, before?.division),
    products: laid(row.products, before?.products) ?? [],
    expectedCloseOn: laid(row.expectedCloseOn, before?.expectedCloseOn),
    status: row.opportunityStatus ?? before?.status ?? 'open',
  };
  return before === undefined ? [...stored, opportunity] : stored.map((one) => (one === before ? opportunity : one));
}
