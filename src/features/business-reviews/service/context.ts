import type { Actor, SlackPerson } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard, StaffMember } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { CheckInsPublic } from '#features/check-ins/public.ts';
import type { ReviewTime } from '../rules/timeline.ts';
import type { Review, StaffSignature } from '../schemas.ts';
import type { ReviewStore } from '../store.ts';

export interface ReviewDeps {
  reviews: ReviewStore;
  planning: CheckInsPublic;
  directory: DirectoryPublic;
  program: ProgramPublic;
  followUps: FollowUpsPublic;
  /** What other features show in a touch; complete once the app is built. */
  content(): readonly TouchContent[];
  clock: Clock;
  inOneWrite: InOneWrite;
}

/** The partner, the people on our side and the settings around one review. */
export interface ReviewContext {
  partner: PartnerCard;
  staff: readonly StaffMember[];
  settings: Awaited<ReturnType<ProgramPublic['current']>>;
}

export async function contextOf(
  deps: Pick<ReviewDeps, 'directory' | 'program'>,
  partnerId: string,
  at: Date,
): Promise<ReviewContext> {
  const [partner, staff, settings] = await Promise.all([
    deps.directory.getPartner(partnerId),
    deps.directory.listStaff(at),
    deps.program.current(),
  ]);
  return { partner, staff, settings };
}

/** A colleague who can be written to. */
export type Reachable = StaffMember & { person: SlackPerson };

/** The partner manager, or the cover while they are away (domain §2.5 rule 7); null when neither is known in Slack. */
export function pmOf({ partner, staff }: ReviewContext): Reachable | null {
  const team = [partner.pm?.staffId, partner.backup?.staffId].flatMap((staffId) =>
    staff.filter((member) => member.staffId === staffId).filter(isReachable),
  );
  return team.find((member) => !member.isAway) ?? team[0] ?? null;
}

/** Whoever the settings name; operations, told so, when they name nobody who can be reached. */
export function leadOf(
  lead: 'pm_lead' | 'vp',
  { staff, settings }: ReviewContext,
): { to: Reachable | null; unset: 'pm_lead' | 'vp' | null } {
  const key = lead === 'vp' ? settings.leads.vp : settings.leads.pmLead;
  const reachable = staff.filter(isReachable);
  const named = reachable.find((member) => member.key === key);
  if (named) return { to: named, unset: null };
  const operations = reachable.filter((member) => member.roles.includes('partner_ops'));
  return { to: operations.find((member) => !member.isAway) ?? operations[0] ?? null, unset: lead };
}

function isReachable(member: StaffMember): member is Reachable {
  return member.person !== null;
}

export function timeOf({ touchId, zone }: Pick<Review, 'touchId' | 'zone'>, context: ReviewContext): ReviewTime {
  return { touchId, zone, calendar: context.partner.calendar, settings: context.settings };
}

export function signatureOf(actor: Actor): StaffSignature {
  return actor.kind === 'staff'
    ? { staffId: actor.staffId ?? null, name: actor.name ?? null }
    : { staffId: null, name: null };
}
