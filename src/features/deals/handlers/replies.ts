import { actionIds } from '#blocks/deals/ids.ts';
import { answerOffer, keptAsNote } from '#blocks/deals/replies.ts';
import type { ActionHandler, ThreadReplyHandler, ThreadReplyRequest } from '#core/interaction.ts';
import type { SlackReader } from '#core/ports.ts';
import { dealOfRoot } from '../rules/keys.ts';
import { isCourtesy, typedOf } from '../rules/reply-words.ts';
import type { DealService } from '../service.ts';
import type { KeptReply } from '../service/partner-verbs.ts';
import { requireMemberHere } from './asking.ts';
import { filesOfMessage } from './evidence-files.ts';

/** What people write under a registration; a mention is answered by its own route, so only its files are kept here. */
export function createReplyHandler({
  service,
  slack,
}: {
  service: DealService;
  slack: Pick<SlackReader, 'file'>;
}): ThreadReplyHandler {
  return async (request) => {
    const { actor, place, rootKey, fileIds, channelId, ts, deliveryKey } = request;
    if (place === null || dealOfRoot(rootKey) === null) return;
    const { partnerId } = place;
    const words = request.mentionsBot ? '' : typedOf(request.text);
    if (actor.kind === 'staff') {
      if (!request.mentionsBot) await service.noteContact({ rootKey, actor, partnerId, at: request.at });
      return;
    }
    if (fileIds.length === 0 && isCourtesy(words)) return;
    const files = await filesOfMessage(slack, fileIds);
    const reply = { rootKey, actor, partnerId, words, files, message: { channelId, ts }, deliveryKey };
    const kept = await service.takeReply(reply);
    if (kept !== null && !request.mentionsBot) await tell(request, kept);
  };
}

/** The mark on the message says that it was taken; words only where there is something to do. */
async function tell({ reader, ts, notice }: ThreadReplyRequest, kept: KeptReply): Promise<void> {
  const { deal, question, linkProblem } = kept;
  const { language } = reader;
  if (question !== null) return notice(answerOffer({ dealId: deal.dealId, ts, ...question, linkProblem }, language));
  if (linkProblem !== null) await notice(keptAsNote(linkProblem, language));
}

/** "Send as my answer", beside what was written while a question was open. */
export function createAnswerActions({ service }: { service: DealService }): Readonly<Record<string, ActionHandler>> {
  return {
    async [actionIds.sendAsAnswer](request) {
      const [dealId = '', messageTs = ''] = request.value.split('|');
      const { deliveryKey } = request;
      await service.answerWithReply({ actor: requireMemberHere(request), dealId, messageTs, deliveryKey });
    },
  };
}
