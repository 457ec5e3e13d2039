import { AppError } from '#core/errors.ts';
import { mayDo } from '#core/rights.ts';
import { replyGone } from '../errors.ts';
import { rights } from '../rules.ts';
import { linkOrWords, linkProblem } from '../rules/evidence.ts';
import { dealOfRoot } from '../rules/keys.ts';
import type { AskedQuestion } from '../part-schemas.ts';
import type { Deal } from '../schemas.ts';
import { isRepeated, moved, requireOwn } from './access.ts';
import { saveDeal } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import { wordsOf } from './noting.ts';
import type { PartnerVerbs, ThreadVerbs } from './partner-verbs.ts';

/** The registration's thread is a way to send evidence, by words and by files (domain §4.8 locking, §4.9). */
export function createReplying(
  deps: DealDeps,
  { addNote, answerInfo }: Pick<PartnerVerbs, 'addNote' | 'answerInfo'>,
): ThreadVerbs {
  const { deals, inOneWrite } = deps;

  return {
    async takeReply({ rootKey, actor, partnerId, words, files, message, deliveryKey }) {
      const dealId = dealOfRoot(rootKey);
      if (dealId === null || actor.kind !== 'partner' || !mayDo(rights, 'addNote', actor)) return null;
      const found = await deals.findDeal(dealId);
      if (found?.partnerId !== partnerId || partnerId !== actor.partnerId) return null;
      const sent = linkOrWords(words);
      const wrong = linkProblem([sent], (await deps.settings()).evidenceHosts);
      const isLink = sent.kind === 'link' && wrong === null;
      const evidence = [...(isLink ? [sent] : []), ...files];
      const order = { dealId, actor, note: isLink ? '' : words, evidence, message, deliveryKey };
      const deal = await addNote(order).catch(orNull);
      return deal && { deal, question: openQuestion(deal), linkProblem: wrong };
    },

    async answerWithReply({ messageTs, ...request }) {
      const { deal } = await requireOwn(deps, 'answerInfo', request);
      if (isRepeated(deal, request)) return deal;
      const asked = openQuestion(deal);
      if (asked === null) throw moved(deal);
      const said = deal.details.evidence.filter(
        (one) => one.messageTs === messageTs && one.at !== undefined && one.at >= asked.askedAt,
      );
      const words = said.filter(({ kind }) => kind !== 'file');
      if (said.length === 0) throw replyGone();
      return answerInfo({ ...request, answer: wordsOf(words.length > 0 ? words : said) });
    },

    async noteContact({ rootKey, actor, partnerId, at }) {
      const dealId = dealOfRoot(rootKey);
      if (dealId === null || !mayDo(rights, 'noteContact', actor)) return;
      await inOneWrite(async (write) => {
        const deal = await deals.findDeal(dealId, write);
        if (deal === null || deal.partnerId !== partnerId || deal.firstContactAt !== null) return;
        const changing = { deals, write, actor, context: await contextOf(deps, deal, write.at) };
        await saveDeal(changing, deal, { firstContactAt: at }, { action: 'contacted', isQuiet: true });
      });
    },
  };
}

/** What is closed takes no more evidence, and people go on talking there. */
const over: readonly string[] = ['deals.already_moved', 'deals.evidence_over'];

function orNull(thrown: unknown): null {
  if (thrown instanceof AppError && over.includes(thrown.code)) return null;
  throw thrown;
}

function openQuestion(deal: Deal): AskedQuestion | null {
  if (deal.status !== 'info_needed') return null;
  return deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null) ?? null;
}
