import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const text = { type: String, required: true };

/** `_id` is the occurrence that was missed: one offer for each. */
const offerSchema = new Schema({
  _id: text,
  partnerId: text,
  touchId: text,
  periodKey: text,
  heldOn: text,
  time: text,
  zone: text,
  thread: { type: Mixed, required: true },
  offeredAt: { type: Date, required: true },
  choice: { type: Mixed, default: null },
});

export const offerModel = defineModel('rhythm_offers', offerSchema);
