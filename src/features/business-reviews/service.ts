import type { OnPartnerChange } from '#core/contributions/partner-change.ts';
import type { SlackEvent } from '#core/interaction.ts';
import type { ReviewDeps } from './service/context.ts';
import { createDates } from './service/dates.ts';
import { createMinutes } from './service/minutes.ts';
import { moveOn } from './service/moves.ts';
import { createPacks } from './service/packs.ts';
import { createProgress } from './service/progress.ts';
import { createReading } from './service/reading.ts';
import { createReplies } from './service/replies.ts';
import { createSteps } from './service/steps.ts';
import { createSurveys } from './service/surveys.ts';
import { createSweeping } from './service/sweeping.ts';

export type ReviewService = ReturnType<typeof createReviewService>;

const actor = { kind: 'job', name: 'business-reviews' } as const;
const endings = ['offboarding', 'ended', 'declined'];

/** All verbs of business reviews; each checks its right first and writes once (design §1). */
export function createReviewService(deps: ReviewDeps) {
  const { reviews } = deps;

  /** A partnership that ends leaves no review behind (domain §2.4). */
  const onPartnerChange: OnPartnerChange = async ({ partnerId, before, after }, write) => {
    if (before === null || before.status === after.status || !endings.includes(after.status)) return;
    for (const review of await reviews.listOpenOfPartner(partnerId, write)) {
      const over = { waitsFor: null, nextStep: null, nextStepAt: null };
      await moveOn({ reviews, write, actor }, review, 'cancel', over);
    }
  };

  return {
    ...createDates(deps),
    ...createPacks(deps),
    ...createMinutes(deps),
    ...createProgress(deps),
    ...createSurveys(deps),
    ...createReplies(deps),
    ...createSteps(deps),
    ...createSweeping(deps),
    ...createReading(deps),
    onPartnerChange,

    async onSlackEvent(event: SlackEvent): Promise<void> {
      if (event.type === 'channel_id_changed') await reviews.renameChannel(event.oldChannelId, event.newChannelId);
    },
  };
}
