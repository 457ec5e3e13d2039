import { expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import { adminOf, channelOf, sellerOf } from '#test/kit/partners.ts';
import {
  after,
  appWith,
  berlin,
  checkInPosts,
  december,
  goTo,
  newYorkAtTen,
  occurrenceOf,
  operator,
  promptOf,
  staffTexts,
  warsaw,
} from './kit.ts';

test('an unanswered check-in is asked, reminded twice, listed and closed', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  expect(promptOf(app.slack, warsaw).text).toContain('by *Tue 15 Dec 17:00 (Warsaw)*');
  expect((await occurrenceOf(app, warsaw)).state).toBe('sent');

  await goTo(app, december.reminder);
  expect(promptOf(app.slack, warsaw).text).toContain('due *Tue 15 Dec 17:00 (Warsaw)*');
  expect(promptOf(app.slack, warsaw).thread).toEqual([expect.stringContaining('4 questions. Anyone')]);
  expect(staffTexts(app.slack)).toEqual([]);

  await goTo(app, december.gaps);
  expect(staffTexts(app.slack)).toEqual([expect.stringContaining('has open questions')]);

  await goTo(app, december.summary);
  const twice = Array(2).fill(expect.stringContaining('4 questions. Anyone'));
  // Nobody said anything, so there is nothing to sum up.
  expect(promptOf(app.slack, warsaw).thread).toEqual(twice);

  await goTo(app, december.close);
  expect(promptOf(app.slack, warsaw).text).toContain('is closed');
  expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
  expect(checkInPosts(app.slack, warsaw).flatMap(({ thread }) => thread)).toHaveLength(2);

  const ledger = await app.app.features.bySlug['check-ins'].listLedger({
    from: '2026-12-01',
    to: '2026-12-31',
    actor: operator,
  });
  expect(ledger).toEqual([expect.objectContaining({ state: 'missed', reminded: true, answeredBy: 0, answered: 0 })]);
});

test('an external user answers by taps and by the form, and everybody sees it', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const { ts } = promptOf(app.slack, warsaw);
  const anna = app.slack.as(adminOf(warsaw));
  const place = { channelId: channelOf(warsaw), ts };

  await after(app, anna.press({ ...place, actionId: actionIds.rate[3] }));
  expect(promptOf(app.slack, warsaw).blocks).toContain('by Anna Admin');
  expect((await occurrenceOf(app, warsaw)).state).toBe('partial');

  await after(app, anna.press({ ...place, actionId: actionIds.answerRest }));
  const submitted = await anna.submitView({
    values: { talkedToProspect: 'yes', inYourWay: ['pricing'], nextNeed: 'nothing', comment: 'Please call' },
  });
  expect(submitted.errors).toEqual({});
  expect(submitted.view).toBeUndefined();
  await goTo(app, december.prompt, 10);

  const occurrence = await occurrenceOf(app, warsaw);
  expect(occurrence.state).toBe('completed');
  expect(occurrence.counts).toEqual({ required: 4, answered: 4, people: 1, late: 0 });
  const prompt = promptOf(app.slack, warsaw);
  expect(prompt.text).toContain('thanks, done');
  expect(prompt.thread).toEqual([
    expect.stringContaining('Ines Okafor will answer'),
    expect.stringContaining('4 of 4 answered'),
  ]);
  expect(prompt.thread[1]).toContain('Priya Nair reads every answer');
  expect(prompt.thread.join()).not.toContain('Please call');
  // Nobody in New York is woken at four in the morning for it.
  expect(staffTexts(app.slack)).toEqual([]);
  await goTo(app, newYorkAtTen('2026-12-08'));
  expect(staffTexts(app.slack)).toEqual([expect.stringContaining('Please call')]);

  await goTo(app, december.close);
  expect(promptOf(app.slack, warsaw).thread).toHaveLength(2);
  expect(staffTexts(app.slack).filter((text) => text.includes('check-in'))).toHaveLength(1);
});

test('a colleague may answer the rest: both are recorded', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const place = { channelId: channelOf(warsaw), ts: promptOf(app.slack, warsaw).ts };
  const both = [
    app.slack.as(adminOf(warsaw)).press({ ...place, actionId: actionIds.rate[4] }),
    app.slack.as(sellerOf(warsaw)).press({ ...place, actionId: actionIds.talked[1] }),
  ];
  await after(app, Promise.all(both));
  const occurrence = await occurrenceOf(app, warsaw);
  expect(occurrence.answers.map(({ questionId, by }) => [questionId, by.userId]).toSorted()).toEqual([
    ['C1', adminOf(warsaw)],
    ['C2', sellerOf(warsaw)],
  ]);
});

test('a German partner is asked, told off for nothing and answered in German', async () => {
  const app = await appWith([berlin]);
  await goTo(app, december.prompt);
  expect(promptOf(app.slack, berlin).text).toContain('Check-in Dezember');
  expect(promptOf(app.slack, berlin).text).toContain('bis *Di., 15. Dez. 17:00 (Berlin)*');

  const anna = app.slack.as(adminOf(berlin));
  const place = { channelId: channelOf(berlin), ts: promptOf(app.slack, berlin).ts };
  await after(app, anna.press({ ...place, actionId: actionIds.answerRest }));
  expect(JSON.stringify(anna.currentView()?.content)).toContain('Wie läuft es?');
  const wrong = await anna.submitView({
    values: { rating: '2', talkedToProspect: 'not_yet', inYourWay: ['none', 'pricing'], nextNeed: 'intro' },
  });
  expect(wrong.errors).toEqual({ inYourWay: 'Wählen Sie entweder „Nichts“ oder das, was im Weg steht.' });
  expect((await occurrenceOf(app, berlin)).answers).toEqual([]);
  await after(app, anna.submitView({ values: { inYourWay: ['pricing'] } }));
  expect(promptOf(app.slack, berlin).text).toContain('danke, fertig');
  expect(promptOf(app.slack, berlin).thread).toEqual([
    expect.stringContaining('antwortet bis Mi., 9. Dez.'),
    expect.stringContaining('4 von 4 beantwortet'),
  ]);
  expect((await occurrenceOf(app, berlin)).state).toBe('completed');
});

test('a half-answered check-in closes as partly completed', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const anna = app.slack.as(adminOf(warsaw));
  const place = { channelId: channelOf(warsaw), ts: promptOf(app.slack, warsaw).ts };
  await after(app, anna.press({ ...place, actionId: actionIds.rate[3] }));
  await after(app, anna.press({ ...place, actionId: actionIds.talked[0] }));
  await goTo(app, december.reminder);
  expect(promptOf(app.slack, warsaw).thread).toEqual([expect.stringContaining('2 questions. Anyone')]);
  await goTo(app, december.close);
  expect((await occurrenceOf(app, warsaw)).state).toBe('completed_partial');
});

test('the next month is planned by itself', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, new Date('2027-01-19T09:00:00Z'));
  expect((await occurrenceOf(app, warsaw, '2027-01')).state).toBe('sent');
  expect(checkInPosts(app.slack, warsaw)).toHaveLength(2);
});
