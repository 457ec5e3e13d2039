import type { Column } from '#core/csv/read-csv.ts';

/**
 * The header of an account file: our customers, the list of accounts that we serve directly, and the opportunities of
 * our own sales team, one in a line. An account with several opportunities has several lines. An empty cell leaves what
 * is stored as it is; a dash takes it away.
 */
export const accountColumns = [
  { name: 'accountId', meaning: 'The id by which the next import finds the account again.', required: true },
  { name: 'legalName', meaning: 'The company’s legal name; needed for a new account.', required: true },
  { name: 'domain', meaning: 'Its website or domain.' },
  { name: 'country', meaning: 'Country code, two capitals.' },
  { name: 'city', meaning: 'City.' },
  { name: 'taxId', meaning: 'Tax, VAT or DUNS number.' },
  { name: 'aliasDomains', meaning: 'Other domains of the same company.' },
  { name: 'aliasNames', meaning: 'Other names and acronyms.' },
  { name: 'affiliateGroup', meaning: 'A word that all accounts of one group share.' },
  { name: 'multiDivision', meaning: 'yes or no: its divisions buy each for itself, so a registration names one.' },
  { name: 'incumbent', meaning: 'Partner who transacted the latest sale (P-0005 or P005).' },
  { name: 'contractEndsOn', meaning: 'Last day of the running contract.' },
  { name: 'contractProducts', meaning: 'What it covers.' },
  { name: 'contractDivision', meaning: 'The division that has it.' },
  { name: 'directOnlyListVersion', meaning: 'Number of the list that names the account as served by us directly.' },
  { name: 'opportunityId', meaning: 'Id of an opportunity in the CRM; the columns below are about it.' },
  { name: 'openedOn', meaning: 'Day on which it was opened; needed for a new opportunity.' },
  { name: 'lastActivityOn', meaning: 'Day of the last activity; needed for a new opportunity.' },
  { name: 'rep', meaning: 'Our colleague; partners may read this name. Needed for a new opportunity.' },
  { name: 'division', meaning: 'Division that it is about.' },
  { name: 'products', meaning: 'Our products; empty: unknown.' },
  { name: 'expectedCloseOn', meaning: 'Day of the expected signature.' },
  { name: 'opportunityStatus', meaning: 'open, won or lost; open unless given.' },
] as const satisfies readonly Column[];
