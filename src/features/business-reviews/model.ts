import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const dateOrNull = { type: Date, default: null };
const textOrNull = { type: String, default: null };
const mixedOrNull = { type: Mixed, default: null };
const text = { type: String, required: true };

const reviewSchema = new Schema(
  {
    _id: text,
    partnerId: text,
    quarter: text,
    occurrenceId: textOrNull,
    touchId: text,
    zone: text,
    meetingOn: text,
    meetingAt: { type: Date, required: true },
    closeAt: dateOrNull,
    state: text,
    pmStaffId: textOrNull,
    steps: [String],
    dates: [Mixed],
    pack: mixedOrNull,
    draft: mixedOrNull,
    minutes: mixedOrNull,
    commitments: [Mixed],
    replies: [Mixed],
    survey: mixedOrNull,
    nps: [Mixed],
    waitsFor: textOrNull,
    nextStep: textOrNull,
    nextStepAt: dateOrNull,
    setAside: String,
  },
  { minimize: false },
);
// One review for each partner and quarter, whatever sets its date or takes its steps (domain §2.4).
reviewSchema.index({ partnerId: 1, quarter: 1 }, { name: 'one_per_quarter', unique: true });
reviewSchema.index({ nextStepAt: 1 }, { name: 'due' });
reviewSchema.index({ pmStaffId: 1, waitsFor: 1, meetingAt: 1 }, { name: 'waiting' });

export const reviewModel = defineModel('business_reviews', reviewSchema);
