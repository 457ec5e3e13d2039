import type { Actor, SlackPerson, StaffRole } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { Language } from '#core/language.ts';

/** A member of the vendor's staff as partners may see them: a name and where to reach them. */
export interface StaffCard {
  staffId: string;
  name: string;
  /** null until their Slack id is known. */
  person: SlackPerson | null;
  timeZone: string;
  /** Out of office before this day begins in their zone; null: not. */
  awayUntil: string | null;
}

/** A member of staff as work is given to them. */
export interface StaffMember extends StaffCard {
  /** How settings and import files name this person. */
  key: string;
  roles: readonly StaffRole[];
  /** Out of office at the instant asked for. */
  isAway: boolean;
}

export interface PartnerCard {
  partnerId: string;
  displayName: string;
  tier: 'strategic' | 'core' | 'emerging';
  status: string;
  stage: string | null;
  primaryType: string;
  secondaryTypes: readonly string[];
  /** Registered and shown names, mail and web domains: all of its own. */
  legalName: string;
  domains: readonly string[];
  /** Head office first, ISO 3166 alpha-2. */
  countries: readonly string[];
  /** Countries whose customers it may register; empty: not limited. */
  territory: readonly string[];
  /** Our products that it carries; empty: not limited. */
  products: readonly string[];
  timeZone: string;
  /** Weekends and holidays of the partner's country. */
  calendar: WorkCalendar;
  language: Language;
  /** ISO 4217. */
  currency: string;
  launchAt: Date | null;
  mainChannelId: string | null;
  pm: StaffCard | null;
  backup: StaffCard | null;
  /** Topics that a partner admin has switched off. */
  mutedTopics: readonly string[];
}

/** What other features may ask of the directory (design §3). Every read takes the partner id. */
export interface DirectoryPublic {
  findPartner(partnerId: string): Promise<PartnerCard | null>;
  /** Throws AppError(missing, directory.partner_unknown). */
  getPartner(partnerId: string): Promise<PartnerCard>;
  /** Every partner, by id. */
  listPartnerIds(): Promise<readonly string[]>;
  /** Active distributors by name: the only partners that others may choose from (domain §4.2 no. 28, 29). */
  listDistributors(): Promise<readonly { partnerId: string; displayName: string }[]>;
  /** Active partners whose territory names this country; those without limits do not count (domain §4.5 C12). */
  listInTerritory(country: string): Promise<readonly { partnerId: string; displayName: string }[]>;
  /** Partner lead first, then admins; people who left are not listed (domain §3.5). */
  listContacts(partnerId: string): Promise<readonly ContactCard[]>;
  /** Everybody on the vendor's side, by key. */
  listStaff(at: Date): Promise<readonly StaffMember[]>;
  /** Names, domains and ids of all partners but this one, of all when null: what must not be said (domain §12.6). */
  listForeignNames(partnerId: string | null): Promise<readonly string[]>;
  /** True when this actor is the partner's manager, its cover, or may act on every partner. */
  mayManage(actor: Actor, partnerId: string): Promise<boolean>;
  /** Throws AppError(missing, directory.partner_unknown). */
  getPreferences(partnerId: string): Promise<ChosenPreferences>;
  /** By an admin of the partner; audited. Throws AppError(forbidden), (missing), (invalid) with the form's field. */
  setPreferences(order: { actor: Actor; partnerId: string } & ChosenPreferences): Promise<void>;
}

/** When and about what a partner wants to be written to (domain §2.5 rule 9, §2.6). */
export interface ChosenPreferences {
  /** ISO weekday, Monday 1; null: no preference. */
  sendWeekday: number | null;
  /** `HH:mm` in the partner's zone. */
  sendTime: string | null;
  /** Of `mutableTopics`. */
  mutedTopics: readonly string[];
}

export interface ContactCard {
  contactId: string;
  name: string;
  person: SlackPerson | null;
  role: 'partner_member' | 'partner_admin' | 'partner_exec';
}

/** Who gets what is for the partner manager: the manager, or the cover while that one is away (domain §2.5 rule 7). */
export function addresseeOf({ pm, backup }: Pick<PartnerCard, 'pm' | 'backup'>, at: Date): SlackPerson | null {
  const isCovered = pm !== null && pm.awayUntil !== null && localDateOf(at, pm.timeZone) < pm.awayUntil;
  const [first, second] = isCovered ? [backup, pm] : [pm, backup];
  return first?.person ?? second?.person ?? null;
}
