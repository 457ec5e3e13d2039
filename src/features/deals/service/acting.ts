import type { PartnerActor, StaffActor } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import type { rights } from '../rules.ts';
import type { Deal } from '../schemas.ts';
import { isRepeated, requireOwn, requireTheirs, requireVersion } from './access.ts';
import type { Changing } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import type { DealRequest } from './verbs.ts';

type Verb = keyof typeof rights;
/** A change made by a member of staff. */
export type StaffChanging = Changing & { actor: StaffActor };
type Work<Who> = (changing: Changing & { actor: Who }, deal: Deal) => Promise<Deal>;
type ActingDeps = Pick<DealDeps, 'deals' | 'directory' | 'settings' | 'inOneWrite'>;

/** One verb on one deal in one write: right and ownership first; the same delivery again changes nothing. */
export function createActing(deps: ActingDeps) {
  const { deals, inOneWrite } = deps;

  async function run<Who extends StaffActor | PartnerActor>(
    found: { deal: Deal; actor: Who },
    request: DealRequest,
    write: Write,
    work: Work<Who>,
  ): Promise<Deal> {
    const { deal, actor } = found;
    if (isRepeated(deal, request)) return deal;
    requireVersion(deal, request);
    const context = await contextOf(deps, deal, write.at);
    return work({ deals, write, actor, context }, deal);
  }

  return {
    /** Throws AppError: forbidden; missing (deals.not_found); conflict (deals.already_moved, deals.changed_meanwhile). */
    asStaff: (verb: Verb, request: DealRequest, work: Work<StaffActor>): Promise<Deal> =>
      inOneWrite(async (write) => run(await requireTheirs(deps, verb, request, write), request, write, work)),

    /** As `asStaff`, for people of the deal's own partner. */
    asPartner: (verb: Verb, request: DealRequest, work: Work<PartnerActor>): Promise<Deal> =>
      inOneWrite(async (write) => run(await requireOwn(deps, verb, request, write), request, write, work)),
  };
}
