import type { Column } from '#core/csv/read-csv.ts';

/**
 * The header of a partner file: the fields of domain §1.5. Lists are joined by `;`. Days are YYYY-MM-DD. A column that
 * is not in the file, or an empty cell, leaves what is stored as it is (for a new partner: the stated default).
 */
export const partnerColumns: readonly Column[] = [
  {
    name: 'externalRef',
    meaning: 'The id by which the next import finds the partner again; P001 becomes P-0001.',
    required: true,
  },
  { name: 'legalName', meaning: 'The company’s legal name, unique; needed for a new partner.', required: true },
  { name: 'displayName', meaning: 'The name used in messages; the legal name unless given.' },
  { name: 'domains', meaning: 'Mail and web domains, each of one partner only.' },
  { name: 'affiliates', meaning: 'Names of affiliated companies.' },
  { name: 'primaryType', meaning: 'A type of domain §1.1 such as reseller; needed for a new partner.', required: true },
  { name: 'secondaryTypes', meaning: 'Further types.' },
  { name: 'tier', meaning: 'strategic, core or emerging; needed for a new partner.', required: true },
  { name: 'programTier', meaning: 'registered, silver, gold or platinum.' },
  {
    name: 'status',
    meaning: 'Any status of domain §1.4 for a new partner; later only /partner status changes it.',
    required: true,
  },
  { name: 'stage', meaning: 'A stage that the status allows; its first one unless given.' },
  { name: 'region', meaning: 'AMER, EMEA, APAC or LATAM.' },
  { name: 'countries', meaning: 'Country codes, head office first; needed for a new partner.', required: true },
  { name: 'territory', meaning: 'Countries whose customers they may register; anywhere unless given.' },
  {
    name: 'timeZone',
    meaning: 'IANA zone in which the partner is written to; needed for a new partner.',
    required: true,
  },
  { name: 'weekendDays', meaning: 'Days off, Monday 1 to Sunday 7; 6;7 unless given.' },
  { name: 'holidayCalendar', meaning: 'Country whose holidays hold; the first country unless given.' },
  { name: 'currency', meaning: 'ISO 4217 code; needed for a new partner.', required: true },
  { name: 'language', meaning: 'en or de; en unless given.' },
  { name: 'pm', meaning: 'Key of the partner manager, imported with the staff before.' },
  { name: 'backup', meaning: 'Key of the colleague who covers.' },
  { name: 'execSponsorVendor', meaning: 'Our executive sponsor.' },
  { name: 'execSponsorPartner', meaning: 'The partner’s executive sponsor.' },
  {
    name: 'contacts',
    meaning:
      'name|role|teamId|userId|lead; role partner_member, partner_admin or partner_exec; ids may be left out; the word lead marks who answers check-ins. Nobody is removed.',
  },
  { name: 'slackTeamIds', meaning: 'Slack companies (T…), each of one partner only; none is removed.' },
  {
    name: 'channel',
    meaning: 'The main Slack channel (C…); usable once Slack has told its companies. Not changed later.',
  },
  { name: 'products', meaning: 'Our products that they carry.' },
  { name: 'industries', meaning: 'Industries they serve.' },
  { name: 'segments', meaning: 'Customer segments they serve.' },
  { name: 'capabilities', meaning: 'What they can do, for the directory.' },
  { name: 'sellers', meaning: 'How many sellers they have.' },
  { name: 'engineers', meaning: 'How many engineers they have.' },
  { name: 'deliveryDaysPerMonth', meaning: 'Delivery days that they can offer in a month.' },
  { name: 'agreementRef', meaning: 'Reference of the agreement.' },
  { name: 'agreementStartsOn', meaning: 'First day of the agreement.' },
  { name: 'agreementEndsOn', meaning: 'Last day of the agreement.' },
  { name: 'certifiedPeople', meaning: 'How many people hold the certificate that selling needs.' },
  { name: 'sendWeekday', meaning: 'Weekday on which the partner likes to be asked, Monday 1.' },
  { name: 'sendTime', meaning: 'Time at which the partner likes to be asked, HH:mm.' },
  { name: 'mutedTopics', meaning: 'Topics that the partner has switched off.' },
  { name: 'celebrationConsent', meaning: 'yes or no: joint wins may be celebrated.' },
  { name: 'directoryOptIn', meaning: 'yes or no: listed in the partner directory.' },
  {
    name: 'cadenceAnchorDate',
    meaning: 'A day of a week in which the bi-weekly review falls; as the number of the partner says unless given.',
  },
  { name: 'launchOn', meaning: 'The day on which the partner launched, in its zone.' },
  { name: 'tags', meaning: 'Labels of your own.' },
  { name: 'notes', meaning: 'Internal notes; never shown to the partner.' },
];

/** The header of a staff file. */
export const staffColumns: readonly Column[] = [
  { name: 'key', meaning: 'How partner files name this person, e.g. priya.', required: true },
  { name: 'name', meaning: 'The name that partners see; needed for a new person.', required: true },
  { name: 'teamId', meaning: 'Our Slack team (T…); together with userId.' },
  { name: 'userId', meaning: 'The Slack user (U…).' },
  {
    name: 'roles',
    meaning: 'Roles of domain §0.4 joined by ;, e.g. partner_manager;deal_approver. Replaces the roles held.',
  },
  { name: 'timeZone', meaning: 'IANA zone for direct messages; needed for a new person.', required: true },
  { name: 'awayUntil', meaning: 'Out of office until this day (YYYY-MM-DD); a dash for back again.' },
];
