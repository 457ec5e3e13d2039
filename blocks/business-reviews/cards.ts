import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  LateParams,
  MinutesCardParams,
  MissedParams,
  PackCardParams,
  PlanCardParams,
  ProgressCardParams,
  ReplyNoteParams,
} from '#features/business-reviews/message-schemas.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { dayName, moment } from '#blocks/kit/when.ts';

const replyLength = 1500;

/** Three weeks before the meeting: the date as it stands, and the way to another one. */
export function planCard(params: PlanCardParams): RenderedMessage {
  const { plan } = staffTexts;
  const said = (params.isDefault ? plan.byDefault : plan.chosen)(atOf(params));
  const text = `${plan.title(partnerText(params))}\n${said}`;
  const choose = button({ actionId: actionIds.chooseDate, text: plan.choose, value: params.partnerId });
  const days = plan.days(dayName(params.from, 'en'), dayName(params.to, 'en'));
  return message({ text, blocks: [section(text), context(days), actions(choose)] });
}

/** The draft, with what stays with us; after the approval who gave it. */
export function packCard(params: PackCardParams): RenderedMessage {
  const { packCard: texts } = staffTexts;
  const title = texts.title(partnerText(params), atOf(params));
  if (params.approvedByName !== null) {
    return notice(`${title}\n${texts.approved(escapeText(params.approvedByName, 60, { singleLine: true }))}`);
  }
  if (params.state !== 'drafted') return notice(`${title}\n${texts.over}`);
  const head = `${title}\n${texts.approveBy(moment(params.shareBy, params.zone, 'en'))}`;
  const lines = params.lines.length === 0 ? texts.noNumbers : params.lines.join('\n');
  const { answers, score } = params.nps;
  const known = [
    texts.answered(params.answered),
    ...(params.openCommitments > 0 ? [texts.open(params.openCommitments)] : []),
  ];
  const confirm = {
    title: texts.confirmTitle,
    text: texts.confirmText,
    confirm: texts.confirm,
    deny: staffTexts.cancel,
  };
  const approve = button({
    actionId: actionIds.approvePack,
    text: texts.approve,
    value: params.reviewId,
    style: 'primary',
    confirm,
  });
  const internal = score === null ? [] : [context(texts.internal(texts.nps(score, answers)))];
  return message({
    text: head,
    blocks: [section(head), section(lines), context(known.join(' ')), ...internal, actions(approve)],
  });
}

/** From the day after the meeting until the minutes are with both sides. */
export function minutesCard(params: MinutesCardParams): RenderedMessage {
  const { minutesCard: texts } = staffTexts;
  const by = moment(params.dueAt, params.zone, 'en');
  const name = escapeText(params.byName ?? staffTexts.nobody, 60, { singleLine: true });
  const said = {
    due: texts.due(by),
    today: texts.today(by),
    draft: texts.draft(by),
    not_held: texts.not_held,
    published: texts.published(name),
  }[params.phase];
  const text = `${texts.title(partnerText(params), atOf(params))}\n${said}`;
  const isPublished = params.phase === 'published';
  return message({
    text,
    blocks: [
      section(text),
      actions(
        button({
          actionId: actionIds.writeMinutes,
          text: isPublished ? texts.change : texts.write,
          value: params.reviewId,
          ...(isPublished ? {} : { style: 'primary' as const }),
        }),
      ),
    ],
  });
}

export function progressCard(params: ProgressCardParams): RenderedMessage {
  const { progressCard: texts } = staffTexts;
  const said = params.reported ? texts.reported(params.open) : texts.ask(params.open);
  const text = `${texts.title(partnerText(params))}\n${said}`;
  const label = params.reported ? texts.change : texts.report;
  const report = button({ actionId: actionIds.reportProgress, text: label, value: params.reviewId });
  return message({ text, blocks: [section(text), actions(report)] });
}

export function lateMessage(params: LateParams): RenderedMessage {
  const { late } = staffTexts;
  const pm = escapeText(params.pmName ?? staffTexts.nobody, 60, { singleLine: true });
  const text = late[params.what](partnerText(params), atOf(params), pm);
  return notice(params.unset === null ? text : `${text}\n${late.unset[params.unset]}`);
}

export function replyNote(params: ReplyNoteParams): RenderedMessage {
  const name = escapeText(params.byName ?? staffTexts.nobody, 60, { singleLine: true });
  const said = escapeText(params.text, replyLength).replaceAll('\n', '\n> ');
  const text = staffTexts.replyNote(name, partnerText(params), said);
  const change = button({
    actionId: actionIds.writeMinutes,
    text: staffTexts.minutesCard.change,
    value: params.reviewId,
  });
  return message({ text, blocks: [section(text), actions(change)] });
}

export function missedMessage(params: MissedParams): RenderedMessage {
  const text = staffTexts.missed(partnerText(params), atOf(params));
  const write = button({
    actionId: actionIds.writeMinutes,
    text: staffTexts.minutesCard.write,
    value: params.reviewId,
  });
  return message({ text, blocks: [section(text), actions(write)] });
}

function partnerText({ partnerName, partnerId }: { partnerName: string; partnerId: string }): string {
  return staffTexts.partner(escapeText(partnerName, 80, { singleLine: true }), partnerId);
}

function atOf({ meetingAt, zone }: { meetingAt: Date; zone: string }): string {
  return moment(meetingAt, zone, 'en');
}
