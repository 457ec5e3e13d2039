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
    multiDivision: { type: Boolean, default: false },
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

// By its search keys a letter is found for whoever registers the same customer.
const letterSchema = new Schema(
  {
    _id: text,
    dealId: text,
    about: { type: Mixed, required: true },
    chosenPartnerId: text,
    receivedOn: text,
    ref: text,
    recordedBy: text,
    recordedAt: { type: Date, required: true },
    searchKeys: [String],
  },
  { minimize: false },
);
letterSchema.index({ searchKeys: 1 }, { name: 'by_search_key' });

// One row: when our accounts and opportunities were last brought up to date.
const accountsAsOfSchema = new Schema({ _id: text, at: { type: Date, required: true } });

export const letterModel = defineModel('customer_letters', letterSchema);
export const accountsAsOfModel = defineModel('accounts_as_of', accountsAsOfSchema);
export const accountModel = defineModel('accounts', accountSchema);
export const preCheckModel = defineModel('deal_pre_checks', preCheckSchema);
export const preCheckDayModel = defineModel('deal_pre_check_days', preCheckDaySchema);
