import type { PartnerActor } from '#core/actor.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { Write } from '#core/write.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { findQuestion } from '../questions/bank.ts';
import { currentAnswers } from '../rules/answers.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { GivenAnswer, Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import type { Asked } from './intents.ts';

/** Three months of a bi-weekly review. */
const mostEarlier = 8;
const csatDays = 92;

/** What follows from the answers of an occurrence (domain §3.4), inside the write that stores them. */
export function createFollowing(deps: { occurrences: OccurrenceStore; followUps: FollowUpsPublic }) {
  return {
    /** All answers as they now stand. `partnerIsTold`: the thread names who answers and by when. */
    async follow(occurrence: Asked, actor: PartnerActor, write: Write): Promise<{ partnerIsTold: boolean }> {
      const { occurrenceId, partnerId } = occurrence;
      const given = [...occurrence.answers, ...occurrence.afterClose];
      const answers = [...currentAnswers(given).values()].map(({ questionId, value }) => ({
        questionId,
        value,
        answerVersion: given.filter((answer) => answer.questionId === questionId).length,
      }));
      const channelId = occurrence.message?.channelId ?? occurrence.frozen.channelId;
      return deps.followUps.followAnswers({
        write,
        actor,
        partnerId,
        occurrenceKey: occurrenceId,
        thread: { key: messageKeyOf('prompt', occurrenceId), channelId },
        answers,
        history: { earlierCsat: await earlierCsat(occurrence) },
      });
    },
  };

  async function earlierCsat(occurrence: Asked): Promise<readonly number[]> {
    const { touchId, partnerId, anchorOn } = occurrence;
    const since = addDays(anchorOn, -csatDays);
    const found = await deps.occurrences.listOfPartner(touchId, partnerId, mostEarlier);
    return found
      .filter((earlier) => earlier.anchorOn < anchorOn && earlier.anchorOn >= since)
      .flatMap((earlier) => csatOf(earlier));
  }
}

function csatOf({ answers, afterClose }: Occurrence): readonly number[] {
  const isCsat = (answer: GivenAnswer): boolean => findQuestion(answer)?.mapsTo === 'csat';
  const last = [...answers, ...afterClose].findLast(isCsat);
  return last === undefined ? [] : [Number(last.value)];
}
