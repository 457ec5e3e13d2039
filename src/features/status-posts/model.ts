import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const text = { type: String, required: true };
const dateOrNull = { type: Date, default: null };

/** `_id` is the partner id: one row for each. */
const watchSchema = new Schema({
  _id: text,
  since: { type: Date, required: true },
  spokenAt: dateOrNull,
  heardAt: dateOrNull,
  nextLookAt: dateOrNull,
  setAside: String,
});
watchSchema.index({ nextLookAt: 1 }, { name: 'due' });

export const watchModel = defineModel('status_watches', watchSchema);
