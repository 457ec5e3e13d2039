import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };
const dateOrNull = { type: Date, default: null };

/** `_id` is the quarter: one issue for each. */
const issueSchema = new Schema(
  {
    _id: text,
    state: text,
    version: { type: Number, required: true },
    items: { type: [Mixed], default: [] },
    call: { type: Mixed, default: null },
    submittedBy: textOrNull,
    submittedAt: dateOrNull,
    approvedBy: textOrNull,
    approvedAt: dateOrNull,
    draftToldAt: dateOrNull,
    lateToldAt: dateOrNull,
  },
  { minimize: false },
);

const clickSchema = new Schema({
  issueKey: text,
  partnerId: text,
  teamId: text,
  userId: text,
  name: textOrNull,
  what: text,
  at: { type: Date, required: true },
});
clickSchema.index({ issueKey: 1, partnerId: 1, teamId: 1, userId: 1 }, { name: 'one_per_person', unique: true });

export const issueModel = defineModel('newsletter_issues', issueSchema);
export const clickModel = defineModel('newsletter_clicks', clickSchema);
