import type { Actor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import { questionShapes } from '../question-schemas.ts';
import { currentAnswers, numberedOf } from '../rules/answers.ts';
import { messageKeyOf, occurrenceOfPromptKey } from '../rules/keys.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { KeptReply, LeftItem } from '../schemas.ts';
import { parseReply } from '../words/parse-reply.ts';
import type { ParsedReply } from '../words/parse-reply.ts';
import { isClosed, ownOccurrence, requireRespondent, respondentOf } from './access.ts';
import { answersIntent, asked, leftIntent, replyIntent, staffOf } from './intents.ts';
import type { Asked } from './intents.ts';
import { alreadyDone } from './moves.ts';
import { createTaking } from './taking.ts';
import type { TakingDeps } from './taking.ts';

export interface ReplyingDeps extends TakingDeps {
  inOneWrite: InOneWrite;
}

export interface ReplyRequest {
  rootKey: string;
  actor: Actor;
  place: PartnerPlace | null;
  deliveryKey: string;
  channelId: string;
  ts: string;
  text: string;
  mentionsBot: boolean;
}

const textMaxLength = 2000;
const repliesKept = 100;

/** The plain-text twin of the buttons: a reply under the prompt, for members who may not use apps. */
export function createReplying(deps: ReplyingDeps) {
  const { occurrences } = deps;
  const { take } = createTaking(deps);

  return {
    /**
     * Records what was understood as a button would, says it with a mark on the reply and the rewritten prompt, and
     * keeps the rest for the partner manager with one sentence in the thread. Staff are left to talk. Throws
     * AppError(missing, check-ins.not_found) for what is foreign, AppError(forbidden) for who may not answer.
     */
    async answerByWords(request: ReplyRequest): Promise<void> {
      const occurrenceId = occurrenceOfPromptKey(request.rootKey);
      if (occurrenceId === null || request.actor.kind === 'staff') return;
      const actor = requireRespondent(request.actor);
      await deps.inOneWrite(async (write) => {
        const found = await occurrences.findOccurrence(occurrenceId, write);
        const occurrence = ownOccurrence(found, actor, request.place);
        if (occurrence.deliveries.includes(request.deliveryKey)) return;
        const known = new Set(currentAnswers(occurrence.answers).keys());
        const { items } = occurrence.snapshot;
        const today = localDateOf(write.at, occurrence.zone);
        const said = parseReply(request.text, { questions: numberedOf(occurrence.snapshot), items, today }, known);
        if (said.isCourtesy) return;
        const isUnderstood = said.answers.length > 0 || said.confirmsRest;
        // The mention is answered by those who know what else can be said to the bot.
        if (!isUnderstood && request.mentionsBot) return;
        const { deliveryKey } = request;
        const given = said.answers;
        const { confirmsRest } = said;
        const result = await take({ occurrence, actor, deliveryKey, given, via: 'words', confirmsRest }, write);
        const isOver = isClosed(occurrence, write.at);
        const isCounted = said.confirmsRest || given.some((answer) => !isAbout(answer, result.left));
        if (isCounted && !isOver) await mark(result.occurrence, request, write);
        if (result.left.length > 0) await write.send(leftIntent(result.occurrence, request.ts, result.left));
        if (!isToKeep(said, isOver)) return;
        const reply = { text: request.text.slice(0, textMaxLength), by: respondentOf(actor), at: write.at };
        const kept = await keep(result.occurrence, { ...reply, afterClose: isOver }, deliveryKey, write);
        if (isOver || said.leftOver.length > 0)
          await write.send(replyIntent(kept, request.ts, { isOver, isUnderstood }));
        await tellStaff(kept, write);
      });
    },
  };

  /** A tick on the person's own message. */
  async function mark(occurrence: Asked, { channelId, ts }: ReplyRequest, write: Write): Promise<void> {
    const key = `${messageKeyOf('heard', occurrence.occurrenceId)}:${ts}`;
    await write.react({ key, partnerId: occurrence.partnerId, on: { channelId, ts }, name: 'white_check_mark' });
  }

  async function keep(occurrence: Asked, reply: KeptReply, deliveryKey: string, write: Write): Promise<Asked> {
    const { occurrenceId, state } = occurrence;
    const replies = [...occurrence.replies, reply].slice(-repliesKept);
    const deliveries = [...new Set([...occurrence.deliveries, deliveryKey])];
    const kept = await occurrences.changeFrom({ occurrenceId, state }, { replies, deliveries }, write);
    if (kept === null) throw alreadyDone();
    return asked(kept);
  }

  async function tellStaff(occurrence: Asked, write: Write): Promise<void> {
    const partner = await deps.directory.getPartner(occurrence.partnerId);
    const staff = staffOf(partner, write.at);
    if (staff) await write.send(answersIntent(occurrence, partner, staff));
  }
}

function isAbout({ subjectId }: NewAnswer, left: readonly LeftItem[]): boolean {
  return left.some((item) => item.subjectId === subjectId);
}

/** What was not understood, what came too late, and what was written freely, in its own words. */
function isToKeep({ leftOver, answers }: ParsedReply, isOver: boolean): boolean {
  const isFree = answers.some(({ questionId }) => questionShapes[questionId].type === 'text');
  return isOver || leftOver.length > 0 || isFree;
}
