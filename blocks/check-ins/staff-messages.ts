import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message } from '#blocks/kit/message.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  AnswersParams,
  GapsParams,
  SkippedParams,
  UnreviewedParams,
} from '#features/check-ins/message-schemas.ts';
import type { LedgerLine } from '#features/check-ins/ledger-schemas.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './texts.staff.ts';
import { answerText, questionText, textsFor } from './texts.ts';
import { touchTitle } from './title.ts';
import { dayName, moment } from '#blocks/kit/when.ts';

const language = 'en';
const nameLength = 80;
const replyLength = 400;

/** To the partner manager when answers are due: what is still open (domain §2.2). */
export function gapsMessage(params: GapsParams): RenderedMessage {
  const texts = textsFor(language);
  const lines = [
    staffTexts.gapsTitle(partnerName(params), touchTitle(params, language)),
    staffTexts.gapsAnswered(params.answered, params.required, moment(params.closeAt, params.zone, language)),
    staffTexts.gapsOpen,
    ...params.openItems.map(({ title, ownerName }) => staffTexts.gapsItem(named(title), owned(ownerName))),
    ...params.open.map(({ questionId, version }) => `• ${questionText(texts, questionId, version)}`),
  ];
  return paragraph(lines);
}

/** To the partner manager when an answer needs somebody; kept up to date by edits. */
export function answersMessage(params: AnswersParams): RenderedMessage {
  const texts = textsFor(language);
  const lines = [
    staffTexts.answersTitle(partnerName(params), touchTitle(params, language)),
    ...(params.unhappy ? [staffTexts.unhappy] : []),
    ...params.answers.flatMap(({ questionId, version, value, by, late, about }) => {
      if (value === '') return [];
      const isComment = questionId === 'comment';
      const asked = isComment ? staffTexts.comment : questionText(texts, questionId, version);
      const label = about === null ? asked : `${escapeText(about, nameLength, { singleLine: true })}: ${asked}`;
      const said = isComment ? escapeText(String(value)) : answerText(texts, questionId, value);
      const notes = [...(by === null ? [] : [staffTexts.by(escapeText(by, nameLength, { singleLine: true }))])];
      return [`• ${label} *${said}* (${[...notes, ...(late ? [staffTexts.late] : [])].join(', ')})`];
    }),
    ...params.replies.map(({ text, by, afterClose }) => {
      const who = by === null ? [] : [staffTexts.by(escapeText(by, nameLength, { singleLine: true }))];
      const notes = [...who, ...(afterClose ? [staffTexts.afterClose] : [])];
      const said = escapeText(text, replyLength, { singleLine: true });
      return `• ${staffTexts.inThread}: *${said}*${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
    }),
  ];
  const { blocks, text } = paragraph(lines);
  const { reviewedBy, occurrenceId: value } = params;
  const last =
    reviewedBy === null
      ? actions(button({ actionId: actionIds.reviewed, text: staffTexts.reviewed, value }))
      : context(staffTexts.reviewedBy(escapeText(reviewedBy, nameLength, { singleLine: true })));
  return message({ text, blocks: [...blocks, last] });
}

/** To the lead, once a day (domain §2.2, vendor side). */
export function unreviewedMessage(params: UnreviewedParams): RenderedMessage {
  const lines = params.touches.map((touch) => {
    const pm = touch.pmName === null ? null : escapeText(touch.pmName, nameLength, { singleLine: true });
    return staffTexts.unreviewedLine(partnerName(touch), touchTitle(touch, language), pm);
  });
  return paragraph([staffTexts.unreviewedTitle, ...lines, staffTexts.unreviewedHint]);
}

/** To the partner manager, once, when a check-in was not held. */
export function skippedMessage(params: SkippedParams): RenderedMessage {
  const lines = [
    staffTexts.skippedTitle(partnerName(params), touchTitle(params, language)),
    staffTexts.reasons[params.reason] ?? staffTexts.otherReason(params.reason),
    staffTexts.skippedOn(dayName(params.heldOn, language)),
  ];
  return paragraph(lines);
}

/** The run ledger of one partner, a line each. */
export function ledgerMessage(partnerId: string, ledger: readonly LedgerLine[]): RenderedMessage {
  if (ledger.length === 0) return paragraph([staffTexts.ledgerEmpty(escapeText(partnerId, nameLength))]);
  return paragraph([staffTexts.ledgerTitle(escapeText(partnerId, nameLength)), ...ledger.map(ledgerText)]);
}

function ledgerText(line: LedgerLine): string {
  const parts = [
    `• ${line.periodKey}`,
    line.reason === null ? line.state : `${line.state} (${line.reason})`,
    ...(line.sentAt === null ? [] : [staffTexts.ledgerAnswers(line.answered, line.required, line.answeredBy)]),
    ...(line.reminded ? [staffTexts.ledgerReminded] : []),
    ...(line.late > 0 ? [staffTexts.ledgerLate(line.late)] : []),
    ...(line.afterClose > 0 ? [staffTexts.ledgerAfterClose(line.afterClose)] : []),
  ];
  return parts.join(' · ');
}

function named(name: string): string {
  return escapeText(name, nameLength, { singleLine: true });
}

function owned(ownerName: string | null): string {
  return ownerName === null ? staffTexts.ownerUnknown : named(ownerName);
}

function partnerName({ partnerName: name, partnerId }: { partnerName: string; partnerId: string }): string {
  return `${escapeText(name, nameLength, { singleLine: true })} (${partnerId})`;
}

function paragraph(lines: readonly string[]): RenderedMessage {
  const text = lines.join('\n');
  return message({ text, blocks: [section(text)] });
}
