import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

/** When our colleague was last told that a partner hardly answers. */
export interface ResponseGuard {
  partnerId: string;
  toldAt: Date;
}

const schema = new Schema<ResponseGuard>({
  partnerId: { type: String, required: true },
  toldAt: { type: Date, required: true },
});
schema.index({ partnerId: 1 }, { name: 'partner_unique', unique: true });

export const responseGuardModel = defineModel('attention_response_guards', schema);
