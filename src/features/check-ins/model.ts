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
occurrenceSchema.index({ touchId: 1, nextActionAt: 1 }, { name: 'due' });
occurrenceSchema.index({ partnerId: 1, touchId: 1, anchorOn: -1 }, { name: 'by_partner' });
occurrenceSchema.index({ touchId: 1, anchorOn: 1 }, { name: 'ledger' });
occurrenceSchema.index({ 'snapshot.pmStaffId': 1, state: 1 }, { name: 'open_by_pm' });

const cadenceSchema = new Schema({
  _id: { type: String, required: true },
  touchId: { type: String, required: true },
  partnerId: { type: String, required: true },
  since: { type: Date, required: true },
  nextPeriod: textOrNull,
  nextPlanAt: dateOrNull,
});
cadenceSchema.index({ touchId: 1, nextPlanAt: 1 }, { name: 'due' });

export const occurrenceModel = defineModel('touch_occurrences', occurrenceSchema);
export const cadenceModel = defineModel('cadences', cadenceSchema);
