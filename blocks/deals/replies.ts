import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { FieldProblem } from '#features/deals/field-schemas.ts';
import { actionIds } from './ids.ts';
import { problemText, textsFor } from './texts.ts';
import { dayText, nameText } from './words.ts';

const quoteLength = 200;

/** What somebody wrote while a question is open is the answer only if they say so, with one tap. */
export function answerOffer(
  offer: { dealId: string; ts: string; question: string; answerBy: string; linkProblem: FieldProblem | null },
  language: Language,
): RenderedMessage {
  const { reply } = textsFor(language).thread;
  const { dealId, ts, linkProblem } = offer;
  const text = reply.offer(dealId, nameText(offer.question, quoteLength), dayText(offer.answerBy, language));
  const send = { actionId: actionIds.sendAsAnswer, text: reply.send, value: `${dealId}|${ts}` };
  return message({
    text,
    blocks: [
      section(text),
      ...(linkProblem === null ? [] : [context(problemText(linkProblem, language))]),
      actions(button({ ...send, style: 'primary' })),
    ],
  });
}

/** A link that reviewers may not be able to open: kept, and said what to do. */
export function keptAsNote(problem: FieldProblem, language: Language): RenderedMessage {
  const text = textsFor(language).thread.reply.noteOnly(problemText(problem, language));
  return message({ text, blocks: [section(text)] });
}
