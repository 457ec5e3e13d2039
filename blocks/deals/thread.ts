import { button, context, section } from '#blocks/kit/elements.ts';
import { message } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  ApprovedParams,
  BackInReviewParams,
  ClosedParams,
  FlaggedParams,
  QuestionParams,
  UnansweredParams,
  LateParams,
  OfferLapsedParams,
  OpenedParams,
  RejectedParams,
  RevokedParams,
  UpdatedParams,
  WonParams,
} from '#features/deals/message-schemas.ts';
import { actionIds } from './ids.ts';
import { buttonRow } from './registration.ts';
import { choiceText, textsFor } from './texts.ts';
import { amountText, dayText, listText, momentText, nameText } from './words.ts';

/** What a person wrote, within the 600 characters of a message (domain §0.4b). */
const quoteLength = 300;
const mostNames = 4;
/** Where several things stand in one message. */
const shortName = 60;
const shortQuote = 200;

/** Something is being checked (domain §4.5): never who else, never what about them. */
export function flaggedMessage(params: FlaggedParams, { language }: Reader): RenderedMessage {
  const { flagged, flaggedBy } = textsFor(language).thread;
  const text = flaggedBy(flagged[params.text], momentText(params.decisionDueAt, params.zone, language));
  return reply(text, params.text === 'more_evidence' ? [pressing('note', 'evidence', params, language)] : []);
}

export function questionMessage(params: QuestionParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const { reviewerName, question, answerBy } = params;
  const text = thread.infoNeeded(nameText(reviewerName), nameText(question, quoteLength), dayText(answerBy, language));
  const lines = [
    text,
    ...(params.fields.length === 0 ? [] : [thread.youCanChange(fieldList(params.fields, language))]),
  ];
  return reply(lines.join('\n'), [pressing('answer', 'answer', params, language, 'primary')]);
}

/** The first of them; the form shows them all. */
function fieldList(fields: readonly string[], language: Language): string {
  const { fieldNames } = textsFor(language).outlook;
  const names = fields.slice(0, mostNames).map((name) => fieldNames[name] ?? name);
  return listText(fields.length > mostNames ? [...names, '…'] : names);
}

export function unansweredMessage(params: UnansweredParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const text = thread.infoWarning(nameText(params.question, quoteLength), dayText(params.withdrawOn, language));
  return reply(text, [pressing('answer', 'answer', params, language, 'primary')]);
}

export function backInReviewMessage(params: BackInReviewParams, { language }: Reader): RenderedMessage {
  return reply(textsFor(language).thread.backInReview(momentText(params.decisionDueAt, params.zone, language)));
}

export function approvedMessage(params: ApprovedParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const { contactName, repName, asCoSell, windowDays } = params;
  const coSell = repName === null ? thread.approvedAsTeam : thread.approvedAs(nameText(repName));
  const text = [
    ...(asCoSell ? [coSell] : []),
    thread.approved(dayText(params.protectedUntilOn, language), windowDays),
    thread.keepAlive(params.updateDays, dayText(params.meetingBy, language)),
    ...(contactName === null ? [] : [thread.contact(nameText(contactName))]),
  ].join(' ');
  return reply(text, [pressing('update', 'update', params, language), pressing('help', 'help', params, language)]);
}

export function rejectedMessage(params: RejectedParams, { language }: Reader): RenderedMessage {
  const { choices, thread } = textsFor(language);
  const head = thread.rejected(choices.rejectReasons[params.reasonCode]);
  const lines = [
    [head, ...(params.isSecondInLine ? [thread.secondInLine] : [])].join(' '),
    nameText(params.partnerText, quoteLength),
    thread.evidenceUntil(dayText(params.evidenceUntilOn, language)),
  ];
  return reply(lines.filter((line) => line !== '').join('\n'), refusedButtons(params, language));
}

export function wonMessage(params: WonParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const customer = nameText(params.customer);
  return reply(params.isConfirmed ? thread.won(customer) : thread.wonReported(customer));
}

export function closedMessage(params: ClosedParams, { language }: Reader): RenderedMessage {
  const { choices, thread } = textsFor(language);
  if (params.reason === 'no_answer') return reply(thread.withdrawnByClock, [again(language)]);
  const words = params.outcome === 'lost' ? choices.lostReasons : choices.withdrawReasons;
  return reply(thread.closed(choiceText(words, params.reason)));
}

export function revokedMessage(params: RevokedParams, { language }: Reader): RenderedMessage {
  const { choices, thread } = textsFor(language);
  const lines = [
    thread.revoked(choices.revokeReasons[params.reason], dayText(params.effectiveOn, language)),
    nameText(params.partnerText, quoteLength),
    thread.evidenceUntil(dayText(params.evidenceUntilOn, language)),
  ];
  return reply(lines.filter((line) => line !== '').join('\n'), refusedButtons(params, language));
}

/** What is left after a refusal (domain §4.9). */
function refusedButtons(params: { dealId: string; contactName: string | null }, language: Language) {
  return [
    pressing('note', 'evidence', params, language),
    askPartnerManager(params.dealId, params.contactName, language),
  ];
}

/** A promise was missed: the new time, and who knows of it (domain §4.7). */
export function lateMessage(params: LateParams, { language }: Reader): RenderedMessage {
  const { thread } = textsFor(language);
  const late = thread.late(params.dealId, momentText(params.newDueAt, params.zone, language));
  const lead = params.reviewerName === null ? thread.lateLeadUnnamed : thread.lateLead(nameText(params.reviewerName));
  return reply(params.isLeadTold ? `${late} ${lead}` : late);
}

export function openedMessage(params: OpenedParams, { language }: Reader): RenderedMessage {
  const text = textsFor(language).thread.opened(momentText(params.confirmBy, params.zone, language));
  return reply(text, [pressing('takeUp', 'takeUp', params, language, 'primary')]);
}

export function offerLapsedMessage(_params: OfferLapsedParams, { language }: Reader): RenderedMessage {
  return reply(textsFor(language).thread.offerLapsed, [again(language)]);
}

export function updatedMessage(params: UpdatedParams, { language }: Reader): RenderedMessage {
  const { choices, thread } = textsFor(language);
  const { stage, expectedCloseOn, nextStep, nextStepOn, amount, products, owner, meetingOn, proofOn } = params;
  const day = (date: string) => dayText(date, language);
  const parts = [
    stage && thread.updatedStage(choices.stages[stage]),
    expectedCloseOn && thread.updatedClose(day(expectedCloseOn)),
    amount && thread.updatedAmount(amountText(amount, language)),
    products && thread.updatedProducts(listText(products, shortName)),
    owner && thread.updatedOwner(nameText(owner, shortName)),
    meetingOn && thread.updatedMeeting(day(meetingOn)),
    proofOn && thread.updatedProof(day(proofOn)),
    nextStep && thread.updatedNext(nameText(nextStep, shortQuote), nextStepOn === undefined ? null : day(nextStepOn)),
  ].filter((part) => part !== undefined && part !== '');
  const text = thread.updated(parts.join(' · ') || textsFor(language).form.nothing);
  return message({ text, blocks: [context(text)] });
}

export type Reply = Parameters<typeof buttonRow>[0];

export function reply(text: string, buttons: Reply = []): RenderedMessage {
  return message({ text, blocks: [section(text), ...buttonRow(buttons)] });
}

export function pressing(
  action: 'note' | 'answer' | 'update' | 'help' | 'extend' | 'won' | 'lost' | 'takeUp' | 'reinstate',
  label: keyof ReturnType<typeof textsFor>['thread']['buttons'],
  { dealId }: { dealId: string },
  language: Language,
  style?: 'primary',
) {
  const text = textsFor(language).thread.buttons[label];
  return button({ actionId: actionIds[action], text, value: dealId, ...(style === undefined ? {} : { style }) });
}

/** The partner manager by name, or the cover while they are away (domain §4.9). */
export function askPartnerManager(dealId: string, contactName: string | null, language: Language) {
  const { outlook } = textsFor(language);
  const text = contactName === null ? outlook.askUnnamed : outlook.ask(contactName);
  return button({ actionId: actionIds.askPartnerManager, text, value: dealId });
}

/** Whoever presses registers for the partner of the channel, so the value is not needed. */
export function again(language: Language) {
  return button({ actionId: actionIds.registerAgain, text: textsFor(language).thread.buttons.registerAgain });
}
