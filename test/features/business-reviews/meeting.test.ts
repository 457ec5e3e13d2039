import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/business-reviews/ids.ts';
import { adminOf, channelOf, staffPerson } from '#test/kit/partners.ts';
import { appWith, channelTexts, core, dmTexts, german, goTo, pressDm, rest, reviewOf, step, threadOf } from './kit.ts';

const minutes = {
  held: 'yes',
  attendees: 'Anna, Priya',
  decisions: 'We go on with <!channel> retail.',
  ours: 'Send the price list | Priya | 2026-12-18',
  theirs: 'Register three deals | Anna | 2027-01-15',
  finish: 'publish',
};

test('a review from its draft to its progress: approved, shared, minuted, followed up', async () => {
  const app = await appWith();
  const priya = app.slack.as(staffPerson.priya);
  await step(app, 'slots');
  await goTo(app, '2026-11-16T14:00:00Z');
  expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('Tue 8 Dec 10:00 (London)')]);

  await goTo(app, '2026-11-27T09:00:00Z');
  expect(await reviewOf(app)).toMatchObject({ state: 'drafted', waitsFor: 'pack', nextStep: 'pack_lead' });
  expect(channelTexts(app).join()).not.toContain('48,000');
  app.numbers.lines = ['Sourced revenue: EUR 99,000'];
  await goTo(app, '2026-11-30T15:00:00Z');
  await pressDm(app, 'priya', actionIds.approvePack);
  await goTo(app, '2026-12-01T10:00:00Z');
  expect(threadOf(app, 'Pack for our business review')).toEqual([expect.stringContaining('EUR 48,000')]);
  expect(dmTexts(app, 'priya').join()).toContain('Approved by Priya Nair');

  await goTo(app, '2026-12-04T10:00:00Z');
  await step(app, 'agenda');
  expect(threadOf(app, 'Pack for our business review')).toHaveLength(2);

  await goTo(app, '2026-12-09T15:00:00Z');
  await step(app, 'actions');
  await pressDm(app, 'priya', actionIds.writeMinutes);
  expect((await priya.submitView({ values: minutes })).errors).toEqual({});
  await rest(app);
  await goTo(app, '2026-12-10T10:00:00Z');
  const [, , said = '', logged = ''] = threadOf(app, 'Pack for our business review');
  expect(said).toContain('Minutes of our business review on Tue 8 Dec');
  expect(said).toContain('• Send the price list (Priya, by Fri 18 Dec)');
  expect(said).toContain('&lt;!channel&gt;');
  expect(logged).toMatch(/^Thanks. Logged as \*FU-\d+\*, Priya Nair will answer by Fri 18 Dec/);
  expect(await app.database.collection('follow_ups').findOne({ rule: 'R9' })).toMatchObject({
    dueOn: '2026-12-18',
    title: { key: 'commitment', params: { commitment: 'Send the price list' } },
  });

  await goTo(app, '2026-12-22T15:00:00Z');
  await step(app, 'progress');
  await pressDm(app, 'priya', actionIds.reportProgress);
  await priya.submitView({ values: { kept: ['P1'] } });
  await goTo(app, '2026-12-23T10:00:00Z');
  expect(threadOf(app, 'Pack for our business review').at(-1)).toContain('1 of 2 done');
  expect(await reviewOf(app)).toMatchObject({ state: 'held', waitsFor: null, nextStep: null });
});

describe('the minutes', () => {
  test('keep what was typed when a line is wrong or it is a draft, and nobody else reads it', async () => {
    const app = await appWith([core, german]);
    const priya = app.slack.as(staffPerson.priya);
    await goTo(app, '2026-12-09T15:00:00Z');
    await step(app, 'actions');
    await pressDm(app, 'priya', actionIds.writeMinutes);
    const wrong = await priya.submitView({ values: { ...minutes, ours: 'Send it\nsoon' } });
    expect(wrong.errors['ours']).toContain('Line 1');
    const named = await priya.submitView({ values: { ...minutes, decisions: 'As with Otterbrook Systeme.' } });
    expect(named.errors['decisions']).toContain('another partner');
    await priya.submitView({ values: { ...minutes, ours: 'Send it soon', finish: 'draft' } });
    await rest(app);
    expect(await reviewOf(app)).toMatchObject({ minutes: null, draft: { fields: { ours: 'Send it soon' } } });
    expect(channelTexts(app).join()).not.toMatch(/review|Pack/);
    await pressDm(app, 'priya', actionIds.writeMinutes);
    expect(JSON.stringify(priya.currentView()?.content)).toContain('Send it soon');
  });

  test('without a pack open a thread of their own; what the partner answers reaches the manager, and a change edits them', async () => {
    const app = await appWith([german]);
    const priya = app.slack.as(staffPerson.priya);
    await goTo(app, '2026-12-09T15:00:00Z');
    await step(app, 'actions', german);
    await pressDm(app, 'priya', actionIds.writeMinutes);
    await priya.submitView({ values: minutes });
    await goTo(app, '2026-12-10T10:00:00Z');
    const root = app.slack.messages(channelOf(german)).find(({ text }) => text.includes('Protokoll'));
    expect(root?.text).toContain('• Register three deals (Anna, bis Fr., 15. Jan.)');
    const channelId = channelOf(german);
    await app.slack.as(adminOf(german)).say({ channelId, threadTs: root?.ts ?? '', text: 'It was *four* deals' });
    await goTo(app, '2026-12-10T15:00:00Z');
    expect(dmTexts(app, 'priya').join()).toContain('It was *four* deals');
    expect((await reviewOf(app, german)).replies).toHaveLength(1);
    await pressDm(app, 'priya', actionIds.writeMinutes);
    const theirs = 'Register four deals | Anna | 2027-01-15';
    await priya.submitView({ values: { ...minutes, theirs } });
    await rest(app);
    expect(threadOf(app, 'Protokoll', german)[0]).toContain('four deals');
    expect(channelTexts(app, german).filter((text) => text.includes('Protokoll'))).toHaveLength(1);
    expect((await reviewOf(app, german)).commitments.map(({ commitmentId }) => commitmentId)).toEqual(['V1', 'P2']);
  });

  test('cannot be written before the meeting, nor by another manager or the partner', async () => {
    const app = await appWith();
    await step(app, 'actions');
    await goTo(app, '2026-11-16T14:00:00Z');
    await pressDm(app, 'priya', actionIds.writeMinutes);
    for (const person of ['priya', 'mei'] as const) await app.slack.as(staffPerson[person]).openHome();
    await rest(app);
    expect(JSON.stringify(app.slack.homeOf(staffPerson.priya)?.content)).toContain('minutes to write');
    expect(JSON.stringify(app.slack.homeOf(staffPerson.mei)?.content)).not.toContain('Mossgrove');
    const card = app.slack.as(staffPerson.priya).dms().at(-1);
    const place = { channelId: channelOf(core), ts: card?.ts ?? '', actionId: actionIds.writeMinutes };
    await goTo(app, '2026-12-09T15:00:00Z');
    const value = (await reviewOf(app)).reviewId;
    for (const userId of [staffPerson.mei, adminOf(core)]) {
      await app.slack.as(userId).press({ ...place, value, forged: true });
      await rest(app);
      expect(app.slack.as(userId).currentView()).toBeUndefined();
    }
    expect(app.slack.as(staffPerson.priya).currentView()).toBeUndefined();
  });
});

describe('what is late', () => {
  test('a pack nobody approves goes to the lead and then the VP; minutes to the manager and then the lead', async () => {
    const app = await appWith();
    await app.app.features.bySlug.program.changeSettings({
      actor: { kind: 'operator', name: 'test' },
      change: { leads: { pmLead: 'tomas', vp: 'greta' } },
      reason: 'test',
      expectedVersion: 0,
      dryRun: false,
    });
    await step(app, 'slots');
    await goTo(app, '2026-11-27T15:00:00Z');
    await goTo(app, '2026-12-01T15:00:00Z');
    expect(dmTexts(app, 'tomas')).toEqual([expect.stringContaining('is not approved. Partner manager: Priya Nair')]);
    expect(dmTexts(app, 'greta')).toEqual([]);
    await goTo(app, '2026-12-03T15:00:00Z');
    expect(dmTexts(app, 'greta')).toHaveLength(1);
    await goTo(app, '2026-12-09T15:00:00Z');
    await step(app, 'actions');
    await goTo(app, '2026-12-21T15:00:00Z');
    expect(dmTexts(app, 'tomas').at(-1)).toContain('The minutes of the review with Mossgrove Tech (P-0301)');
    await step(app, 'progress');
    expect(await reviewOf(app)).toMatchObject({ state: 'missed', nextStep: null, waitsFor: null });
    expect(channelTexts(app).join()).not.toMatch(/review|Pack/);
  });

  test('operations learn that nobody is named, and a meeting that was not held asks nobody for minutes', async () => {
    const app = await appWith();
    await step(app, 'slots');
    await goTo(app, '2026-11-27T15:00:00Z');
    await goTo(app, '2026-12-01T15:00:00Z');
    expect(dmTexts(app, 'ines').join()).toContain('leads.pmLead');
    await goTo(app, '2026-12-09T15:00:00Z');
    await step(app, 'actions');
    await pressDm(app, 'priya', actionIds.writeMinutes);
    await app.slack.as(staffPerson.priya).submitView({ values: { held: 'no', finish: 'publish' } });
    await rest(app);
    await step(app, 'minutes');
    expect(await reviewOf(app)).toMatchObject({ state: 'drafted', waitsFor: null, nextStep: null });
    expect(dmTexts(app, 'priya').join()).not.toContain('due today');
  });
});

test('a step that is taken again has one effect', async () => {
  const app = await appWith();
  await step(app, 'slots');
  const before = await reviewOf(app);
  await step(app, 'slots');
  expect(await reviewOf(app)).toEqual(before);
  await goTo(app, '2026-11-16T14:00:00Z');
  expect(dmTexts(app, 'priya')).toHaveLength(1);
});

test('a new date brings a draft back to its freeze', async () => {
  const app = await appWith();
  await step(app, 'slots');
  await goTo(app, '2026-11-27T15:00:00Z');
  expect((await reviewOf(app)).state).toBe('drafted');
  await step(app, 'slots', core, '2026-12-15');
  expect(await reviewOf(app)).toMatchObject({
    state: 'planned',
    pack: null,
    nextStep: 'draft',
    meetingOn: '2026-12-15',
  });
});
