import { Schema } from 'mongoose';
import { defineModel } from '#platform/mongo.ts';
import type { Channel, Contact, Partner, Staff, TeamLink } from './schemas.ts';

const { Mixed } = Schema.Types;
const required = { required: true };

const partnerSchema = new Schema<Partner>({
  partnerId: { type: String, ...required },
  externalRef: String,
  legalName: { type: String, ...required },
  legalNameKey: { type: String, ...required },
  displayName: { type: String, ...required },
  domains: [String],
  affiliates: [String],
  primaryType: { type: String, ...required },
  secondaryTypes: [String],
  tier: { type: String, ...required },
  tierChange: { type: Mixed, default: null },
  programTier: String,
  status: { type: String, ...required },
  stage: String,
  region: String,
  countries: [String],
  territory: { type: [String], default: [] },
  timeZone: { type: String, ...required },
  weekendDays: [Number],
  holidayCalendar: { type: String, ...required },
  currency: { type: String, ...required },
  language: { type: String, ...required },
  pmStaffId: String,
  backupStaffId: String,
  execSponsorVendor: String,
  execSponsorPartner: String,
  products: [String],
  industries: [String],
  segments: [String],
  capabilities: [String],
  sellers: Number,
  engineers: Number,
  deliveryDaysPerMonth: Number,
  agreement: { type: Mixed, ...required },
  certifiedPeople: Number,
  preferences: { type: Mixed, ...required },
  qualificationScore: Number,
  resumeOn: String,
  cadenceAnchorDate: { type: String, default: null },
  launchAt: Date,
  tags: [String],
  notes: String,
  statusChangedAt: { type: Date, ...required },
  createdAt: { type: Date, ...required },
});
partnerSchema.index({ 'tierChange.at': 1 }, { name: 'tier_change_due' });
const isText = { $type: 'string' };
partnerSchema.index({ partnerId: 1 }, { name: 'partner_unique', unique: true });
partnerSchema.index({ legalNameKey: 1 }, { name: 'legal_name_unique', unique: true });
partnerSchema.index(
  { externalRef: 1 },
  { name: 'external_ref_unique', unique: true, partialFilterExpression: { externalRef: isText } },
);
// Partial: without it two partners with no domain yet would collide on the key of an empty array.
partnerSchema.index(
  { domains: 1 },
  { name: 'domain_unique', unique: true, partialFilterExpression: { domains: isText } },
);
partnerSchema.index({ pmStaffId: 1 }, { name: 'by_pm' });
partnerSchema.index({ territory: 1 }, { name: 'by_territory' });
export const partnerModel = defineModel('partners', partnerSchema);

const contactSchema = new Schema<Contact>({
  contactId: { type: String, ...required },
  partnerId: { type: String, ...required },
  name: { type: String, ...required },
  role: { type: String, ...required },
  person: Mixed,
  isLead: { type: Boolean, ...required },
  leftAt: Date,
});
contactSchema.index({ contactId: 1 }, { name: 'contact_unique', unique: true });
contactSchema.index(
  { partnerId: 1, 'person.teamId': 1, 'person.userId': 1 },
  { name: 'person_unique', unique: true, partialFilterExpression: { 'person.userId': isText } },
);
contactSchema.index({ 'person.userId': 1 }, { name: 'by_user' });
export const contactModel = defineModel('contacts', contactSchema);

const channelSchema = new Schema<Channel>({
  channelId: { type: String, ...required },
  partnerId: { type: String, ...required },
  isMain: { type: Boolean, ...required },
  state: { type: String, ...required },
  teamIds: [String],
  companiesCheckedAt: Date,
  connectedAt: { type: Date, ...required },
  connectedBy: Mixed,
  sightAskedAt: Date,
  confirmedAt: Date,
  confirmedBy: Mixed,
  unconfirmedToldAt: Date,
  hubShown: String,
  hubKey: String,
  hubRound: { type: Number, ...required },
});
channelSchema.index({ channelId: 1 }, { name: 'channel_unique', unique: true });
channelSchema.index(
  { partnerId: 1 },
  { name: 'main_channel_unique', unique: true, partialFilterExpression: { isMain: true } },
);
channelSchema.index({ hubKey: 1 }, { name: 'by_hub_key' });
export const channelModel = defineModel('partner_channels', channelSchema);

const teamLinkSchema = new Schema<TeamLink>({
  teamId: { type: String, ...required },
  partnerId: { type: String, ...required },
});
teamLinkSchema.index({ teamId: 1 }, { name: 'team_unique', unique: true });
teamLinkSchema.index({ partnerId: 1 }, { name: 'by_partner' });
export const teamLinkModel = defineModel('partner_teams', teamLinkSchema);

const staffSchema = new Schema<Staff>({
  staffId: { type: String, ...required },
  key: { type: String, ...required },
  name: { type: String, ...required },
  person: Mixed,
  roles: [String],
  timeZone: { type: String, ...required },
  awayUntil: String,
});
staffSchema.index({ staffId: 1 }, { name: 'staff_unique', unique: true });
staffSchema.index({ key: 1 }, { name: 'key_unique', unique: true });
staffSchema.index(
  { 'person.teamId': 1, 'person.userId': 1 },
  { name: 'staff_person_unique', unique: true, partialFilterExpression: { 'person.userId': isText } },
);
export const staffModel = defineModel('staff', staffSchema);

interface Counter {
  name: string;
  value: number;
}
const counterSchema = new Schema<Counter>({
  name: { type: String, ...required },
  value: { type: Number, ...required },
});
counterSchema.index({ name: 1 }, { name: 'counter_unique', unique: true });
export const counterModel = defineModel('directory_counters', counterSchema);

export const directoryModels = [partnerModel, contactModel, channelModel, teamLinkModel, staffModel, counterModel];
