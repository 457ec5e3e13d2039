import type { Deal } from '../schemas.ts';

type Stated =
  | 'dealId'
  | 'partnerId'
  | 'draftId'
  | 'details'
  | 'roeVersion'
  | 'submittedAt'
  | 'submittedBy'
  | 'completeAt'
  | 'sequence'
  | 'normalizedName'
  | 'searchKeys'
  | 'clock'
  | 'lastUpdateAt'
  | 'thread'
  | 'history';

/** A registration about which nothing is known but that it was sent. */
export const blankDeal: Omit<Deal, Stated> = {
  status: 'submitted',
  version: 1,
  lastDelivery: null,
  externalRef: null,
  scenario: false,
  amountUsd: null,
  fx: null,
  accountId: null,
  matchedAt: null,
  accountsAsOf: null,
  matchClass: 'none',
  findings: [],
  matchReasons: [],
  eligibility: [],
  warnings: [],
  approverStaffId: null,
  triagedAt: null,
  firstContactAt: null,
  infoRequests: [],
  decision: null,
  protection: null,
  protectedUntilOn: null,
  extensions: [],
  reinstatement: null,
  heldKeys: [],
  nextStep: null,
  nextStepOn: null,
  stageSince: null,
  forecast: null,
  lastReview: null,
  secondInLine: null,
  win: null,
  closedReason: null,
  closedAt: null,
  credit: null,
  timers: [],
  nextStepAt: null,
};
