import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { notFound } from '../errors.ts';
import { rights } from '../rules.ts';
import type { FollowUp } from '../schemas.ts';
import type { FollowUpStore } from '../store.ts';

/** Roles for what belongs to no partner. */
const programmeRoles = ['partner_ops', 'leadership', 'admin'] as const;

export interface AccessDeps {
  followUps: FollowUpStore;
  directory: DirectoryPublic;
}

type StaffVerb = 'workOn' | 'reassign' | 'cancel' | 'setNewDate';

/**
 * The follow-up, when the actor holds the right and it is theirs or of a partner that they manage. Throws
 * AppError(forbidden), or AppError(missing) for what is foreign or does not exist.
 */
export async function requireTheirs(
  deps: AccessDeps,
  verb: StaffVerb,
  request: { followUpId: string; actor: Actor },
  write?: Write,
): Promise<FollowUp> {
  const { followUpId, actor } = request;
  requireRight(rights, verb, actor);
  const followUp = await deps.followUps.findFollowUp(followUpId, write);
  if (followUp === null) throw notFound();
  const isOwner = actor.kind === 'staff' && actor.staffId !== undefined && actor.staffId === followUp.ownerStaffId;
  if (isOwner || (await manages(deps, actor, followUp.partnerId))) return followUp;
  throw notFound();
}

async function manages(deps: AccessDeps, actor: Actor, partnerId: string | null): Promise<boolean> {
  if (partnerId !== null) return deps.directory.mayManage(actor, partnerId);
  if (actor.kind !== 'staff') return actor.kind === 'operator';
  return actor.roles.some((role) => (programmeRoles as readonly string[]).includes(role));
}
