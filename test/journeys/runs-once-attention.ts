import { actionIds, callbackIds } from '#blocks/attention/ids.ts';
import type { ResponseSource } from '#core/contributions/response-rate.ts';
import { anna, ash, at, channelId, reminder, startAttention } from '#test/features/attention/kit.ts';
import { partnerIdOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import { pressIn, runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { priya } = staffPerson;
const sweep = 'attention.sweep-response-rates';
const sweptAt = at(18, '15:00');

export const choosing: Scene<WritingRow> = {
  title: 'the form of preferences',
  async create(options) {
    const test = await startAttention(options);
    await test.time.advanceTo(at(16, '09:10'));
    await pressIn(test, channelId, anna.userId, actionIds.preferences);
    await test.time.settle();
    return test;
  },
  rows: [
    {
      id: callbackIds.preferences,
      act: (test) => sendForm(test, anna.userId, callbackIds.preferences, { sendWeekday: '2', sendTime: '10:00' }),
      leaves: ['audit_entries', 'partners'],
    },
  ],
};

export const shown: Scene<ShowingRow> = {
  title: 'what shows the week of a channel',
  async create(options) {
    const test = await startAttention({ ...options, startAt: at(15, '12:00') });
    // More than the post itself shows.
    for (const text of ['1', '2', '3', '4', '5', '6', '7']) await test.owe(`probe:due:${text}`, reminder(text));
    await test.time.advanceTo(at(16, '12:10'));
    return test;
  },
  rows: [
    {
      id: actionIds.preferences,
      by: anna.userId,
      shows: callbackIds.preferences,
      act: (test) => pressIn(test, channelId, anna.userId, actionIds.preferences),
    },
    {
      id: actionIds.seeAll,
      by: sellerOf(ash),
      shows: callbackIds.week,
      act: (test) => pressIn(test, channelId, sellerOf(ash), actionIds.seeAll),
    },
    {
      id: '/partner attention',
      by: priya,
      shows: callbackIds.report,
      act: (test) => test.slack.as(priya).command(`/partner attention ${partnerIdOf(ash)}`, { channelId }),
    },
  ],
};

/** Nobody is counted before the sweep that is to find them. */
const hardlyAnswers: ResponseSource = (_since, until) =>
  Promise.resolve(until < sweptAt ? [] : [{ partnerId: partnerIdOf(ash), asked: 4, answered: 1 }]);

export const sweeping: Scene<WritingRow> = {
  title: `${sweep} when a partner hardly answers`,
  create: (options) =>
    startAttention({
      ...options,
      overrides: { moreFeatures: () => [{ slug: 'rituals', rights: {}, responseCounts: hardlyAnswers }] },
    }),
  rows: [
    {
      id: sweep,
      act: (test) => runAt(test, sweep, sweptAt),
      leaves: ['attention_response_guards', 'outbound_messages'],
    },
  ],
};

export const attentionRows = [...choosing.rows, ...shown.rows, ...sweeping.rows];
