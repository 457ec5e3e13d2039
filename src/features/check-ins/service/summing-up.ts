import type { Intent } from '#core/intent.ts';
import type { Write } from '#core/write.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { SummaryParams } from '../message-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import { concernsOf, currentAnswers } from '../rules/answers.ts';
import { isUnsaid } from '../rules/items.ts';
import type { GivenAnswer } from '../schemas.ts';
import { about, inThread } from './intents.ts';
import type { Asked } from './intents.ts';
import { mayBeSeen } from './prompt-params.ts';

type FollowUps = SummaryParams['followUps'];

/** What came of a touch, told in its thread (domain §2.2, §18 J3). */
export function createSummingUp({ followUps }: { followUps: FollowUpsPublic }) {
  return {
    /** `answersPerson`: it follows a person's own last answer, so it comes at once. */
    async sendSummary(
      occurrence: Asked,
      timing: { notAfter: Date; answersPerson: boolean },
      write: Write,
    ): Promise<void> {
      const { partnerId, occurrenceId } = occurrence;
      const following = await followUps.listFollowing(partnerId, occurrenceId, write);
      const told = following.map(({ followUpId, ownerName, dueAt }) => ({ followUpId, ownerName, dueAt }));
      await write.send(summaryIntent(occurrence, told, timing));
    },
  };
}

function summaryIntent(
  occurrence: Asked,
  followUps: FollowUps,
  { notAfter, answersPerson }: { notAfter: Date; answersPerson: boolean },
): Intent {
  const current = [...currentAnswers(occurrence.answers).values()];
  const params: SummaryParams = {
    ...about(occurrence),
    zone: occurrence.zone,
    answers: current
      .filter(({ subjectId }) => subjectId === null)
      .filter((answer) => answer.questionId === 'comment' || mayBeSeen(answer))
      .map(({ questionId, value }) => ({ questionId, value })),
    items: itemsSaid(occurrence, current),
    deals: dealsUpdated(occurrence),
    blockers: blockersIn(current),
    followUps,
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
    openUntil: occurrence.state === 'completed' ? null : occurrence.schedule.closeAt,
    nextOn: occurrence.snapshot.nextOn,
    pmName: occurrence.snapshot.pmName,
    writes: concernsOf(occurrence.answers).writes,
  };
  const priority = answersPerson ? 'P1' : 'P2';
  return { ...inThread(occurrence, 'summary'), priority, direct: answersPerson, notAfter, params };
}

function itemsSaid({ snapshot }: Asked, current: readonly GivenAnswer[]): SummaryParams['items'] {
  return snapshot.items.flatMap(({ subjectId, title, closed }) => {
    const said = current.filter((answer) => answer.subjectId === subjectId);
    if (said.length === 0) return closed === undefined ? [] : [{ title, answers: {}, closed }];
    return [{ title, answers: Object.fromEntries(said.map(({ questionId, value }) => [questionId, value])) }];
  });
}

/** A deal that was closed before anybody answered is none of them. */
function dealsUpdated({ snapshot, answers }: Asked): SummaryParams['deals'] {
  const deals = snapshot.items.filter(({ kind }) => kind === 'deal');
  const isSaid = (deal: (typeof deals)[number]): boolean => !isUnsaid(deal, answers);
  const asked = deals.filter((deal) => deal.closed === undefined || isSaid(deal));
  return asked.length === 0 ? null : { updated: asked.filter(isSaid).length, of: asked.length };
}

function blockersIn(current: readonly GivenAnswer[]): number {
  return current
    .filter((answer) => findQuestion(answer)?.mapsTo === 'blocker')
    .flatMap(({ value }) => value)
    .filter((choice) => choice !== 'none' && choice !== '').length;
}
