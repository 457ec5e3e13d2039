import { checkboxes, field, option, section, staticSelect } from '#blocks/kit/elements.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { Weekday } from '#core/calendar/dates.ts';
import type { Reader } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import { mutableTopics } from '#core/topics.ts';
import type { ShownPreferences } from '#features/attention/schemas.ts';
import { noChoice } from '#features/attention/schemas.ts';
import { callbackIds } from './ids.ts';
import { textsFor } from './texts.ts';

export function preferencesModal(shown: ShownPreferences, reader: Reader): ModalView {
  const texts = textsFor(reader.language).preferences;
  const none = option(texts.noPreference, noChoice);
  const weekdays = shown.weekdays.map((day) => option(texts.weekdays[day as Weekday], String(day)));
  const times = shown.times.map((time) => option(time, time));
  const topics = mutableTopics.map((topic) => option(texts.topics[topic], topic));
  return modal({
    callbackId: callbackIds.preferences,
    title: texts.title,
    submit: texts.submit,
    close: texts.close,
    metadata: encodeMetadata({ partnerId: shown.partnerId }),
    blocks: [
      section(texts.intro),
      field({
        name: 'sendWeekday',
        label: texts.weekday,
        hint: texts.weekdayHint,
        element: staticSelect({ options: [none, ...weekdays], initial: String(shown.sendWeekday ?? noChoice) }),
      }),
      field({
        name: 'sendTime',
        label: texts.time,
        hint: texts.timeHint(shown.zone),
        element: staticSelect({ options: [none, ...times], initial: shown.sendTime ?? noChoice }),
      }),
      field({
        name: 'mutedTopics',
        label: texts.muted,
        hint: texts.mutedHint,
        optional: true,
        element: checkboxes({ options: topics, initial: shown.mutedTopics }),
      }),
    ],
  });
}

export function savedModal(reader: Reader): ModalView {
  const { title, saved, close } = textsFor(reader.language).preferences;
  return noticeModal({ callbackId: callbackIds.saved, title, text: saved, close });
}
