import { context, datePicker, field, section, textInput } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { dayName, moment } from '#blocks/kit/when.ts';

const texts = staffTexts.dateForm;
const reasonLength = 300;

export interface ShownPlan {
  partnerId: string;
  partnerName: string;
  zone: string;
  from: string;
  to: string;
  plannedAt: Date | null;
  on: string | null;
  time: string;
  /** What people said about recommending us. */
  survey: {
    score: number;
    answers: number;
    /** No name for who is not to know it. */
    people: readonly { name: string | null; score: number | null; mayContact: boolean; reason: string | null }[];
  } | null;
}

/** `/partner qbr P-0003`: where the review stands, and another day and time. */
export function dateForm(shown: ShownPlan): ModalView {
  const partner = partnerText(shown);
  const { plannedAt, zone, on } = shown;
  const stands = plannedAt === null ? texts.notPlanned(partner) : texts.planned(partner, moment(plannedAt, zone, 'en'));
  return modal({
    callbackId: callbackIds.chooseDate,
    title: texts.title,
    submit: texts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId: shown.partnerId }),
    blocks: [
      section(stands),
      ...surveyLines(shown).map((line) => context(line)),
      field({
        name: 'on',
        label: texts.on,
        element: datePicker(on === null ? {} : { initial: on }),
        hint: texts.onHint(dayName(shown.from, 'en'), dayName(shown.to, 'en')),
      }),
      field({
        name: 'time',
        label: texts.time,
        element: textInput({ maxLength: 5, initial: shown.time }),
        hint: texts.timeHint(zone),
      }),
    ],
  });
}

export interface ShownChange {
  partnerId: string;
  partnerName: string;
  zone: string;
  on: string;
  time: string;
  meetingAt: Date;
  plannedAt: Date | null;
  days: { preworkOn: string; preworkDueOn: string; packOn: string; minutesOn: string };
}

/** What the new date changes, before it is confirmed. */
export function confirmDateForm(shown: ShownChange): ModalView {
  const { partnerId, on, time, meetingAt, plannedAt, zone, days } = shown;
  const isSame = plannedAt?.getTime() === meetingAt.getTime();
  const was = plannedAt === null ? [] : [isSame ? texts.stays : texts.moved(moment(plannedAt, zone, 'en'))];
  const lines = [
    texts.change(partnerText(shown), moment(meetingAt, zone, 'en')),
    ...was,
    texts.prework(dayName(days.preworkOn, 'en'), dayName(days.preworkDueOn, 'en')),
    texts.pack(dayName(days.packOn, 'en')),
    texts.minutes(dayName(days.minutesOn, 'en')),
  ];
  return modal({
    callbackId: callbackIds.setDate,
    title: texts.title,
    submit: texts.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, on, time }),
    blocks: [section(lines.join('\n')), context(texts.told)],
  });
}

export function dateSetView(shown: {
  partnerId: string;
  partnerName: string;
  meetingAt: Date;
  zone: string;
}): ModalView {
  return noticeModal({
    callbackId: callbackIds.notice,
    title: texts.title,
    text: texts.done(partnerText(shown), moment(shown.meetingAt, shown.zone, 'en')),
    close: staffTexts.close,
  });
}

function surveyLines({ survey }: ShownPlan): readonly string[] {
  if (survey === null) return [];
  const people = survey.people.flatMap(({ name, score, mayContact, reason }) => {
    const said = reason === null ? [] : [texts.reason(escapeText(reason, reasonLength, { singleLine: true }))];
    if (name === null || score === null) return said.map((text) => texts.unnamed(text));
    const who = escapeText(name, 60, { singleLine: true });
    return [[texts.npsOf(who, score, mayContact ? texts.mayContact : ''), ...said].join(' ')];
  });
  return [[texts.nps(survey.score, survey.answers), ...people].join('\n')];
}

function partnerText({ partnerName, partnerId }: { partnerName: string; partnerId: string }): string {
  return staffTexts.partner(escapeText(partnerName, 80, { singleLine: true }), partnerId);
}
