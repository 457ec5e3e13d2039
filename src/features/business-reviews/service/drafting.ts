import type { Actor } from '#core/actor.ts';
import { instantAt } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import { daysOf, nextStepOf } from '../rules/timeline.ts';
import type { Pack, Review } from '../schemas.ts';
import { pmOf, timeOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { packCardIntent } from './staff-intents.ts';
import { moveOn } from './moves.ts';
import { linesOf, takenPack } from './pack-content.ts';
import { earlierReview } from './reviews.ts';

interface Drafting {
  review: Review;
  context: ReviewContext;
  write: Write;
  actor: Actor;
}

/** The data freeze: numbers are read once and stored, and the partner manager gets the draft (domain §8.5, T − 7). */
export async function draftPack(deps: ReviewDeps, { review, context, write, actor }: Drafting): Promise<Review> {
  const pack = await takenPack(deps, review, write.at);
  const next = nextStepOf({ ...review, pack }, 'draft', timeOf(review, context));
  const change = { pack, waitsFor: 'pack' as const, ...next };
  const drafted = await moveOn({ reviews: deps.reviews, write, actor }, review, 'draft', change);
  await tellAboutPack(deps, { review: { ...drafted, pack }, context, write });
  return drafted;
}

/** The card of the pack as it now stands. */
export async function tellAboutPack(
  deps: ReviewDeps,
  { review, context, write }: { review: Review & { pack: Pack }; context: ReviewContext; write: Write },
): Promise<void> {
  const pm = pmOf(context);
  if (pm === null) return;
  const { summary } = context.settings.touches[review.touchId];
  const time = timeOf(review, context);
  const shareBy = instantAt(daysOf(review.meetingOn, time).packOn, summary?.at ?? '10:00', review.zone);
  const lines = linesOf(deps, review, review.pack, { language: 'en', zone: review.zone });
  const earlier = await earlierReview(deps, review, write);
  await write.send(packCardIntent(review, context, pm, { lines, earlier, shareBy }));
}
