import type { Actor } from '#core/actor.ts';
import type { OnPartnerChange } from '#core/contributions/partner-change.ts';
import type { SlackEvent } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import { rights } from './rules.ts';
import { createAnswering } from './service/answering.ts';
import { closeDeal } from './service/closing.ts';
import { contextOf } from './service/context.ts';
import type { DealDeps } from './service/context.ts';
import { createDeciding } from './service/deciding.ts';
import { createFiguring } from './service/figuring.ts';
import { createKeeping } from './service/keeping.ts';
import { createLettering } from './service/lettering.ts';
import { createMatching } from './service/matching.ts';
import { createPartnering } from './service/partnering.ts';
import { createProposing } from './service/proposing.ts';
import { createReading } from './service/reading.ts';
import { createReinstating } from './service/reinstating.ts';
import { createRequesting } from './service/requesting.ts';
import { createReplying } from './service/replying.ts';
import { createReviewing } from './service/reviewing.ts';
import { createSubmitting } from './service/submitting.ts';
import { createSweeping } from './service/sweeping.ts';
import { createTouching } from './service/touching.ts';
import { createUpdating } from './service/updating.ts';
import type { DealVerbs } from './service/verbs.ts';

/** All verbs of deals; each checks its right first and writes once (design §1). Arguments: `service/verbs.ts`. */
export type DealService = DealVerbs & {
  onPartnerChange: OnPartnerChange;
  onSlackEvent(event: SlackEvent): Promise<void>;
};

const endings = ['ended', 'declined'];
const endingJob = { kind: 'job', name: 'deals' } as const;
const mostOfPartner = 500;

export function createDealService(deps: DealDeps): DealService {
  const matching = createMatching(deps);
  const { enter, ...submitting } = createSubmitting(deps, matching);

  async function endAllOf(request: { partnerId: string; actor: Actor; write: Write }): Promise<void> {
    const { partnerId, actor, write } = request;
    requireRight(rights, 'sweep', actor);
    for (const deal of await deps.deals.listOpenOfPartner(partnerId, mostOfPartner, write)) {
      const context = await contextOf(deps, deal, write.at);
      const closing = { outcome: 'withdrawn', reason: 'other' } as const;
      const how = { direct: false, isSilent: true };
      await closeDeal(deps, { deals: deps.deals, write, actor, context }, deal, closing, how);
    }
  }

  const partnering = createPartnering(deps, submitting, matching);

  return {
    ...submitting,
    ...createProposing(deps, { ...submitting, enter }),
    ...createReviewing(deps),
    ...createDeciding(deps, matching),
    ...createLettering(deps),
    ...createKeeping(deps),
    ...partnering,
    ...createReplying(deps, partnering),
    ...createUpdating(deps, submitting),
    ...createRequesting(deps),
    ...createReinstating(deps, submitting),
    ...createReading(deps),
    ...createFiguring(deps),
    ...createSweeping(deps, matching),
    ...createTouching(deps),
    ...createAnswering(deps),
    endAllOf,
    renameChannel: (oldChannelId, newChannelId) => deps.deals.renameChannel(oldChannelId, newChannelId),

    async onPartnerChange({ partnerId, before, after }, write) {
      if (before === null || before.status === after.status || !endings.includes(after.status)) return;
      await endAllOf({ partnerId, actor: endingJob, write });
    },

    async onSlackEvent(event) {
      if (event.type !== 'channel_id_changed') return;
      await deps.deals.renameChannel(event.oldChannelId, event.newChannelId);
    },
  };
}
