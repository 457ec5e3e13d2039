import { instantAt } from '#core/calendar/instants.ts';
import { nameKey, stageFor } from '../rules.ts';
import type { Partner } from '../schemas.ts';
import type { PartnerRow } from './rows.ts';

/** A partner without what only the write can know. */
export type PartnerFields = Omit<Partner, 'partnerId' | 'statusChangedAt' | 'createdAt'>;

/** Columns that a partner cannot begin without. */
export const neededForNew = [
  'legalName',
  'primaryType',
  'tier',
  'status',
  'countries',
  'timeZone',
  'currency',
] as const;
type NewRow = PartnerRow & { [Column in (typeof neededForNew)[number]]: NonNullable<PartnerRow[Column]> };

export function isComplete(row: PartnerRow): row is NewRow {
  return neededForNew.every((column) => row[column] !== undefined);
}

interface StaffIds {
  pmStaffId: string | null;
  backupStaffId: string | null;
}

/** A new partner as its row and the defaults of `partnerColumns` say. */
export function newFields(row: NewRow, staff: StaffIds): PartnerFields {
  const start: PartnerFields = {
    externalRef: row.externalRef,
    legalName: row.legalName,
    legalNameKey: nameKey(row.legalName),
    displayName: row.legalName,
    domains: [],
    affiliates: [],
    primaryType: row.primaryType,
    secondaryTypes: [],
    tier: row.tier,
    tierChange: null,
    programTier: null,
    status: row.status,
    stage: row.stage ?? stageFor(row.status, null),
    region: null,
    countries: row.countries,
    territory: [],
    timeZone: row.timeZone,
    weekendDays: [6, 7],
    holidayCalendar: row.countries[0] ?? '',
    currency: row.currency,
    language: 'en',
    ...staff,
    execSponsorVendor: null,
    execSponsorPartner: null,
    products: [],
    industries: [],
    segments: [],
    capabilities: [],
    sellers: null,
    engineers: null,
    deliveryDaysPerMonth: null,
    agreement: { ref: null, startsOn: null, endsOn: null },
    certifiedPeople: null,
    preferences: {
      sendWeekday: null,
      sendTime: null,
      mutedTopics: [],
      celebrationConsent: false,
      directoryOptIn: false,
    },
    qualificationScore: null,
    resumeOn: null,
    cadenceAnchorDate: null,
    launchAt: null,
    tags: [],
    notes: '',
  };
  return mergedFields(start, row, staff);
}

/** A partner's fields with everything that the row states laid over them. */
export function mergedFields(fields: PartnerFields, row: PartnerRow, staff: StaffIds): PartnerFields {
  const { pm, backup, contacts, slackTeamIds, channel, launchOn, ...rest } = row;
  const { agreementRef, agreementStartsOn, agreementEndsOn, ...withoutAgreement } = rest;
  const { sendWeekday, sendTime, mutedTopics, celebrationConsent, directoryOptIn, ...plain } = withoutAgreement;
  const merged: PartnerFields = {
    ...fields,
    ...stated(plain),
    pmStaffId: staff.pmStaffId ?? fields.pmStaffId,
    backupStaffId: staff.backupStaffId ?? fields.backupStaffId,
    agreement: {
      ...fields.agreement,
      ...stated({ ref: agreementRef, startsOn: agreementStartsOn, endsOn: agreementEndsOn }),
    },
    preferences: {
      ...fields.preferences,
      ...stated({ sendWeekday, sendTime, mutedTopics, celebrationConsent, directoryOptIn }),
    },
  };
  const launchAt = launchOn === undefined ? merged.launchAt : instantAt(launchOn, '00:00', merged.timeZone);
  return { ...merged, launchAt, legalNameKey: nameKey(merged.legalName) };
}

type Stated<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

function stated<Value extends object>(values: Value): Stated<Value> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Stated<Value>;
}
