import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const dateOrNull = { type: Date, default: null };
const textOrNull = { type: String, default: null };

const occurrenceSchema = new Schema({
  _id: { type: String, required: true },
  occurrenceKey: { type: String, required: true },
  touchId: { type: String, required: true },
  tier: { type: String, required: true },
  partnerId: { type: String, required: true },
  periodKey: { type: String, required: true },
  live: { type: Boolean, required: true },
  state: { type: String, required: true },
  reason: textOrNull,
  anchorOn: { type: String, required: true },
  heldOn: textOrNull,
  meetingTime: textOrNull,
  decidedAt: { type: Date, required: true },
  shift: textOrNull,
  shiftedFrom: textOrNull,
  mergedInto: textOrNull,
  absorbs: [String],
  sections: [String],
  contactId: textOrNull,
  dates: [Mixed],
  zone: { type: String, required: true },
  schedule: { type: Mixed, default: null },
  nextAction: textOrNull,
  nextActionAt: dateOrNull,
  snapshot: { type: Mixed, default: null },
  frozen: { type: Mixed, default: null },
  promptQueuedAt: dateOrNull,
  sentAt: dateOrNull,
  message: { type: Mixed, default: null },
  remindedAt: dateOrNull,
  remindersSent: { type: Number, required: true },
  closedAt: dateOrNull,
  reviewedAt: dateOrNull,
  reviewedBy: textOrNull,
  answers: [Mixed],
  afterClose: [Mixed],
  replies: [Mixed],
  deliveries: [String],
  counts: { type: Mixed, required: true },
  setAside: String,
});
// One live occurrence for each touch, partner and period (domain §2.4).
occurrenceSchema.index(
  { touchId: 1, partnerId: 1, periodKey: 1 },
  { name: 'one_live_per_period', unique: true, partialFilterExpression: { live: true } },
);
occurrenceSchema.index({ tier: 1, nextActionAt: 1 }, { name: 'due' });
occurrenceSchema.index({ partnerId: 1, touchId: 1, anchorOn: -1 }, { name: 'by_partner' });
occurrenceSchema.index({ partnerId: 1, decidedAt: -1 }, { name: 'of_partner' });
occurrenceSchema.index({ partnerId: 1, sentAt: -1 }, { name: 'last_prompt' });
occurrenceSchema.index({ anchorOn: 1 }, { name: 'ledger' });
occurrenceSchema.index({ state: 1, decidedAt: 1 }, { name: 'closed' });
occurrenceSchema.index({ closedAt: 1 }, { name: 'closed_on' });
occurrenceSchema.index({ 'snapshot.pmStaffId': 1, state: 1 }, { name: 'open_by_pm' });

const cadenceSchema = new Schema({
  _id: { type: String, required: true },
  touchId: { type: String, required: true },
  tier: { type: String, required: true },
  partnerId: { type: String, required: true },
  since: { type: Date, required: true },
  settingsVersion: { type: Number, required: true },
  nextPlanAt: dateOrNull,
});
cadenceSchema.index({ tier: 1, nextPlanAt: 1 }, { name: 'due' });
cadenceSchema.index({ tier: 1, settingsVersion: 1 }, { name: 'outdated' });
cadenceSchema.index({ partnerId: 1 }, { name: 'of_partner' });

/** `_id` is the partner id. */
const baselineSchema = new Schema({
  _id: { type: String, required: true },
  at: { type: Date, required: true },
  facts: { type: Mixed, required: true },
  settingsVersion: { type: Number, required: true },
  events: { type: Number, required: true },
});

const eventSchema = new Schema({
  _id: { type: String, required: true },
  partnerId: { type: String, required: true },
  at: { type: Date, required: true },
  kind: { type: String, required: true },
  payload: { type: Mixed, required: true },
});
eventSchema.index({ partnerId: 1, at: 1 }, { name: 'of_partner' });

export const occurrenceModel = defineModel('touch_occurrences', occurrenceSchema);
export const cadenceModel = defineModel('cadences', cadenceSchema);
export const baselineModel = defineModel('cadence_baselines', baselineSchema);
export const cadenceEventModel = defineModel('cadence_events', eventSchema);
