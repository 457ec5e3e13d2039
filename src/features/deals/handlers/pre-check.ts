import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { offerMessage, preCheckForm, preCheckSentView, sentMessage } from '#blocks/deals/pre-check.ts';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import type { PartnerActor } from '#core/actor.ts';
import type { ActionHandler, ActionRequest, MentionRequest, MentionRoute, ViewHandler } from '#core/interaction.ts';
import type { Write } from '#core/write.ts';
import { PartnerMetadata } from '../form-schemas.ts';
import type { PreCheckParams } from '../form-schemas.ts';
import type { PreCheckResult, PreCheckService } from '../pre-check-service.ts';
import { messageKeyOf } from '../rules/keys.ts';
import { requireMemberHere } from './asking.ts';

/** An answer that comes later than this is of no use to anybody. */
const usefulMs = 30 * 60_000;

/** "Is acme.example free?" by button or mention; the answer goes to the person alone (issue 5 item 2). */
export function createPreCheckHandlers({ preChecks }: { preChecks: PreCheckService }) {
  const actions: Readonly<Record<string, ActionHandler>> = {
    [actionIds.checkFromHub]: openForm,
    [actionIds.checkFromMention]: openForm,
  };
  const views: Readonly<Record<string, ViewHandler>> = {
    async [callbackIds.check](request) {
      const { partnerId } = decodeMetadata(PartnerMetadata, request.metadata);
      const actor = requireMemberHere(request, partnerId);
      await ask(actor, String(request.values['domain'] ?? ''), request.deliveryKey);
      return { kind: 'update', view: preCheckSentView(request.reader.language) };
    },
  };
  const mentions: readonly MentionRoute[] = [
    { keywords: ['pre-check', ' free', ' frei'], handle: checkMentioned },
    { keywords: ['register', 'registrier'], handle: offerForm },
  ];
  return { actions, views, mentions };

  async function openForm(request: ActionRequest): Promise<void> {
    const { partnerId } = requireMemberHere(request, request.value);
    await request.openModal(preCheckForm(partnerId, request.reader.language));
  }

  async function offerForm(request: MentionRequest): Promise<void> {
    const { partnerId } = requireMemberHere(request);
    await request.notice(offerMessage(partnerId, request.reader.language, 'register'));
  }

  async function checkMentioned(request: MentionRequest): Promise<void> {
    const actor = requireMemberHere(request);
    const { language } = request.reader;
    const domain = domainIn(request.text);
    if (domain === null) {
      const wants = /regist/i.test(request.text) ? 'register' : 'check';
      return request.notice(offerMessage(actor.partnerId, language, wants));
    }
    await ask(actor, domain, request.deliveryKey);
    await request.notice(sentMessage(language));
  }

  /** A message and not the answer to this request: it comes after the same time whatever there was to find. */
  async function ask(actor: PartnerActor, domain: string, deliveryKey: string): Promise<void> {
    const { partnerId, person } = actor;
    const answer = async (result: PreCheckResult, write: Write): Promise<void> => {
      const params: PreCheckParams = {
        partnerId,
        domain: result.domain,
        outcome: result.outcome,
        ownDealId: result.ownDealId,
      };
      await write.send({
        key: messageKeyOf('pre-check', deliveryKey),
        partnerId,
        audience: 'partner',
        to: person,
        priority: 'P1',
        direct: true,
        topic: 'deals',
        notBefore: result.answerAt,
        notAfter: new Date(result.answerAt.getTime() + usefulMs),
        mentions: [],
        message: 'deals.pre-check',
        params,
      });
    };
    await preChecks.preCheck({ actor, partnerId, domain, deliveryKey, answer });
  }
}

/** The first thing in the sentence that looks like an address; Slack writes links as `<http://acme.example|acme.example>`. */
function domainIn(text: string): string | null {
  const link = /<(https?:\/\/[^|>\s]+)[^>]*>/i.exec(text)?.[1];
  if (link !== undefined) return link;
  return /(?:^|\s)((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=[\s?!,]|$)/u.exec(text)?.[1] ?? null;
}
