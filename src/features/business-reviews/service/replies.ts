import type { ThreadReplyRequest } from '#core/interaction.ts';
import { mayDo } from '#core/rights.ts';
import { messageKeyOf, reviewOfThread } from '../rules/keys.ts';
import { rights } from '../rules.ts';
import { contextOf, pmOf } from './context.ts';
import type { ReviewDeps } from './context.ts';
import { replyNoteIntent } from './staff-intents.ts';
import { audit, change } from './moves.ts';

const replyMaxLength = 2000;
const mostReplies = 50;

/** What the partner writes under the minutes: kept, shown to the partner manager, and seen to be (a reaction). */
export function createReplies(deps: ReviewDeps) {
  const { reviews, inOneWrite } = deps;

  return {
    /** Before there are minutes, and from our own people, it is talk that nobody has to answer. */
    async takeReply(request: Pick<ThreadReplyRequest, 'rootKey' | 'actor' | 'place' | 'text' | 'ts' | 'channelId'>) {
      const { rootKey, actor, place, ts, channelId } = request;
      const reviewId = reviewOfThread(rootKey);
      if (reviewId === null || actor.kind !== 'partner' || !mayDo(rights, 'correctMinutes', actor)) return;
      await inOneWrite(async (write) => {
        const review = await reviews.findReview(reviewId, write);
        if (review === null || review.minutes === null || review.replies.length >= mostReplies) return;
        if (review.partnerId !== actor.partnerId || place?.partnerId !== actor.partnerId) return;
        if (review.replies.some((reply) => reply.ts === ts)) return;
        const { name = null, person } = actor;
        const text = request.text.slice(0, replyMaxLength);
        const reply = { text, name, userId: person.userId, ts, at: write.at };
        const kept = await change({ reviews, write }, review, { replies: [...review.replies, reply] });
        await audit({ write, actor }, review, 'review.minutes_answered', {}, { replies: kept.replies.length });
        const key = messageKeyOf('noted', reviewId, ts);
        await write.react({ key, partnerId: review.partnerId, on: { channelId, ts }, name: 'eyes' });
        const context = await contextOf(deps, review.partnerId, write.at);
        const pm = pmOf(context);
        if (pm) await write.send(replyNoteIntent(kept, context, pm, reply));
      });
    },
  };
}
