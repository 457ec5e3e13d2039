import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const text = { type: String, required: true };
const number = { type: Number, required: true };
const date = { type: Date, required: true };
const textOrNull = { type: String, default: null };
const dateOrNull = { type: Date, default: null };
const mixed = { type: Mixed, required: true };
const mixedOrNull = { type: Mixed, default: null };

// mongoose would leave out what is empty.
const dealSchema = new Schema(
  {
    _id: text,
    partnerId: text,
    status: text,
    version: number,
    lastDelivery: textOrNull,
    draftId: textOrNull,
    externalRef: textOrNull,
    scenario: { type: Boolean, required: true },
    details: mixed,
    roeVersion: number,
    submittedAt: date,
    submittedBy: mixedOrNull,
    completeAt: date,
    sequence: number,
    amountUsd: mixedOrNull,
    fx: mixedOrNull,
    normalizedName: { type: String, default: '' },
    accountId: textOrNull,
    searchKeys: [String],
    matchedAt: dateOrNull,
    accountsAsOf: dateOrNull,
    matchClass: text,
    findings: [Mixed],
    matchReasons: [Mixed],
    eligibility: [Mixed],
    warnings: [String],
    approverStaffId: textOrNull,
    clock: mixedOrNull,
    triagedAt: dateOrNull,
    firstContactAt: dateOrNull,
    infoRequests: [Mixed],
    decision: mixedOrNull,
    protection: mixedOrNull,
    protectedUntilOn: textOrNull,
    extensions: [Mixed],
    reinstatement: mixedOrNull,
    heldKeys: [String],
    lastUpdateAt: dateOrNull,
    nextStep: textOrNull,
    nextStepOn: textOrNull,
    stageSince: dateOrNull,
    forecast: textOrNull,
    lastReview: mixedOrNull,
    secondInLine: mixedOrNull,
    win: mixedOrNull,
    closedReason: textOrNull,
    closedAt: dateOrNull,
    credit: textOrNull,
    thread: mixedOrNull,
    history: [Mixed],
    timers: [Mixed],
    nextStepAt: dateOrNull,
    setAside: String,
  },
  { minimize: false },
);
const isText = { $type: 'string' };
// A form sent twice is one registration.
dealSchema.index({ draftId: 1 }, { name: 'one_per_draft', unique: true, partialFilterExpression: { draftId: isText } });
dealSchema.index(
  { externalRef: 1 },
  { name: 'external_ref_unique', unique: true, partialFilterExpression: { externalRef: isText } },
);
dealSchema.index({ sequence: 1 }, { name: 'one_order', unique: true });
// No two approvals hold one opportunity (domain §20.1). Partial: an empty list would be a key, too.
dealSchema.index({ heldKeys: 1 }, { name: 'one_holder', unique: true, partialFilterExpression: { heldKeys: isText } });
dealSchema.index({ searchKeys: 1, status: 1 }, { name: 'by_search_key' });
dealSchema.index({ nextStepAt: 1 }, { name: 'due' });
dealSchema.index({ partnerId: 1, status: 1, completeAt: 1 }, { name: 'by_partner' });
dealSchema.index({ status: 1, completeAt: 1 }, { name: 'queue' });
dealSchema.index({ 'findings.subjectId': 1 }, { name: 'by_finding' });
dealSchema.index({ 'secondInLine.heldByDealId': 1, completeAt: 1 }, { name: 'in_line' });

const draftSchema = new Schema(
  {
    _id: text,
    partnerId: text,
    person: mixed,
    values: mixed,
    step: number,
    createdAt: date,
    updatedAt: date,
    expiresAt: date,
  },
  { minimize: false },
);
draftSchema.index({ partnerId: 1, 'person.teamId': 1, 'person.userId': 1 }, { name: 'one_per_person', unique: true });
draftSchema.index({ expiresAt: 1 }, { name: 'expiring' });

const proposalSchema = new Schema(
  {
    _id: text,
    partnerId: text,
    details: mixed,
    state: text,
    dealId: textOrNull,
    proposedBy: text,
    proposedByName: text,
    thread: mixedOrNull,
    createdAt: date,
    expiresAt: date,
  },
  { minimize: false },
);
proposalSchema.index({ state: 1, expiresAt: 1 }, { name: 'expiring' });

const counterSchema = new Schema({ _id: text, value: number });
const lockSchema = new Schema({ _id: text, turns: number });

export const dealModel = defineModel('deals', dealSchema);
export const draftModel = defineModel('deal_drafts', draftSchema);
export const proposalModel = defineModel('deal_proposals', proposalSchema);
export const counterModel = defineModel('deal_counters', counterSchema);
/** One document for each key that alike customers share: approvals of one customer take turns at it. */
export const lockModel = defineModel('deal_locks', lockSchema);
