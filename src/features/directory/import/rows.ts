import { z } from 'zod';
import { partnerRoles, staffRoles } from '#core/actor.ts';
import { isWallTime } from '#core/calendar/instants.ts';
import { list, oneOf, text, wholeNumber, yesNo } from '#core/csv/cells.ts';
import { languages } from '#core/language.ts';
import {
  ChannelId,
  CountryCode,
  CurrencyCode,
  Day,
  DomainName,
  Person,
  Staff,
  TeamId,
  UserId,
  ZoneName,
  partnerTypes,
  programTiers,
  regions,
  stages,
  statuses,
  tiers,
} from '../schemas.ts';

const weekday = z
  .string()
  .regex(/^[1-7]$/, 'not a weekday from 1 (Monday) to 7')
  .transform(Number);

/** `name|role|teamId|userId|lead` */
const ContactCell = z.string().transform((cell, issues) => {
  const [name = '', role = '', teamId = '', userId = '', lead = '', ...rest] = cell
    .split('|')
    .map((part) => part.trim());
  const fail = (message: string) => {
    issues.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (name === '' || name.length > 200) return fail(`contact without a name: ${cell}`);
  const checkedRole = z.enum(partnerRoles).safeParse(role);
  if (!checkedRole.success) return fail(`contact ${name}: role is not one of ${partnerRoles.join(', ')}`);
  if (!['', 'lead'].includes(lead) || rest.length > 0)
    return fail(`contact ${name}: more than name|role|teamId|userId|lead`);
  const base = { name, role: checkedRole.data, isLead: lead === 'lead' };
  if (teamId === '' && userId === '') return { ...base, person: null };
  const person = Person.safeParse({ teamId, userId });
  if (!person.success) return fail(`contact ${name}: ${person.error.issues[0]?.message ?? 'not a Slack person'}`);
  return { ...base, person: person.data };
});
export type ContactCell = z.infer<typeof ContactCell>;

export const PartnerRow = z.object({
  externalRef: text(100),
  legalName: text().optional(),
  displayName: text().optional(),
  domains: list(z.string().toLowerCase().pipe(DomainName)).optional(),
  affiliates: list(text(100)).optional(),
  primaryType: oneOf(partnerTypes).optional(),
  secondaryTypes: list(oneOf(partnerTypes)).optional(),
  tier: oneOf(tiers).optional(),
  programTier: oneOf(programTiers).optional(),
  status: oneOf(statuses).optional(),
  stage: oneOf(stages).optional(),
  region: oneOf(regions).optional(),
  countries: list(CountryCode).optional(),
  territory: list(CountryCode).optional(),
  timeZone: ZoneName.optional(),
  weekendDays: list(weekday).optional(),
  holidayCalendar: CountryCode.optional(),
  currency: CurrencyCode.optional(),
  language: oneOf(languages).optional(),
  pm: text().optional(),
  backup: text().optional(),
  execSponsorVendor: text().optional(),
  execSponsorPartner: text().optional(),
  contacts: list(ContactCell).optional(),
  slackTeamIds: list(TeamId).optional(),
  channel: ChannelId.optional(),
  products: list(text(100)).optional(),
  industries: list(text(100)).optional(),
  segments: list(text(100)).optional(),
  capabilities: list(text(100)).optional(),
  sellers: wholeNumber.optional(),
  engineers: wholeNumber.optional(),
  deliveryDaysPerMonth: wholeNumber.optional(),
  agreementRef: text(100).optional(),
  agreementStartsOn: Day.optional(),
  agreementEndsOn: Day.optional(),
  certifiedPeople: wholeNumber.optional(),
  sendWeekday: weekday.optional(),
  sendTime: z.string().refine(isWallTime, 'not a time of day (HH:mm)').optional(),
  mutedTopics: list(text(100)).optional(),
  celebrationConsent: yesNo.optional(),
  directoryOptIn: yesNo.optional(),
  cadenceAnchorDate: Day.optional(),
  launchOn: Day.optional(),
  tags: list(text(100)).optional(),
  notes: text(3000).optional(),
});
export type PartnerRow = z.infer<typeof PartnerRow>;

export const StaffRow = z.object({
  key: Staff.shape.key,
  name: text().optional(),
  teamId: TeamId.optional(),
  userId: UserId.optional(),
  roles: list(oneOf(staffRoles)).optional(),
  timeZone: ZoneName.optional(),
  awayUntil: z
    .literal('-')
    .transform(() => null)
    .or(Day)
    .optional(),
});
export type StaffRow = z.infer<typeof StaffRow>;
