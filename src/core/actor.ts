/** Who acts (domain §0.4, design §7). A Slack person is (team id, user id); a user id alone names nobody. */
export interface SlackPerson {
  teamId: string;
  userId: string;
}

export const staffRoles = [
  'partner_manager',
  'pm_backup',
  'deal_approver',
  'direct_sales',
  'partner_ops',
  'partner_marketing',
  'finance',
  'legal',
  'leadership',
  'admin',
  'privacy',
] as const;
export type StaffRole = (typeof staffRoles)[number];

export const partnerRoles = ['partner_member', 'partner_admin', 'partner_exec'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

export interface StaffActor {
  kind: 'staff';
  /** Absent for a home-team member without a staff record: such a person has no role. */
  staffId?: string;
  name?: string;
  person: SlackPerson;
  roles: readonly StaffRole[];
}

export interface PartnerActor {
  kind: 'partner';
  partnerId: string;
  contactId?: string;
  name?: string;
  person: SlackPerson;
  roles: readonly PartnerRole[];
}

/** A stranger learns nothing but help text: unknown people, guests, members of a company that the channel is not mapped to. */
export interface StrangerActor {
  kind: 'stranger';
  person?: SlackPerson;
}

export interface BotActor {
  kind: 'bot';
  person?: SlackPerson;
}

export interface JobActor {
  kind: 'job';
  name: string;
}

/** A person at the command line of the deployment. */
export interface OperatorActor {
  kind: 'operator';
  name: string;
}

export type Actor = StaffActor | PartnerActor | StrangerActor | BotActor | JobActor | OperatorActor;

/** The name under which an actor stands in the audit trail; never shown to a partner. */
export function actorLabel(actor: Actor): string {
  switch (actor.kind) {
    case 'job':
    case 'operator':
      return `${actor.kind}:${actor.name}`;
    default:
      return actor.person ? `${actor.kind}:${actor.person.teamId}/${actor.person.userId}` : actor.kind;
  }
}
