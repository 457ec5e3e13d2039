import { expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, staffPerson } from '#test/kit/partners.ts';
import {
  after,
  appWith,
  december,
  goTo,
  newYorkAtTen,
  occurrenceOf,
  operator,
  promptOf,
  staffTexts,
  warsaw,
} from './kit.ts';

const values = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };

/** A check-in that was answered on its day; Greta leads the partner managers. */
async function answered(): Promise<TestApp> {
  const app = await appWith([warsaw]);
  await app.app.features.bySlug.program.changeSettings({
    actor: operator,
    change: { leads: { pmLead: 'greta', vp: null } },
    reason: 'Greta leads the partner managers',
    expectedVersion: 0,
    dryRun: false,
  });
  await goTo(app, december.prompt);
  const anna = app.slack.as(adminOf(warsaw));
  const { ts } = promptOf(app.slack, warsaw);
  await after(app, anna.press({ channelId: channelOf(warsaw), ts, actionId: 'check-ins.prompt.answer-rest' }));
  await after(app, anna.submitView({ values }));
  await goTo(app, newYorkAtTen('2026-12-08'));
  return app;
}

async function press(app: TestApp, person: keyof typeof staffPerson): Promise<void> {
  const [card] = app.slack.as(staffPerson.priya).dms();
  const { channelId = '', ts = '' } = card ?? {};
  const { occurrenceId: value } = await occurrenceOf(app, warsaw);
  const pressed = { channelId, ts, actionId: actionIds.reviewed, value, forged: true };
  await after(app, app.slack.as(staffPerson[person]).press(pressed));
}

test('the partner manager ticks the answers off with one tap, and the lead hears nothing', async () => {
  const app = await answered();
  await press(app, 'priya');
  await press(app, 'priya');
  expect(await occurrenceOf(app, warsaw)).toMatchObject({ reviewedBy: 'Priya Nair' });
  const reviews = { action: 'occurrence.reviewed' };
  expect(await app.database.collection('audit_entries').countDocuments(reviews)).toBe(1);
  expect(JSON.stringify(app.slack.as(staffPerson.priya).dms())).toContain('Reviewed by Priya Nair.');
  await goTo(app, newYorkAtTen('2026-12-23'));
  expect(staffTexts(app.slack, 'greta')).toEqual([]);
});

test('answers that nobody read before the touch closed go to the lead, once', async () => {
  const app = await answered();
  await press(app, 'mei');
  expect(await occurrenceOf(app, warsaw)).toMatchObject({ reviewedAt: null });
  await goTo(app, december.close);
  await goTo(app, newYorkAtTen('2026-12-23'));
  expect(staffTexts(app.slack, 'greta')).toEqual([
    expect.stringContaining('Mossgrove Tech (P-0101)*: December check-in (Priya Nair)'),
  ]);
});
