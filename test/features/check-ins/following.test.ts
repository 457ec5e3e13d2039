import { expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import { actionIds as cardIds } from '#blocks/follow-ups/ids.ts';
import { adminOf, channelOf, staffPerson } from '#test/kit/partners.ts';
import { after, appWith, december, goTo, newYorkAtTen, promptOf, staffTexts, warsaw } from './kit.ts';

test('an unhappy answer: the partner reads who answers and by when, the manager gets one card, and the end is told', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const anna = app.slack.as(adminOf(warsaw));
  const place = { channelId: channelOf(warsaw), ts: promptOf(app.slack, warsaw).ts };
  await after(app, anna.press({ ...place, actionId: actionIds.rate[1] }));
  const followUp = await app.database.collection<{ _id: string }>('follow_ups').findOne({});
  const id = followUp?._id ?? '';
  expect(followUp).toMatchObject({ rule: 'R1', source: { questionId: 'C1', answerVersion: 1 } });
  expect(promptOf(app.slack, warsaw).thread).toEqual([
    `Thanks. Logged as *${id}*, Priya Nair will answer by Wed 9 Dec.`,
  ]);

  await goTo(app, newYorkAtTen('2026-12-08'));
  const priya = app.slack.as(staffPerson.priya);
  expect(staffTexts(app.slack)).toEqual([expect.stringContaining(`*${id}* · A call with you`)]);
  const [card] = priya.dms();
  await after(app, priya.press({ channelId: card?.channelId ?? '', ts: card?.ts ?? '', actionId: cardIds.finish }));
  await after(app, priya.submitView({ values: { sentence: 'We talked on Tuesday.' } }));
  await goTo(app, new Date('2026-12-09T09:00:00Z'));
  expect(promptOf(app.slack, warsaw).thread).toEqual([
    expect.stringContaining('is done'),
    `*${id}* done: We talked on Tuesday.`,
  ]);

  await after(app, anna.press({ ...place, actionId: actionIds.changeRating }));
  await after(
    app,
    anna.submitView({ values: { rating: '5', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' } }),
  );
  const kept = await app.database.collection('follow_ups').find({}).toArray();
  expect(kept.map(({ state }) => state)).toEqual(['done']);
  const summary = promptOf(app.slack, warsaw).thread.at(-1) ?? '';
  expect(summary).toContain('4 of 4 answered');
  expect(summary).not.toContain('Priya');
});
