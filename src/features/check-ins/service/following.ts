import type { PartnerActor } from '#core/actor.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Write } from '#core/write.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { findQuestion } from '../questions/bank.ts';
import { askKeyOf, currentAnswers } from '../rules/answers.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { GivenAnswer, Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { runOf } from '../rules/touches.ts';
import type { Asked } from './intents.ts';

export interface FollowingDeps {
  occurrences: OccurrenceStore;
  followUps: FollowUpsPublic;
  touchContent(): readonly TouchContent[];
}

/** Three months of a bi-weekly review. */
const mostEarlier = 8;
const csatDays = 92;

/** What follows from the answers of an occurrence (domain §3.4), inside the write that stores them. */
export function createFollowing(deps: FollowingDeps) {
  return {
    /** All answers as they now stand. `partnerIsTold`: the thread names who answers and by when. */
    async follow(occurrence: Asked, actor: PartnerActor, write: Write): Promise<{ partnerIsTold: boolean }> {
      const { occurrenceId, partnerId } = occurrence;
      const given = [...occurrence.answers, ...occurrence.afterClose];
      const answers = [...currentAnswers(given)].map(([key, { questionId, subjectId, value }]) => ({
        questionId,
        value,
        answerVersion: given.filter((answer) => askKeyOf(answer) === key).length,
        ...(subjectId === null ? {} : { dealId: subjectId }),
      }));
      const channelId = occurrence.message?.channelId ?? occurrence.frozen.channelId;
      return deps.followUps.followAnswers({
        write,
        actor,
        partnerId,
        occurrenceKey: occurrenceId,
        thread: { key: messageKeyOf('prompt', occurrenceId), channelId },
        answers,
        history: await historyOf(occurrence),
      });
    },

    /** Whoever asked about a deal or goal gets all that is now known of it. */
    async tellContributors(
      occurrence: Asked,
      added: readonly GivenAnswer[],
      actor: PartnerActor,
      write: Write,
    ): Promise<void> {
      const run = runOf(occurrence);
      if (run === null) return;
      const touched = new Set(added.map(({ subjectId }) => subjectId));
      const current = [...currentAnswers([...occurrence.answers, ...occurrence.afterClose]).values()];
      for (const { subjectId, contentName, prefill } of occurrence.snapshot.items) {
        const content = touched.has(subjectId) && deps.touchContent().find(({ name }) => name === contentName);
        if (!content || !content.onAnswers) continue;
        const about = current.filter((answer) => answer.subjectId === subjectId);
        const answers = Object.fromEntries(about.map(({ questionId, value }) => [questionId, value]));
        await content.onAnswers({ run, subjectId, answers, prefill, actor }, write);
      }
    },
  };

  async function historyOf(occurrence: Asked) {
    const { touchId, partnerId, anchorOn } = occurrence;
    const found = await deps.occurrences.listOfPartner(touchId, partnerId, mostEarlier);
    const earlier = found.filter((candidate) => candidate.anchorOn < anchorOn && candidate.sentAt !== null);
    const since = addDays(anchorOn, -csatDays);
    const stances = [...currentAnswers(earlier[0]?.answers ?? []).values()].filter(
      ({ questionId }) => questionId === 'D1',
    );
    return {
      earlierCsat: earlier.filter((candidate) => candidate.anchorOn >= since).flatMap(csatOf),
      earlierStance: Object.fromEntries(stances.map(({ subjectId, value }) => [subjectId ?? '', String(value)])),
    };
  }
}

function csatOf({ answers, afterClose }: Occurrence): readonly number[] {
  const isCsat = (answer: GivenAnswer): boolean => findQuestion(answer)?.mapsTo === 'csat';
  const last = [...answers, ...afterClose].findLast(isCsat);
  return last === undefined ? [] : [Number(last.value)];
}
