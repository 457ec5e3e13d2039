import type { PlainDate } from '#core/calendar/dates.ts';
import type { Zone } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import type { MatchClass } from '../matching/classes.ts';
import type { Comparison } from '../matching/compare.ts';
import type { MatchFields } from '../matching/fields.ts';
import type { Scope } from '../matching/opportunity.ts';
import type { ConflictClass, DealStatus, FindingFacts, MatchReason, RejectReason } from '../state-schemas.ts';
import type { Account, DirectOpportunity } from '../account-schemas.ts';
import type { RegistrationType } from '../field-schemas.ts';

/** The registration whose conflicts are looked for. */
export interface Registration extends Scope {
  /** null before there is one: then nothing is left out of the search, and everything else came earlier. */
  dealId: string | null;
  partnerId: string;
  registrationType: RegistrationType;
  fields: MatchFields;
  /** null before it is submitted. With `sequence` the order of domain §4.6 rule 1. */
  completeAt: Date | null;
  sequence: number | null;
  /** null: no public tender, or not published yet. */
  tenderPublishedOn: PlainDate | null;
  /** The partner's territory or segment; `outside_open`: outside, but nobody else covers it; null: not checked. */
  territory: 'inside' | 'outside_covered' | 'outside_open' | null;
  /** Whom the customer named in a letter that we hold (C15); the finder looks it up. */
  customerChoicePartnerId: string | null;
}

/** Another registration within the search scope of domain §4.4. */
export interface RegistrationCandidate extends Scope {
  dealId: string;
  partnerId: string;
  status: DealStatus;
  fields: MatchFields;
  completeAt: Date;
  sequence: number;
  customer: string;
  /** Pieces of evidence. */
  evidence: number;
  /** When it was won or expired; null while open. */
  closedOn: PlainDate | null;
}

/** A customer account of ours with everything that bears on a registration. */
export interface AccountCandidate extends Pick<
  Account,
  'accountId' | 'legalName' | 'affiliateGroup' | 'incumbentPartnerId' | 'contract' | 'directOnlyListVersion'
> {
  fields: MatchFields;
  aliasDomains: readonly string[];
  /** Normalised. */
  aliasNames: readonly string[];
  opportunities: readonly DirectOpportunity[];
}

/** What the search found, with how sure it is that the customer is the same. */
export interface Related {
  registrations: readonly { candidate: RegistrationCandidate; comparison: Comparison }[];
  accounts: readonly { candidate: AccountCandidate; comparison: Comparison }[];
  /** More alike than we look at. */
  isTruncated: boolean;
}

/** A conflict class of domain §4.5, or a likeness that only a person can judge (§4.4). */
export type FindingClass = ConflictClass | 'probable' | 'possible';

/** What happens by default. Holds and checks end with a person's decision. */
export type FindingOutcome =
  | 'open_existing'
  | 'reject'
  | 'hold'
  | 'evidence_review'
  | 'human_check'
  | 'limit_scope'
  | 'approve_as_co_sell'
  | 'inform_account_owner'
  | 'needs_new_evidence'
  | 'customer_choice'
  | 'hint';

/** Words for the partner, in blocks/deals; none for what the partner is not told. */
export type ConflictText =
  | 'own_registration'
  | 'already_registered'
  | 'earlier_request'
  | 'more_evidence'
  | 'direct_process'
  | 'co_sell'
  | 'incumbent_renewal'
  | 'public_tender'
  | 'checking_buying_group'
  | 'new_scope_only'
  | 'outside_territory'
  | 'direct_only'
  | 'customer_choice'
  | 'checking_detail';

/** Safe for the registering partner: its own deal, our own colleague, its own products; nothing of another partner. */
export interface FindingParams {
  ownDealId?: string;
  /** Of the partner's own earlier registration. */
  ownCompleteAt?: Date;
  repName?: string;
  allowedProducts?: readonly string[];
}

export interface Finding {
  class: FindingClass;
  outcome: FindingOutcome;
  rejectReason: RejectReason | null;
  text: ConflictText | null;
  params: FindingParams;
  /** Staff only, from here on. */
  match: MatchClass;
  subject: 'deal' | 'opportunity' | 'account' | 'details';
  subjectId: string | null;
  matchReasons: readonly MatchReason[];
  /** C14: the version of the list. */
  listVersion: number | null;
  facts: FindingFacts;
}

export interface ConflictReport {
  /** In order of precedence: the first decides what happens by default. */
  findings: readonly Finding[];
  /** The surest match with anything in scope, in conflict or not; `none` allows auto-approval (domain §4.7). */
  matchClass: MatchClass;
  /** Staff only: why each related thing was held to be related, also where nothing follows from it. */
  matchReasons: readonly MatchReason[];
  /** The account that this customer is, when the domain, tax id or name says so without doubt. */
  accountId: string | null;
  /** Last day on which our own team was active at this very customer, whatever it sells there; null: never. */
  directActivityOn: PlainDate | null;
  /** More alike than we look at: a person has to search (`probable` is among the findings then). */
  isTruncated: boolean;
}

/** Looks over indexes for everything that bears on a registration. `write`: read inside that transaction. */
export type FindConflicts = (order: ConflictOrder, write?: Write) => Promise<ConflictReport>;

export interface ConflictOrder extends ConflictDay {
  registration: Registration;
}

/** On which day, by whose calendar. */
export interface ConflictDay {
  today: PlainDate;
  /** The vendor's zone: tells on which day something was complete or closed. */
  zone: Zone;
  /** `program.deals.clocks.evidenceWithinHours`; 24 when left out. */
  evidenceWithinHours?: number;
}
