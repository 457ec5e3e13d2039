import type { Reader } from '#core/interaction.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  ExpiredParams,
  ExtendedParams,
  ExtensionAskedParams,
  ExtensionDeclinedParams,
  ProtectionEndingParams,
  ReinstatedParams,
  ReinstatementAskedParams,
  StaleParams,
} from '#features/deals/message-schemas.ts';
import { textsFor } from './texts.ts';
import { again, askPartnerManager, pressing, reply } from './thread.ts';
import { dayText, momentText, nameText } from './words.ts';

const quoteLength = 300;

/** T − 30, 14, 7 and 1 (domain §4.9). */
export function protectionEndingMessage(params: ProtectionEndingParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const day = dayText(params.protectedUntilOn, language);
  const text = [
    thread.endingOn(thread.ending(params.daysLeft), day, params.lastUpdateDays),
    ...(params.offersExtension ? [thread.offersExtension] : []),
  ].join(' ');
  return reply(text, [
    pressing('update', 'update', params, language, 'primary'),
    ...(params.offersExtension ? [pressing('extend', 'extend', params, language)] : []),
    pressing('won', 'won', params, language),
    pressing('lost', 'lost', params, language),
  ]);
}

export function staleMessage(params: StaleParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const { answerBy } = params;
  const deadline = answerBy === null ? [] : [thread.staleAnswer(dayText(answerBy, language))];
  return reply([thread.stale(params.days), ...deadline].join(' '), [
    pressing('update', 'update', params, language, 'primary'),
    pressing('won', 'won', params, language),
    pressing('lost', 'lost', params, language),
  ]);
}

export function extensionAskedMessage(params: ExtensionAskedParams, { language }: Reader): RenderedMessage {
  const { outlook, thread } = textsFor(language);
  const due = momentText(params.decideBy, params.zone, language);
  const text = thread.extensionAsked(dayText(params.newCloseOn, language), due);
  return reply(`${text} ${params.isLate ? outlook.extensionLate : thread.protectedMeanwhile}`);
}

export function extendedMessage(params: ExtendedParams, { language }: Reader): RenderedMessage {
  const { protectedUntilOn, number, most } = params;
  return reply(textsFor(language).thread.extended(dayText(protectedUntilOn, language), number, most));
}

export function extensionDeclinedMessage(params: ExtensionDeclinedParams, { language }: Reader): RenderedMessage {
  const text = textsFor(language).thread.extensionDeclined(dayText(params.protectedUntilOn, language));
  const said = params.partnerText === null ? '' : nameText(params.partnerText, quoteLength);
  const ask = askPartnerManager(params.dealId, params.contactName, language);
  return reply(said === '' ? text : `${text}\n${said}`, [ask]);
}

export function expiredMessage(params: ExpiredParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const text = `${thread.expired} ${thread.reinstateUntil(dayText(params.reinstateUntilOn, language))}`;
  return reply(text, [pressing('reinstate', 'reinstate', params, language, 'primary'), again(language)]);
}

export function reinstatementAskedMessage(params: ReinstatementAskedParams, { language }: Reader): RenderedMessage {
  const { newCloseOn, answerBy, zone } = params;
  const due = momentText(answerBy, zone, language);
  return reply(textsFor(language).thread.reinstatementAsked(dayText(newCloseOn, language), due));
}

export function reinstatedMessage(params: ReinstatedParams, { language }: Reader): RenderedMessage {
  return reply(textsFor(language).thread.reinstated(dayText(params.protectedUntilOn, language)), [
    pressing('update', 'update', params, language),
  ]);
}
