import { describe, expect, test } from 'vitest';
import { actionIds, callbackIds } from '#blocks/check-ins/ids.ts';
import { adminOf, channelOf, partnerIdOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import { after, appWith, berlin, december, goTo, occurrenceIdFor, occurrenceOf, promptOf, warsaw } from './kit.ts';

const whole = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };

async function askedApp(): Promise<TestApp> {
  const app = await appWith([warsaw, berlin]);
  await goTo(app, december.prompt);
  return app;
}

function placeOf(app: TestApp, partner = warsaw) {
  return { channelId: channelOf(partner), ts: promptOf(app.slack, partner).ts };
}

async function press(app: TestApp, userId: string, actionId: string): Promise<void> {
  await after(app, app.slack.as(userId).press({ ...placeOf(app), actionId }));
}

async function openForm(app: TestApp, userId: string): Promise<void> {
  await press(app, userId, actionIds.answerRest);
}

describe('who may answer', () => {
  test('our own staff are refused politely and nothing is written', async () => {
    const app = await askedApp();
    await press(app, staffPerson.priya, actionIds.rate[0]);
    expect((await occurrenceOf(app, warsaw)).answers).toEqual([]);
    const told = app.slack.as(staffPerson.priya).ephemeralMessages(channelOf(warsaw));
    expect(told.map(({ text }) => text).join()).toContain('Only people of the partner company');
  });

  test('a stranger is refused and learns nothing', async () => {
    const app = await askedApp();
    app.slack.world.addTeam({ id: 'TSTRANGE', name: 'Elsewhere' });
    app.slack.world.addUser({ id: 'USTRANGE', teamId: 'TSTRANGE', name: 'Max' });
    const value = `${occurrenceIdFor(warsaw)}|1|C1`;
    const forged = { ...placeOf(app), actionId: actionIds.rate[0], value, forged: true };
    await after(app, app.slack.as('USTRANGE').press(forged));
    expect((await occurrenceOf(app, warsaw)).answers).toEqual([]);
    const told = app.slack
      .as('USTRANGE')
      .ephemeralMessages()
      .map(({ text }) => text)
      .join();
    expect(told).not.toMatch(/Mossgrove|check-in was not found|Priya/);
  });

  test('another partner’s user cannot answer with a foreign id, from either channel', async () => {
    const app = await askedApp();
    const value = `${occurrenceIdFor(warsaw)}|1|C1`;
    const other = app.slack.as(adminOf(berlin));
    await after(app, other.press({ ...placeOf(app, berlin), actionId: actionIds.rate[0], value, forged: true }));
    await after(app, other.press({ ...placeOf(app, warsaw), actionId: actionIds.rate[0], value, forged: true }));
    await after(
      app,
      other.press({
        ...placeOf(app, berlin),
        actionId: actionIds.answerRest,
        value: occurrenceIdFor(warsaw),
        forged: true,
      }),
    );
    expect(other.currentView()).toBeUndefined();
    expect((await occurrenceOf(app, warsaw)).answers).toEqual([]);
    const told = other.ephemeralMessages(channelOf(berlin)).map(({ text }) => text);
    expect(told).toEqual(Array(2).fill('Dieser Check-in wurde nicht gefunden.'));
  });

  test('a forged value changes nothing', async () => {
    const app = await askedApp();
    const anna = app.slack.as(adminOf(warsaw));
    const rests = ['|9|C1', '|4|M5', '|won|D1|0', '|4|C1|0', '|4', ''];
    const values = ['no-such-occurrence|4|C1', ...rests.map((rest) => `${occurrenceIdFor(warsaw)}${rest}`), '|'];
    for (const value of values) {
      await after(app, anna.press({ ...placeOf(app), actionId: actionIds.rate[0], value, forged: true }));
    }
    expect((await occurrenceOf(app, warsaw)).answers).toEqual([]);
    const told = anna.ephemeralMessages().map(({ text }) => text);
    expect(told).toEqual(Array(values.length).fill('This check-in was not found.'));
  });
});

describe('what counts', () => {
  test('a button pressed twice is one answer and one edit', async () => {
    const app = await askedApp();
    const { ts } = promptOf(app.slack, warsaw);
    const pressing = { ...placeOf(app), actionId: actionIds.rate[3], ts };
    const anna = app.slack.as(adminOf(warsaw));
    await after(app, Promise.all([anna.press(pressing), anna.press(pressing)]));
    expect((await occurrenceOf(app, warsaw)).answers).toHaveLength(1);
  });

  test('a changed mind wins and the history stays', async () => {
    const app = await askedApp();
    await press(app, adminOf(warsaw), actionIds.rate[0]);
    await openForm(app, sellerOf(warsaw));
    await after(app, app.slack.as(sellerOf(warsaw)).submitView({ values: { ...whole, rating: '5' } }));
    const { answers, counts } = await occurrenceOf(app, warsaw);
    expect(answers.filter(({ questionId }) => questionId === 'C1').map(({ value }) => value)).toEqual(['1', '5']);
    expect(counts.people).toBe(2);
    expect(promptOf(app.slack, warsaw).text).toContain('thanks, done');
  });

  test('answers can be changed after completion, and the summary follows', async () => {
    const app = await askedApp();
    await openForm(app, adminOf(warsaw));
    await after(app, app.slack.as(adminOf(warsaw)).submitView({ values: whole }));
    await press(app, adminOf(warsaw), actionIds.changeAnswers);
    await after(app, app.slack.as(adminOf(warsaw)).submitView({ values: { nextNeed: 'training' } }));
    const { thread } = promptOf(app.slack, warsaw);
    expect(thread).toEqual([
      expect.stringContaining('Needed next: Training'),
      expect.stringContaining('Ines Okafor will answer'),
    ]);
    expect((await occurrenceOf(app, warsaw)).state).toBe('completed');
  });

  test('a form delivered again does not undo what a colleague answered since', async () => {
    const app = await askedApp();
    await openForm(app, adminOf(warsaw));
    await after(app, app.slack.as(adminOf(warsaw)).submitView({ values: whole }));
    await app.database.collection('inbox_deliveries').deleteMany({});
    const submitted = app.slack.log.deliveries.findLast(({ kind }) => kind === 'view_submission');
    expect(submitted?.name).toBe(callbackIds.answers);
    await press(app, sellerOf(warsaw), actionIds.changeAnswers);
    await after(app, app.slack.as(sellerOf(warsaw)).submitView({ values: { rating: '1' } }));
    const body = `payload=${encodeURIComponent(JSON.stringify(submitted?.payload))}`;
    await after(app, app.slack.rawDelivery(app.slack.signedRequest(body)));
    const ratings = (await occurrenceOf(app, warsaw)).answers.filter(({ questionId }) => questionId === 'C1');
    expect(ratings.map(({ value }) => value)).toEqual(['4', '1']);
  });

  test('between due and close an answer counts and is marked late', async () => {
    const app = await askedApp();
    await goTo(app, december.summary);
    await openForm(app, adminOf(warsaw));
    await after(app, app.slack.as(adminOf(warsaw)).submitView({ values: whole }));
    const occurrence = await occurrenceOf(app, warsaw);
    expect(occurrence.state).toBe('completed');
    expect(occurrence.counts.late).toBe(4);
    expect(promptOf(app.slack, warsaw).thread.filter((text) => text.includes('of 4 answered'))).toHaveLength(1);
  });

  test('after close an answer is kept, changes nothing, and the person is told', async () => {
    const app = await askedApp();
    await goTo(app, new Date('2026-12-22T15:50:00Z'));
    await openForm(app, adminOf(warsaw));
    await goTo(app, december.close);
    const submitted = await app.slack.as(adminOf(warsaw)).submitView({ values: whole });
    await after(app, Promise.resolve());
    expect(JSON.stringify(submitted.view?.content)).toContain('closed before your answer arrived');
    const occurrence = await occurrenceOf(app, warsaw);
    expect(occurrence.state).toBe('missed');
    expect(occurrence.answers).toEqual([]);
    expect(occurrence.afterClose).toHaveLength(4);

    const value = `${occurrenceIdFor(warsaw)}|5|C1`;
    const forged = { ...placeOf(app), actionId: actionIds.rate[4], value, forged: true };
    await after(app, app.slack.as(sellerOf(warsaw)).press(forged));
    const told = app.slack
      .as(sellerOf(warsaw))
      .ephemeralMessages()
      .map(({ text }) => text)
      .join();
    expect(told).toContain('closed before your answer arrived');
    expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
  });

  test('an answer that arrives before the delivery of its prompt is recorded counts', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    const rows = app.database.collection<{ _id: string }>('touch_occurrences');
    const unrecorded = { state: 'prepared', message: null, sentAt: null, nextAction: null, nextActionAt: null };
    await rows.updateOne({ _id: occurrenceIdFor(warsaw) }, { $set: unrecorded });
    await press(app, adminOf(warsaw), actionIds.rate[3]);
    const occurrence = await occurrenceOf(app, warsaw);
    expect(occurrence.state).toBe('partial');
    expect(occurrence.nextAction).toBe('remind');
    expect(occurrence.sentAt).not.toBeNull();
  });
});

describe('other ways in', () => {
  test('App Home shows a partner their open check-in and opens it', async () => {
    const app = await askedApp();
    const anna = app.slack.as(adminOf(warsaw));
    await after(app, anna.openHome());
    expect(JSON.stringify(app.slack.homeOf(adminOf(warsaw))?.content)).toContain('0 of 4 answered');
    await after(app, anna.pressInHome({ actionId: actionIds.openFromHome }));
    expect(JSON.stringify(anna.currentView()?.content)).toContain('How is it going?');
  });

  test('App Home shows a manager what their partners have open, and nobody else', async () => {
    const app = await askedApp();
    for (const person of ['priya', 'mei'] as const) await after(app, app.slack.as(staffPerson[person]).openHome());
    expect(JSON.stringify(app.slack.homeOf(staffPerson.priya)?.content)).toContain('Mossgrove Tech');
    expect(JSON.stringify(app.slack.homeOf(staffPerson.mei)?.content)).not.toContain('Mossgrove Tech');
  });

  test('the hub button opens the check-in with what was answered, or says when the next one comes', async () => {
    const app = await askedApp();
    await press(app, adminOf(warsaw), actionIds.rate[3]);
    const seller = app.slack.as(sellerOf(warsaw));
    const hub = { ...placeOf(app), actionId: actionIds.openFromHub, value: partnerIdOf(warsaw), forged: true };
    await after(app, seller.press(hub));
    expect(JSON.stringify(seller.currentView()?.content)).toContain('"initial_option"');
    await seller.closeView();
    await goTo(app, december.close);
    await after(app, seller.press(hub));
    const told = seller.ephemeralMessages(channelOf(warsaw)).map(({ text }) => text);
    expect(told).toEqual(['There is no open check-in. The next one comes on Tue 19 Jan.']);
  });

  test('staff read the ledger of a partner by command', async () => {
    const app = await askedApp();
    await goTo(app, december.close);
    const priya = app.slack.as(staffPerson.priya);
    const at = { channelId: channelOf(warsaw) };
    await after(app, priya.command('/partner check-ins p-0101', at));
    await after(app, priya.command('/partner check-ins', at));
    await after(app, priya.command('/partner check-ins P-9999', at));
    const told = priya.ephemeralMessages(channelOf(warsaw)).map(({ text }) => text);
    expect(told[0]).toContain('2026-12 · missed · 0/4 answered by 0 people · reminded');
    expect(told[1]).toContain('Say which partner');
    expect(told).toHaveLength(3);
  });
});
