import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';

const { Mixed } = Schema.Types;
const text = { type: String, required: true };
const textOrNull = { type: String, default: null };

const accountSchema = new Schema(
  {
    _id: text,
    legalName: text,
    domain: textOrNull,
    country: textOrNull,
    city: textOrNull,
    taxId: textOrNull,
    aliases: { type: Mixed, required: true },
    affiliateGroup: textOrNull,
    incumbentPartnerId: textOrNull,
    contract: { type: Mixed, default: null },
    directOnlyListVersion: { type: Number, default: null },
    opportunities: [Mixed],
    searchKeys: [String],
  },
  { minimize: false },
);
accountSchema.index({ searchKeys: 1 }, { name: 'by_search_key' });

const preCheckSchema = new Schema({
  _id: text,
  partnerId: text,
  person: { type: Mixed, required: true },
  domain: text,
  outcome: text,
  ownDealId: textOrNull,
  at: { type: Date, required: true },
});
preCheckSchema.index({ at: 1 }, { name: 'by_time' });

// One row for each partner and day: two questions at once meet here, so that none goes beyond the limit.
const preCheckDaySchema = new Schema(
  { _id: text, asked: { type: Number, required: true }, byPerson: { type: Mixed, required: true }, at: Date },
  { minimize: false },
);

export const accountModel = defineModel('accounts', accountSchema);
export const preCheckModel = defineModel('deal_pre_checks', preCheckSchema);
export const preCheckDayModel = defineModel('deal_pre_check_days', preCheckDaySchema);
