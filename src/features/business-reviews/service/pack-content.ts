import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Reader } from '#core/interaction.ts';
import type { TouchRun } from '#core/touches.ts';
import type { Pack, PreworkAnswer, Review } from '../schemas.ts';
import type { ReviewDeps } from './context.ts';

/** domain §3.3, §3.5: what was said about recommending us is nobody's but ours. */
const internalQuestions = ['Q8'];

/** The run as contributors see it. */
export function runOf(review: Review): TouchRun {
  const { touchId, partnerId, quarter, meetingOn, meetingAt, zone } = review;
  return {
    occurrenceId: review.occurrenceId ?? `${touchId}:${partnerId}:${quarter}`,
    touchId,
    partnerId,
    periodKey: quarter,
    heldOn: meetingOn,
    zone,
    meetingAt,
    closeAt: review.closeAt ?? meetingAt,
  };
}

/** Every contributor's numbers, read once and never again (domain §2.4, data freeze of §8.5). */
export async function takenPack(
  deps: Pick<ReviewDeps, 'content' | 'planning'>,
  review: Review,
  at: Date,
): Promise<Pack> {
  const run = runOf(review);
  const sections: { name: string; params: unknown }[] = [];
  for (const content of contentOf(deps, review)) {
    const params = await content.take(run, at);
    if (params !== null) sections.push({ name: content.name, params });
  }
  const prework = await preworkOf(deps, review);
  return { draftedAt: at, sections, prework: [...prework], approvedAt: null, approvedBy: null, channelId: null };
}

export async function preworkOf(
  { planning }: Pick<ReviewDeps, 'planning'>,
  { occurrenceId }: Review,
): Promise<readonly PreworkAnswer[]> {
  if (occurrenceId === null) return [];
  return (await planning.answersOf(occurrenceId))
    .filter(({ questionId }) => !internalQuestions.includes(questionId))
    .map(({ questionId, value }) => ({ questionId, value: typeof value === 'string' ? value : [...value] }));
}

/** The stored numbers in words; a section whose contributor is gone or reads it no more is left out. */
export function linesOf(
  deps: Pick<ReviewDeps, 'content'>,
  review: Review,
  pack: Pack,
  reader: Reader,
): readonly string[] {
  return contentOf(deps, review).flatMap((content) => {
    const section = pack.sections.find(({ name }) => name === content.name);
    const params = section === undefined ? null : content.params.safeParse(section.params);
    return params?.success ? content.lines(params.data as never, reader) : [];
  });
}

function contentOf({ content }: Pick<ReviewDeps, 'content'>, { touchId }: Review): readonly TouchContent[] {
  return content()
    .filter(({ touches }) => touches.includes(touchId))
    .toSorted((left, right) => left.order - right.order);
}
