import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const dateOrNull = { type: Date, default: null };
const textOrNull = { type: String, default: null };
const text = { type: String, required: true };

// mongoose would leave out the empty params of a title.
const followUpSchema = new Schema(
  {
    _id: text,
    partnerId: textOrNull,
    kind: text,
    rule: text,
    side: text,
    title: { type: Mixed, required: true },
    ownerFunction: text,
    thenFunction: textOrNull,
    ownerStaffId: textOrNull,
    ownerRound: { type: Number, required: true },
    state: text,
    partnerVisible: { type: Boolean, required: true },
    openedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    dueOn: text,
    zone: text,
    source: { type: Mixed, required: true },
    sourceKey: text,
    thread: { type: Mixed, default: null },
    result: textOrNull,
    reason: textOrNull,
    notes: [Mixed],
    waitingSince: dateOrNull,
    closedAt: dateOrNull,
    closedByDelivery: textOrNull,
    reminders: { type: Number, required: true },
    escalation: text,
    nextStep: textOrNull,
    nextStepAt: dateOrNull,
    setAside: String,
  },
  { minimize: false },
);
// One follow-up for each partner, source and rule, however often the rules run (domain §3.4).
followUpSchema.index({ partnerId: 1, sourceKey: 1 }, { name: 'one_per_source', unique: true });
followUpSchema.index({ nextStepAt: 1 }, { name: 'due' });
followUpSchema.index({ partnerId: 1, state: 1, dueAt: 1 }, { name: 'by_partner' });
followUpSchema.index({ ownerStaffId: 1, state: 1, dueAt: 1 }, { name: 'by_owner' });
followUpSchema.index({ rule: 1, openedAt: 1 }, { name: 'by_rule' });

const counterSchema = new Schema({ _id: text, value: { type: Number, required: true } });

export const followUpModel = defineModel('follow_ups', followUpSchema);
export const counterModel = defineModel('follow_up_counters', counterSchema);
