import type { StaffRole } from '#core/actor.ts';
import type { Rights } from '#core/rights.ts';
import type { Channel, Contact, Partner, Stage, Status } from './schemas.ts';

/** Who may do what; for most verbs the partner must also be theirs (`access.ts`). */
export const rights = {
  importPartners: ['partner_ops', 'admin', 'operator'],
  importStaff: ['partner_ops', 'admin', 'operator'],
  connectChannel: ['partner_manager', 'pm_backup', 'partner_ops', 'admin'],
  setPreferences: ['partner_admin'],
  confirmSight: ['partner_member', 'partner_admin', 'partner_exec'],
  seeContacts: [
    'partner_member',
    'partner_admin',
    'partner_exec',
    'partner_manager',
    'pm_backup',
    'partner_ops',
    'admin',
  ],
  showPartner: ['partner_manager', 'pm_backup', 'partner_ops', 'admin', 'leadership'],
  changeStatus: ['partner_manager', 'pm_backup', 'partner_ops', 'admin', 'leadership'],
  changeTier: ['partner_manager', 'pm_backup', 'partner_ops', 'admin', 'leadership'],
  applyTierChanges: ['job', 'operator'],
} as const satisfies Rights;

/** Roles that act on every partner; the others only on partners that they manage or cover. */
export const everyPartnerRoles: readonly StaffRole[] = ['partner_ops', 'admin', 'leadership'];

/** domain §1.4. `paused` also keeps `onboarding`: the same section lets a partner pause before launch. */
export const allowedStages: Readonly<Record<Status, readonly Stage[]>> = {
  prospect: ['discovery'],
  in_negotiation: ['negotiation'],
  onboarding: ['onboarding'],
  active: ['growth', 'optimization'],
  paused: ['onboarding', 'growth', 'optimization'],
  offboarding: ['optimization'],
  ended: [],
  declined: [],
};

/** The stage of a partner that enters a status: its own when the status allows it, else the first that it allows. */
export function stageFor(status: Status, current: Stage | null): Stage | null {
  const allowed = allowedStages[status];
  if (current !== null && allowed.includes(current)) return current;
  return (status === 'paused' ? 'growth' : allowed[0]) ?? null;
}

/** The stage matches the status (domain §1.4). */
export function isStageAllowed(status: Status, stage: Stage | null): boolean {
  return stage === null ? allowedStages[status].length === 0 : allowedStages[status].includes(stage);
}

/** Names are compared without case, accents, punctuation and repeated spaces. */
export function nameKey(legalName: string): string {
  const plain = legalName.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^\p{L}\p{N}&+]+/gu, ' ').trim() || legalName.trim().toLowerCase();
}

export type ProfileField = 'domain' | 'pm' | 'backup' | 'admin' | 'channel' | 'agreement';

/** What the quality gate "profile complete" of domain §1.5 still lacks; the other fields cannot be empty. */
export function missingFields(
  partner: Partner,
  contacts: readonly Contact[],
  channels: readonly Channel[],
): ProfileField[] {
  const has: Record<ProfileField, boolean> = {
    domain: partner.domains.length > 0,
    pm: partner.pmStaffId !== null,
    backup: partner.backupStaffId !== null,
    admin: contacts.some((contact) => contact.role === 'partner_admin' && contact.leftAt === null),
    channel: channels.some((channel) => channel.isMain && channel.state === 'connected'),
    agreement: partner.agreement.startsOn !== null && partner.agreement.endsOn !== null,
  };
  return (Object.keys(has) as ProfileField[]).filter((field) => !has[field]);
}

/** A main channel of which nothing is known yet but whose it is. */
export function newChannel(facts: { channelId: string; partnerId: string; at: Date }): Channel {
  return {
    channelId: facts.channelId,
    partnerId: facts.partnerId,
    isMain: true,
    state: 'connected',
    teamIds: [],
    companiesCheckedAt: null,
    connectedAt: facts.at,
    connectedBy: null,
    sightAskedAt: null,
    confirmedAt: null,
    confirmedBy: null,
    unconfirmedToldAt: null,
    hubShown: null,
    hubKey: null,
    hubRound: 0,
  };
}
