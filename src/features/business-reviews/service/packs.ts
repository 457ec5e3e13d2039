import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { alreadyMoved, noChannel } from '../errors.ts';
import { nextStepOf } from '../rules/timeline.ts';
import type { Review } from '../schemas.ts';
import { requireReview } from './access.ts';
import { contextOf, signatureOf, timeOf } from './context.ts';
import type { ReviewDeps } from './context.ts';
import { tellAboutPack } from './drafting.ts';
import { packIntents } from './intents.ts';
import { moveOn } from './moves.ts';
import { linesOf, preworkOf } from './pack-content.ts';
import { earlierReview } from './reviews.ts';

/** The pack between the data freeze and the partner (domain §8.5). */
export function createPacks(deps: ReviewDeps) {
  const { reviews, inOneWrite } = deps;

  return {
    /**
     * Shares the numbers of the freeze with the partner, as a thread, with the pre-work as it now stands. By the same
     * person again it changes nothing. Throws AppError(forbidden | missing), (conflict, business-reviews.already_moved)
     * with who approved it, (conflict, business-reviews.no_channel).
     */
    async approvePack(request: { reviewId: string; actor: Actor }): Promise<Review> {
      return inOneWrite(async (write) => {
        const { actor } = request;
        const known = await requireReview(deps, 'approvePack', request, write);
        const { pack: draft } = known;
        if (draft !== null && draft.approvedAt !== null && isBy(actor, draft.approvedBy?.staffId)) return known;
        if (draft === null || known.state !== 'drafted')
          throw alreadyMoved(known.state, draft?.approvedBy?.name ?? null);
        const context = await contextOf(deps, known.partnerId, write.at);
        const channelId = context.partner.mainChannelId;
        if (channelId === null) throw noChannel();
        const prework = [...(await preworkOf(deps, known))];
        const pack = { ...draft, prework, approvedAt: write.at, approvedBy: signatureOf(actor), channelId };
        const next = nextStepOf({ ...known, pack }, 'pack_vp', timeOf(known, context));
        const waitsFor = known.waitsFor === 'pack' ? null : known.waitsFor;
        const moved = await moveOn({ reviews, write, actor }, known, 'share', { pack, waitsFor, ...next });
        const shared = { ...moved, pack };
        const reader = { language: context.partner.language, zone: known.zone };
        const intents = packIntents(shared, {
          lines: linesOf(deps, shared, pack, reader),
          earlier: await earlierReview(deps, shared, write),
          today: localDateOf(write.at, known.zone),
          pmName: context.partner.pm?.name ?? null,
        });
        for (const intent of intents) await write.send(intent);
        await tellAboutPack(deps, { review: shared, context, write });
        return shared;
      });
    },
  };
}

function isBy(actor: Actor, staffId: string | null | undefined): boolean {
  return actor.kind === 'staff' && actor.staffId !== undefined && actor.staffId === staffId;
}
