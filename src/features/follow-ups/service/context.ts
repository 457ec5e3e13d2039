import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { FollowUpSettings } from '../rules/settings.ts';
import type { Team } from '../rules/owners.ts';
import type { FollowUp } from '../schemas.ts';

export interface ContextDeps {
  directory: DirectoryPublic;
  settings(): Promise<FollowUpSettings>;
}

/** The people and settings around one partner's follow-ups, or around the programme's. */
export interface WorkContext {
  partner: PartnerCard | null;
  team: Team;
  settings: FollowUpSettings;
}

export async function contextOf(deps: ContextDeps, partnerId: string | null, at: Date): Promise<WorkContext> {
  const [partner, staff, settings] = await Promise.all([
    partnerId === null ? null : deps.directory.getPartner(partnerId),
    deps.directory.listStaff(at),
    deps.settings(),
  ]);
  const team = {
    pmStaffId: partner?.pm?.staffId ?? null,
    backupStaffId: partner?.backup?.staffId ?? null,
    leads: settings.leads,
    staff,
  };
  return { partner, team, settings };
}

export function ownerNameOf(followUp: FollowUp, { team }: WorkContext): string | null {
  return team.staff.find((member) => member.staffId === followUp.ownerStaffId)?.name ?? null;
}
