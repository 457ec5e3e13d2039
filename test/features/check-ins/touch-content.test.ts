import { expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { Occurrence } from '#features/check-ins/schemas.ts';
import type { TestApp } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, partnerWorld, seedPartners, sellerOf } from '#test/kit/partners.ts';
import { after, goTo, operator } from './kit.ts';
import { sampleDeals } from './sample-deals.ts';
import type { SampleNumbers } from './sample-deals.ts';

const larkhill = {
  ref: 'P103',
  zone: 'Europe/Warsaw',
  country: 'PL',
  name: 'Larkhill Data',
  tier: 'strategic',
} as const;
const first = new Date('2026-12-14T09:00:00Z');
const second = new Date('2026-12-21T09:00:00Z');

async function reviewApp(numbers: SampleNumbers) {
  const deals = sampleDeals(numbers);
  const app = await createTestApp({
    startAt: new Date('2026-12-07T08:00:00Z'),
    world: partnerWorld([larkhill]),
    overrides: { moreFeatures: () => [deals.feature] },
  });
  await seedPartners(app, [larkhill]);
  return { app, ...deals };
}

const twoDeals = (): SampleNumbers => ({
  changed: 2,
  deals: [
    { id: 'DR-0001', title: 'Acme rollout', amount: 48_000, step: '2027-01-08 Send the offer' },
    { id: 'DR-0002', title: 'Beta pilot', amount: 9000, step: '2026-12-01 Call the buyer' },
  ],
});

async function reviewOf(app: TestApp, week: string): Promise<Occurrence> {
  const rows = app.database.collection<{ _id: string }>('touch_occurrences');
  return (await rows.findOne({ _id: `weekly_deal_review:${partnerIdOf(larkhill)}:${week}` })) as unknown as Occurrence;
}

/** The newest review in the channel. */
function shown(app: TestApp) {
  const posts = app.slack.messages(channelOf(larkhill)).filter(({ text }) => text.includes('Deal review'));
  const prompt = posts.filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts).at(-1);
  if (prompt === undefined) throw new Error('no deal review in the channel');
  return { ts: prompt.ts, text: prompt.text, blocks: JSON.stringify(prompt.blocks) };
}

function press(app: TestApp, actionId: string, choice?: string): Promise<void> {
  const at = { channelId: channelOf(larkhill), ts: shown(app).ts, actionId };
  const value = `weekly_deal_review:${partnerIdOf(larkhill)}:2026-W51|${choice}`;
  const query = choice === undefined ? at : { ...at, value };
  return after(app, app.slack.as(adminOf(larkhill)).press(query));
}

const said = ({ answers }: Occurrence) =>
  answers.map(({ questionId, subjectId, value, source }) => `${questionId}/${subjectId} ${String(value)} (${source})`);

test('a weekly review shows what another feature took once, asks its deals one by one and hands the answers back', async () => {
  const numbers = twoDeals();
  const { app, told } = await reviewApp(numbers);
  await goTo(app, first);
  expect(shown(app).text).toContain('*Deal review, week 51*: 2 deals, 2 questions, two minutes, by *Tue 15 Dec 12:00');
  expect(shown(app).blocks).toContain('2 deals changed since last week');
  expect(shown(app).blocks).toContain('*Deal 1* Acme rollout · EUR 48000');

  // The numbers move on; what was shown stays.
  numbers.deals[0] = { id: 'DR-0001', title: 'Acme rollout', amount: 1, step: '2027-01-08 Other' };
  numbers.changed = 7;
  await press(app, actionIds.choice[2], 'at_risk|D1|0');
  expect(shown(app).blocks).toContain(
    '✓ *Deal 1* Acme rollout: *At risk*, by Anna Admin · next: Send the offer, Fri 8 Jan',
  );
  expect(shown(app).blocks).toContain('2 deals changed since last week');
  expect(told).toEqual([
    {
      subjectId: 'DR-0001',
      answers: { D1: 'at_risk', D2: '2027-01-08 Send the offer', D3: '2027-02-01', D5: 'likely' },
    },
  ]);

  // A colleague who may only post, in words; the day of the known step has passed, so only the day is asked.
  const place = { channelId: channelOf(larkhill), threadTs: shown(app).ts };
  await after(app, app.slack.as(sellerOf(larkhill)).say({ ...place, text: 'deal 2 moved, 2 none' }));
  expect(shown(app).blocks).toContain('Next step “Call the buyer”: by when?');
  expect((await reviewOf(app, '2026-W51')).counts).toMatchObject({ required: 5, answered: 4, people: 2 });
  await press(app, actionIds.choice[0], '2026-12-21|D2|1');
  const review = await reviewOf(app, '2026-W51');
  expect(review.state).toBe('completed');
  expect(said(review)).toEqual([
    'D1/DR-0001 at_risk (button)',
    'D2/DR-0001 2027-01-08 Send the offer (confirmed)',
    'D3/DR-0001 2027-02-01 (confirmed)',
    'D5/DR-0001 likely (confirmed)',
    'D1/DR-0002 moved (words)',
    'W2/null none (words)',
    'D3/DR-0002 2027-02-01 (confirmed)',
    'D5/DR-0002 likely (confirmed)',
    'D2/DR-0002 2026-12-21 Call the buyer (button)',
  ]);
  expect(told.map(({ subjectId }) => subjectId)).toEqual(['DR-0001', 'DR-0002', 'DR-0002']);
  expect(shown(app).text).toContain('thanks, done');
  const thread = app.slack.thread(place.channelId, place.threadTs).at(-1)?.text ?? '';
  expect(thread).toContain('• Beta pilot: Moved forward · Call the buyer, by Mon 21 Dec');

  // A week later nothing has changed: one tap.
  numbers.deals = twoDeals().deals.slice(0, 1);
  await goTo(app, second);
  expect(shown(app).text).toContain('*Deal review, week 52*: one tap if nothing has changed');
  await press(app, actionIds.noChange);
  const next = await reviewOf(app, '2026-W52');
  expect(next.state).toBe('completed');
  expect(said(next)[0]).toBe('W2/null none (confirmed)');
  const ledger = { from: '2026-12-21', to: '2026-12-21', actor: operator };
  const [line] = await app.app.features.bySlug['check-ins'].listLedger(ledger);
  expect(line).toMatchObject({ touchId: 'weekly_deal_review', taps: 1, answered: 3, required: 3 });
});

test('one deal is changed in a form of its own; what is missing or foreign is said', async () => {
  const { app, told } = await reviewApp(twoDeals());
  await goTo(app, first);
  const anna = app.slack.as(adminOf(larkhill));
  await press(app, actionIds.otherChoice, 'on_hold|D1|1');
  await press(app, actionIds.changeItem, '|D1|1');
  const form = JSON.stringify(anna.currentView()?.content);
  expect(form).toContain('*Deal 2* Beta pilot');
  expect(form).not.toContain('Acme');
  expect(form).not.toContain('Where do you want help');
  const wrong = await anna.submitView({
    values: { 'nextStep.1': 'Wait for the budget', 'nextStep.1.day': '2026-12-01' },
  });
  expect(wrong.errors).toEqual({ 'nextStep.1.day': 'This day has passed. Please choose one from today on.' });
  await after(app, anna.submitView({ values: { 'nextStep.1.day': '2027-01-11' } }));
  expect(told.at(-1)?.answers).toMatchObject({ D1: 'on_hold', D2: '2027-01-11 Wait for the budget' });

  const place = { channelId: channelOf(larkhill), ts: shown(app).ts };
  const occurrenceId = `weekly_deal_review:${partnerIdOf(larkhill)}:2026-W51`;
  const before = said(await reviewOf(app, '2026-W51'));
  for (const rest of ['moved|D1|9', 'moved|D1', 'dancing|D1|0', '2026-99-99|D2|1', 'moved|D1|-1', 'likely|D2|0']) {
    const forged = { ...place, actionId: actionIds.choice[0], value: `${occurrenceId}|${rest}`, forged: true };
    await after(app, anna.press(forged));
  }
  expect(said(await reviewOf(app, '2026-W51'))).toEqual(before);
  expect(anna.ephemeralMessages().map(({ text }) => text)).toEqual(Array(6).fill('This check-in was not found.'));
});

test('without anything to show the review still asks its one question', async () => {
  const { app } = await reviewApp({ changed: 0, deals: [] });
  await goTo(app, first);
  expect(shown(app).blocks).toContain('Where do you want help this week?');
  expect(shown(app).blocks).not.toContain('changed since');
  await press(app, actionIds.choice[5]);
  expect((await reviewOf(app, '2026-W51')).state).toBe('completed');
});
