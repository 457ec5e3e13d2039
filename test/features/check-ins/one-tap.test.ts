import { describe, expect, test } from 'vitest';
import { addHours } from '#core/calendar/instants.ts';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, sellerOf } from '#test/kit/partners.ts';
import {
  after,
  appWith,
  checkInPosts,
  december,
  goTo,
  occurrenceIdFor,
  occurrenceOf,
  operator,
  warsaw,
} from './kit.ts';

const january = new Date('2027-01-19T09:00:00Z');
const whole = { rating: '4', talkedToProspect: 'yes', inYourWay: ['pricing'], nextNeed: 'training' };

/** Anna answered December's check-in in the form; January's is asked. */
async function secondMonth(): Promise<TestApp> {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const anna = app.slack.as(adminOf(warsaw));
  await after(app, anna.press({ ...place(app), actionId: actionIds.answerRest }));
  await after(app, anna.submitView({ values: whole }));
  // Nothing is of interest until the morning of January's.
  app.clock.moveTo(addHours(january, -3));
  await goTo(app, january);
  return app;
}

const place = (app: TestApp) => ({
  channelId: channelOf(warsaw),
  ts: checkInPosts(app.slack, warsaw).at(-1)?.ts ?? '',
});

function shown(app: TestApp): string {
  const { channelId, ts } = place(app);
  return JSON.stringify(app.slack.messages(channelId).find((post) => post.ts === ts)?.blocks ?? []);
}

const press = (app: TestApp, userId: string, actionId: string) =>
  after(app, app.slack.as(userId).press({ ...place(app), actionId }));

const sources = async (app: TestApp) =>
  (await occurrenceOf(app, warsaw, '2027-01')).answers.map(({ questionId, value, source }) => [
    questionId,
    value,
    source,
  ]);

describe('an unchanged month', () => {
  test('costs one tap: a face confirms what was said last time, and the message says so', async () => {
    const app = await secondMonth();
    expect(shown(app)).toContain(
      '*Same as in December:* Prospects: Yes · In your way: Pricing · Needed next: Training',
    );
    await press(app, adminOf(warsaw), actionIds.rate[3]);
    expect(await sources(app)).toEqual([
      ['C1', '4', 'button'],
      ['C2', 'yes', 'confirmed'],
      ['C3', ['pricing'], 'confirmed'],
      ['C4', 'training', 'confirmed'],
    ]);
    const occurrence = await occurrenceOf(app, warsaw, '2027-01');
    expect(occurrence.state).toBe('completed');
    expect(shown(app)).toContain('✓ As before, confirmed: Prospects: Yes');
    expect(shown(app)).toContain(actionIds.changeAnswers);
    const ledger = { from: '2027-01-01', to: '2027-01-31', actor: operator };
    const lines = await app.app.features.bySlug['check-ins'].listLedger(ledger);
    expect(lines.filter(({ touchId }) => touchId === 'monthly_checkin')).toEqual([
      expect.objectContaining({ taps: 1, confirmed: 3, answered: 4 }),
    ]);
  });

  test('of two people who press at once is confirmed once', async () => {
    const app = await secondMonth();
    const at = place(app);
    const presses = [adminOf(warsaw), sellerOf(warsaw)].map((userId, n) =>
      app.slack.as(userId).press({ ...at, actionId: actionIds.rate[n + 3] ?? '' }),
    );
    await after(app, Promise.all(presses));
    const answers = await sources(app);
    expect(answers.filter(([, , source]) => source === 'button')).toHaveLength(2);
    expect(answers.filter(([, , source]) => source === 'confirmed')).toHaveLength(3);
  });

  test('is late between due and close, and after close is kept without counting', async () => {
    const app = await secondMonth();
    await goTo(app, new Date('2027-01-27T09:00:00Z'));
    await press(app, adminOf(warsaw), actionIds.rate[4]);
    expect((await occurrenceOf(app, warsaw, '2027-01')).counts).toEqual({
      required: 4,
      answered: 4,
      people: 1,
      late: 4,
    });

    await goTo(app, new Date('2027-02-09T09:00:00Z'));
    await goTo(app, new Date('2027-02-23T16:00:00Z'));
    const value = `${occurrenceIdFor(warsaw, '2027-02')}|5|C1`;
    const stale = { ...place(app), actionId: actionIds.rate[4], value, forged: true };
    await after(app, app.slack.as(adminOf(warsaw)).press(stale));
    const closed = await occurrenceOf(app, warsaw, '2027-02');
    expect([closed.state, closed.answers.length, closed.afterClose.length]).toEqual(['missed', 0, 4]);
  });
});

test('what has changed is changed in the form, where the rest stands filled in', async () => {
  const app = await secondMonth();
  const anna = app.slack.as(adminOf(warsaw));
  await press(app, adminOf(warsaw), actionIds.changePrefilled);
  const form = JSON.stringify(anna.currentView()?.content);
  expect(form).toContain('"initial_options":[{"text":{"type":"plain_text","text":"Pricing"');
  await after(app, anna.submitView({ values: { rating: '3', inYourWay: ['none'] } }));
  expect(await sources(app)).toEqual([
    ['C1', '3', 'form'],
    ['C2', 'yes', 'confirmed'],
    ['C3', ['none'], 'form'],
    ['C4', 'training', 'confirmed'],
  ]);
});

test('what was said more than two months ago is asked anew', async () => {
  const app = await secondMonth();
  await goTo(app, new Date('2027-02-09T09:00:00Z'));
  expect((await occurrenceOf(app, warsaw, '2027-02')).snapshot?.prefill).toHaveLength(3);
  await goTo(app, new Date('2027-03-09T09:00:00Z'));
  expect((await occurrenceOf(app, warsaw, '2027-03')).snapshot?.prefill).toEqual([]);
  expect(shown(app)).not.toContain('Same as');
});
