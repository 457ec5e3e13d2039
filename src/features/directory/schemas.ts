import { z } from 'zod';
import { partnerRoles, staffRoles } from '#core/actor.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import { isKnownZone, isWallTime } from '#core/calendar/instants.ts';
import { languages } from '#core/language.ts';
import { isCurrency } from '#core/money.ts';

/** domain §1.1 */
export const partnerTypes = [
  'reseller',
  'distributor',
  'referral',
  'affiliate',
  'system_integrator',
  'msp',
  'isv',
  'technology_alliance',
  'strategic_alliance',
  'oem',
  'agency',
] as const;
/** domain §1.2 */
export const tiers = ['strategic', 'core', 'emerging'] as const;
export type Tier = (typeof tiers)[number];
export const programTiers = ['registered', 'silver', 'gold', 'platinum'] as const;
/** domain §1.3 */
export const stages = ['discovery', 'negotiation', 'onboarding', 'growth', 'optimization'] as const;
export type Stage = (typeof stages)[number];
/** domain §1.4 */
export const statuses = [
  'prospect',
  'in_negotiation',
  'onboarding',
  'active',
  'paused',
  'offboarding',
  'ended',
  'declined',
] as const;
export type Status = (typeof statuses)[number];
export const regions = ['AMER', 'EMEA', 'APAC', 'LATAM'] as const;

export const Day = z.string().refine(isPlainDate, 'not a day (YYYY-MM-DD)');
export const ZoneName = z.string().refine(isKnownZone, 'not an IANA zone such as Europe/Berlin');
export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'not a country code (ISO 3166, two capitals)');
export const CurrencyCode = z.string().refine(isCurrency, 'not a currency code (ISO 4217)');
export const DomainName = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/, 'not a domain name');
export const TeamId = z.string().regex(/^[TE][A-Z0-9]{1,30}$/, 'not a Slack team id (T…)');
export const UserId = z.string().regex(/^[UW][A-Z0-9]{1,30}$/, 'not a Slack user id (U… or W…)');
export const ChannelId = z.string().regex(/^[CG][A-Z0-9]{1,30}$/, 'not a Slack channel id (C…)');
export const Person = z.strictObject({ teamId: TeamId, userId: UserId });

const Name = z.string().min(1).max(200);
const Labels = z.array(z.string().min(1).max(100)).max(50);

export const Agreement = z.strictObject({
  ref: z.string().max(100).nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
});

/** What the partner chose for itself (domain §1.5, §2.6). */
export const Preferences = z.strictObject({
  sendWeekday: z.int().min(1).max(7).nullable(),
  sendTime: z.string().refine(isWallTime, 'not a time of day (HH:mm)').nullable(),
  mutedTopics: Labels,
  celebrationConsent: z.boolean(),
  directoryOptIn: z.boolean(),
});

/** The partner record of domain §1.5; contacts, channels and Slack companies are documents of their own. */
/** A change of tier that waits for its quarter (domain §1.3). */
export const TierChange = z.object({ to: z.enum(tiers), at: z.date(), on: Day, reason: z.string(), by: z.string() });
export type TierChange = z.infer<typeof TierChange>;

export const Partner = z.object({
  partnerId: z.string().regex(/^P-\d{4,}$/),
  /** The id in the file it came from, e.g. `P001`. */
  externalRef: z.string().min(1).max(100).nullable(),
  legalName: Name,
  /** `legalName` as compared: see `nameKey` in rules. */
  legalNameKey: Name,
  displayName: Name,
  domains: z.array(DomainName).max(50),
  affiliates: Labels,
  primaryType: z.enum(partnerTypes),
  secondaryTypes: z.array(z.enum(partnerTypes)),
  tier: z.enum(tiers),
  tierChange: TierChange.nullable().default(null),
  programTier: z.enum(programTiers).nullable(),
  status: z.enum(statuses),
  stage: z.enum(stages).nullable(),
  region: z.enum(regions).nullable(),
  countries: z.array(CountryCode).min(1),
  /** Countries whose customers this partner may register (domain §4.5 C12); empty: not limited. */
  territory: z.array(CountryCode).max(250).default([]),
  timeZone: ZoneName,
  /** ISO weekdays, Monday 1. */
  weekendDays: z.array(z.int().min(1).max(7)).max(6),
  /** The country whose holidays hold. */
  holidayCalendar: CountryCode,
  currency: CurrencyCode,
  language: z.enum(languages),
  pmStaffId: z.string().nullable(),
  backupStaffId: z.string().nullable(),
  execSponsorVendor: z.string().max(200).nullable(),
  execSponsorPartner: z.string().max(200).nullable(),
  products: Labels,
  industries: Labels,
  segments: Labels,
  capabilities: Labels,
  sellers: z.int().min(0).nullable(),
  engineers: z.int().min(0).nullable(),
  deliveryDaysPerMonth: z.int().min(0).nullable(),
  agreement: Agreement,
  /** People with the certificate that selling needs; null: nobody told us. */
  certifiedPeople: z.int().min(0).nullable().default(null),
  preferences: Preferences,
  /** Of 5, in hundredths; recorded before negotiation starts (domain §1.3). */
  qualificationScore: z.int().min(0).max(500).nullable(),
  resumeOn: Day.nullable(),
  /** A day of a week in which its bi-weekly review falls; null: as its number says. */
  cadenceAnchorDate: Day.nullable(),
  launchAt: z.date().nullable(),
  tags: Labels,
  /** Internal: never rendered for a partner. */
  notes: z.string().max(3000),
  statusChangedAt: z.date(),
  createdAt: z.date(),
});
export type Partner = z.infer<typeof Partner>;

export const Contact = z.object({
  contactId: z.string().min(1),
  partnerId: z.string(),
  name: Name,
  role: z.enum(partnerRoles),
  person: Person.nullable(),
  /** The partner's lead answers check-ins by default (domain §3.5). */
  isLead: z.boolean(),
  /** Deactivated in Slack: no longer asked, no longer trusted. */
  leftAt: z.date().nullable(),
});
export type Contact = z.infer<typeof Contact>;

export const channelStates = ['connected', 'archived', 'severed'] as const;

/** A Slack channel that belongs to a partner. */
export const Channel = z.object({
  channelId: ChannelId,
  partnerId: z.string(),
  /** Exactly one per partner gets what nobody asked for (domain §0.2). */
  isMain: z.boolean(),
  state: z.enum(channelStates),
  /** Companies in the channel besides ours, as last seen; worth nothing while `companiesCheckedAt` is null. */
  teamIds: z.array(z.string()),
  companiesCheckedAt: z.date().nullable(),
  connectedAt: z.date(),
  connectedBy: Person.nullable(),
  /** "We can see this" was asked for (J1); null for channels that came by import. */
  sightAskedAt: z.date().nullable(),
  confirmedAt: z.date().nullable(),
  confirmedBy: Person.nullable(),
  /** The partner manager was told that nobody pressed. */
  unconfirmedToldAt: z.date().nullable(),
  /** What the hub message last said, as a hash; null when it must be owed again. */
  hubShown: z.string().nullable(),
  /** Key of the hub message in the channel; it outlives a change of the channel's id. */
  hubKey: z.string().nullable(),
  /** How many hub messages there were: a new one begins when the old one cannot be rewritten. */
  hubRound: z.int().min(0),
});
export type Channel = z.infer<typeof Channel>;

/** A Slack company belongs to at most one partner. */
export const TeamLink = z.object({ teamId: TeamId, partnerId: z.string() });
export type TeamLink = z.infer<typeof TeamLink>;

export const Staff = z.object({
  staffId: z.string().min(1),
  /** How import files name this person, e.g. `priya`. */
  key: z.string().regex(/^[a-z][a-z0-9._-]{0,40}$/, 'not a staff key (small letters, digits, . _ -)'),
  name: Name,
  person: Person.nullable(),
  roles: z.array(z.enum(staffRoles)),
  timeZone: ZoneName,
  /** Out of office before this day begins in their zone; the backup covers. */
  awayUntil: Day.nullable(),
});
export type Staff = z.infer<typeof Staff>;

const ShownStaff = z.strictObject({ name: z.string(), userId: z.string().nullable() });

/** Params of `directory.hub`; `contact` and `buttons` are absent where several companies read (domain §0.3 rule 4). */
export const HubParams = z.strictObject({
  partnerId: z.string(),
  status: z.enum(statuses),
  isGeneric: z.boolean(),
  contact: ShownStaff.nullable(),
  cover: ShownStaff.nullable(),
  /** Set while the contact is away: the cover is then the one to turn to. */
  awayUntil: Day.nullable(),
  asksSight: z.boolean(),
  buttons: z.array(z.strictObject({ actionId: z.string(), label: z.record(z.enum(languages), z.string()) })),
});
export type HubParams = z.infer<typeof HubParams>;

/** Params of the notes to staff about a channel. */
export const ChannelNoteParams = z.strictObject({
  partnerId: z.string(),
  displayName: z.string(),
  channelId: z.string(),
});
export type ChannelNoteParams = z.infer<typeof ChannelNoteParams>;

/** Why a partnership ends (domain §1.4). */
export const exitCategories = [
  'performance',
  'strategic',
  'compliance',
  'mutual',
  'business',
  'customer_impact',
] as const;

/** What staff state when they move a partner to another status. */
export const StatusChange = z.strictObject({
  reason: z.string().trim().max(2000).default(''),
  resumeOn: Day.nullable().default(null),
  noticeOn: Day.nullable().default(null),
  endsOn: Day.nullable().default(null),
  category: z.enum(exitCategories).nullable().default(null),
  /** Of 5, in hundredths. */
  qualificationScore: z.int().min(0).max(500).nullable().default(null),
  /** Go on although the launch gate or the exit checklist is open; needs a reason. */
  override: z.boolean().default(false),
});
export type StatusChange = z.infer<typeof StatusChange>;
