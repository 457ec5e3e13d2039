import { expect, test } from 'vitest';
import { actionIds } from '#blocks/business-reviews/ids.ts';
import { adminOf, channelOf, partnerIdOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import { appWith, channelTexts, dmTexts, german, goTo, pressIn, rest, reviewOf, step, strategic } from './kit.ts';
import type { ReviewTest } from './kit.ts';

/** The strategic partner's one contact was asked on Mon 16 Nov. */
async function asked(): Promise<ReviewTest> {
  const app = await appWith([strategic, german]);
  await step(app, 'nps', strategic);
  await goTo(app, '2026-11-17T10:00:00Z');
  return app;
}

const anna = adminOf(strategic);
const line = 'A short survey waits for 1 person here';

test('is one neutral line, answered in a form, and nothing of the answer is ever in the channel', async () => {
  const app = await asked();
  expect(channelTexts(app, strategic).join('\n')).toContain(line);
  await pressIn(app, strategic, anna, actionIds.openSurvey);
  const person = app.slack.as(anna);
  await person.submitView({ values: { score: '3', reason: 'Slow <!here> answers' } });
  await goTo(app, '2026-11-17T15:00:00Z');
  const texts = channelTexts(app, strategic).join('\n');
  expect(texts).toContain('The short survey is complete');
  expect(texts).not.toMatch(/Slow|FU-/);
  expect((await reviewOf(app, strategic)).nps).toMatchObject([{ score: 3, mayContact: false, answerVersion: 1 }]);
  expect(await app.database.collection('follow_ups').findOne({ rule: 'R4' })).toMatchObject({
    partnerVisible: false,
    thread: null,
    partnerId: partnerIdOf(strategic),
  });
  expect(dmTexts(app, 'priya').join()).toContain('Talk about the recommendation score');
  const trail = await app.database.collection('audit_entries').find({ action: 'review.survey_answered' }).toArray();
  expect(JSON.stringify(trail)).not.toMatch(/Slow|score/);
});

test('opens for the named people only; colleagues, our staff and other partners learn nothing', async () => {
  const app = await asked();
  await pressIn(app, strategic, sellerOf(strategic), actionIds.openSurvey);
  await pressIn(app, strategic, staffPerson.priya, actionIds.openSurvey);
  const value = (await reviewOf(app, strategic)).reviewId;
  const survey = app.slack.messages(channelOf(strategic)).find(({ text }) => text.includes(line));
  const place = { channelId: channelOf(strategic), ts: survey?.ts ?? '', actionId: actionIds.openSurvey, value };
  await app.slack.as(adminOf(german)).press({ ...place, channelId: channelOf(german), forged: true });
  await rest(app);
  for (const userId of [sellerOf(strategic), staffPerson.priya, adminOf(german)]) {
    expect(app.slack.as(userId).currentView()).toBeUndefined();
  }
  expect(JSON.stringify(app.slack.as(sellerOf(strategic)).ephemeralMessages())).toContain(
    'for the people who were named',
  );
  expect((await reviewOf(app, strategic)).nps).toEqual([]);
});

test('takes another answer of the same person instead of the first, and its follow-up with it', async () => {
  const app = await asked();
  const person = app.slack.as(anna);
  const survey = app.slack.messages(channelOf(strategic)).find(({ text }) => text.includes(line));
  const place = { channelId: channelOf(strategic), ts: survey?.ts ?? '', actionId: actionIds.openSurvey };
  for (const score of ['3', '10']) {
    await person.press({ ...place, value: (await reviewOf(app, strategic)).reviewId, forged: true });
    await rest(app);
    await person.submitView({ values: { score, consent: ['yes'] } });
    await rest(app);
    await person.closeView();
  }
  expect((await reviewOf(app, strategic)).nps).toMatchObject([{ score: 10, mayContact: true, answerVersion: 2 }]);
  const followUps = await app.database.collection('follow_ups').find({}).sort({ rule: 1 }).toArray();
  expect(followUps.map(({ rule, state }) => [rule, state])).toEqual([
    ['R4', 'cancelled'],
    ['R5', 'open'],
  ]);
});

test('is not posted when nobody is there to ask', async () => {
  const app = await appWith([strategic]);
  await app.database.collection('contacts').deleteMany({});
  await step(app, 'nps', strategic);
  expect((await reviewOf(app, strategic)).survey).toBeNull();
});
