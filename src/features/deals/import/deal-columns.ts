import type { Column } from '#core/csv/read-csv.ts';

/**
 * The header of a deal file, for import and export alike. Lists are joined by `;`. A day is YYYY-MM-DD; a moment may be
 * a day, which stands for 12:00 UTC, so that differences are whole days in every zone.
 */
export const dealColumns = [
  { name: 'externalRef', meaning: 'The id by which the next import finds the deal again; this or dealId is needed.' },
  { name: 'dealId', meaning: 'Our own id such as DR-2026-0142, as an export has it; a new deal gets one.' },
  { name: 'partner', meaning: 'Partner id (P-0005), or an external id that names its number (P005).', required: true },
  { name: 'customer', meaning: 'The customer’s legal name, at most 120 characters.', required: true },
  { name: 'domain', meaning: 'The customer’s website or domain.' },
  { name: 'noWebsiteReason', meaning: 'Why there is none.' },
  { name: 'country', meaning: 'The customer’s country, two capitals.' },
  { name: 'city', meaning: 'The customer’s city.' },
  { name: 'taxId', meaning: 'Tax, VAT or DUNS number.' },
  { name: 'division', meaning: 'Division or business unit that buys.' },
  { name: 'industry', meaning: 'The customer’s industry.' },
  { name: 'contactName', meaning: 'The contact at the customer.' },
  { name: 'contactTitle', meaning: 'Their title.' },
  { name: 'contactEmail', meaning: 'Their mail address.' },
  { name: 'contactPhone', meaning: 'Their phone number, E.164.' },
  {
    name: 'type',
    meaning:
      'A registration type of domain §4.2 such as co_sell; the first that the partner’s type allows unless given.',
  },
  { name: 'products', meaning: 'Our products.', required: true },
  { name: 'useCase', meaning: 'The business problem.' },
  { name: 'amount', meaning: 'Expected value in `currency`, such as 48000 or 48000.50.', required: true },
  { name: 'currency', meaning: 'ISO 4217 code.', required: true },
  { name: 'amountUsd', meaning: 'The same in US dollars for reports; by the rates of the settings unless given.' },
  { name: 'amountType', meaning: 'first_year, tcv or mrr; first_year unless given.' },
  { name: 'termMonths', meaning: 'Term in months.' },
  { name: 'expectedCloseOn', meaning: 'Day of the expected signature.' },
  {
    name: 'stage',
    meaning: 'discovery, qualified, solution, proposal or negotiation; qualified unless given.',
  },
  { name: 'source', meaning: 'partner_sourced, vendor_lead or joint; partner_sourced unless given.' },
  { name: 'interactionType', meaning: 'meeting, demo, poc, proposal or other.' },
  { name: 'interactionOn', meaning: 'Day of the qualifying interaction.' },
  { name: 'competitors', meaning: 'Known competitors.' },
  { name: 'incumbentPartner', meaning: 'Known incumbent, as the partner wrote it.' },
  { name: 'tenderPublishedOn', meaning: 'Day on which a public tender was published.' },
  { name: 'vendorContact', meaning: 'Colleague of ours who is involved.' },
  { name: 'helpNeeded', meaning: 'technical, pricing, exec_intro, none.' },
  { name: 'distributor', meaning: 'Partner id of the distributor through which it is bought.' },
  { name: 'otherPartners', meaning: 'Other partners involved, as the partner wrote it.' },
  { name: 'dealOwner', meaning: 'Who works it on the partner’s side; unknown unless given.' },
  {
    name: 'status',
    meaning: 'in_review, info_needed, approved, rejected, withdrawn, expired, revoked, won or lost.',
    required: true,
  },
  { name: 'submittedAt', meaning: 'When it was complete: the order of receipt.', required: true },
  { name: 'decidedAt', meaning: 'When it was approved or rejected.' },
  { name: 'rejectReason', meaning: 'Code of domain §4.5, such as duplicate_registered.' },
  { name: 'partnerText', meaning: 'What the partner was told with a rejection.' },
  { name: 'asCoSell', meaning: 'yes where it was approved as co-sell.' },
  { name: 'protectedUntilOn', meaning: 'Last protected day; needed for what was approved.' },
  {
    name: 'extensions',
    meaning: 'askedAt|decidedAt|endedOn|endsOn each; decidedAt and endsOn are empty while it is undecided.',
  },
  { name: 'meetingOn', meaning: 'Day of the customer meeting (milestone M1).' },
  { name: 'proofOn', meaning: 'Day of the demo, test or proposal (milestone M3).' },
  { name: 'lastUpdateAt', meaning: 'Last update; of an approved deal the import itself unless given.' },
  { name: 'nextStep', meaning: 'The next step.' },
  { name: 'nextStepOn', meaning: 'By when.' },
  { name: 'question', meaning: 'What is asked of the partner; needed for info_needed.' },
  { name: 'askedAt', meaning: 'When it was asked; needed for info_needed.' },
  { name: 'contractOn', meaning: 'Day of the contract of a won deal; closedAt unless given.' },
  { name: 'wonAmount', meaning: 'What the contract says, in `currency`; amount unless given.' },
  { name: 'closedAt', meaning: 'When it was won, lost, withdrawn, revoked or ended; needed for these.' },
  { name: 'closedReason', meaning: 'Why, as a code such as competitor.' },
  { name: 'credit', meaning: 'sourced or influenced; by the source unless given.' },
  { name: 'scenario', meaning: 'yes for an example that no report counts.' },
] as const satisfies readonly Column[];

export type DealColumn = (typeof dealColumns)[number]['name'];
export type DealCells = Readonly<Partial<Record<DealColumn, string>>>;
