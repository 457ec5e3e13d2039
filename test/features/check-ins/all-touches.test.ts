import { expect, test } from 'vitest';
import { addMinutes } from '#core/calendar/instants.ts';
import type { TouchClosed } from '#core/contributions/touch-closed.ts';
import type { Feature } from '#core/feature.ts';
import type { Occurrence } from '#features/check-ins/schemas.ts';
import type { TestApp } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { operator } from './kit.ts';
import { applyBeside, serviceBeside, tellChange } from './service-kit.ts';

const warsaw = { ref: 'P101', zone: 'Europe/Warsaw', country: 'PL', name: 'Mossgrove Tech' } as const;
const partnerId = partnerIdOf(warsaw);

async function appAt(startAt: string, partner: TestPartner, features: readonly Feature[] = []): Promise<TestApp> {
  const overrides = { moreFeatures: () => features };
  const world = partnerWorld([partner]);
  const app = await createTestApp({ startAt: new Date(startAt), world, overrides });
  await seedPartners(app, [partner]);
  await app.time.advanceTo(addMinutes(app.clock.now(), 2));
  return app;
}

/** Time stops at each of these instants and jumps in between. */
async function passing(app: TestApp, ...instants: readonly string[]): Promise<void> {
  for (const instant of instants) {
    app.clock.moveTo(new Date(instant));
    await app.time.advanceTo(addMinutes(app.clock.now(), 3));
  }
}

async function rowOf(app: TestApp, touchId: string, periodKey: string): Promise<Occurrence> {
  const row = await app.database.collection('touch_occurrences').findOne({ partnerId, touchId, periodKey, live: true });
  if (row === null) throw new Error(`there is no ${touchId} ${periodKey}`);
  return { ...row, occurrenceId: String(row._id) } as unknown as Occurrence;
}

const plan = (app: TestApp) => app.app.features.bySlug['check-ins'].public;
type Wish = Parameters<ReturnType<typeof plan>['previewChange']>[0]['change'];

async function change(app: TestApp, wish: Wish): Promise<void> {
  await applyBeside(app, { actor: operator, partnerId, change: wish });
}

test('in the week of the performance review the deal review is one part of its message', async () => {
  const app = await appAt('2027-01-04T06:00:00Z', { ...warsaw, tier: 'strategic' });
  await passing(app, '2027-01-04T09:00:00Z', '2027-01-07T11:00:00Z', '2027-01-08T09:00:00Z');
  const review = await rowOf(app, 'monthly_performance_review', '2027-01');
  expect(await rowOf(app, 'weekly_deal_review', '2027-W01')).toMatchObject({
    state: 'skipped',
    reason: 'merged_into_review',
    mergedInto: review.occurrenceKey,
  });
  expect(review).toMatchObject({ state: 'sent', sections: ['performance', 'deals'], tier: 'strategic' });
  const asked = review.snapshot?.questions.map(({ questionId }) => questionId);
  expect(asked).toEqual(expect.arrayContaining(['M1', 'M5', 'W2']));
});

test('a review whose pre-work is out moves to another day, and stays one', async () => {
  const steps: string[] = [];
  const feature: Feature = {
    slug: 'probe',
    rights: {},
    touchSteps: [
      {
        touches: ['qbr_core'],
        steps: ['agenda'],
        run: (step, run) => Promise.resolve(void steps.push(`${step} ${run.heldOn}`)),
      },
    ],
  };
  const app = await appAt('2027-01-04T06:00:00Z', { ...warsaw, tier: 'core' }, [feature]);
  const before = await plan(app).plannedIn(partnerId, '2027-01-20');
  expect(before).toMatchObject({ quarter: '2027-Q1', meetingTime: '10:00', zone: 'Europe/Warsaw' });
  const preWork = (await plan(app).nextRunOf(partnerId, 'qbr_core'))?.occurrenceId;
  expect(preWork).toBe(`qbr_core:${partnerId}:2027-Q1`);
  await app.time.advanceTo(new Date('2027-01-14T10:00:00Z'));
  const sent = await rowOf(app, 'qbr_core', '2027-Q1');
  expect(sent.state).toBe('sent');
  const wish = { partnerId, quarter: '2027-Q1', on: before?.to ?? '', time: '14:00' };
  expect(await plan(app).refusalOf({ ...wish, on: '2027-03-30' })).toBe('outside_period');
  await plan(app).setDate({ ...wish, actor: operator });
  await plan(app).setDate({ ...wish, actor: operator });
  const moved = await rowOf(app, 'qbr_core', '2027-Q1');
  expect(moved).toMatchObject({
    occurrenceId: sent.occurrenceId,
    heldOn: wish.on,
    meetingTime: '14:00',
    state: 'sent',
  });
  expect(moved.dates).toEqual([expect.objectContaining({ heldOn: sent.heldOn, cause: 'review_dated' })]);
  expect(moved.promptQueuedAt).toEqual(sent.promptQueuedAt);
  await app.time.advanceTo(moved.schedule?.qbr?.meetingAt ?? app.clock.now());
  expect(steps).toEqual([`agenda ${wish.on}`]);
  expect((await rowOf(app, 'qbr_core', '2027-Q1')).snapshot?.contentAt).not.toBeNull();
});

test('a pause takes back a prompt that waits for Slack', async () => {
  const app = await appAt('2026-12-07T08:00:00Z', warsaw);
  await passing(app, '2026-12-08T07:00:00Z');
  app.slack.faults.down({ forMs: 4 * 3_600_000 });
  await passing(app, '2026-12-08T09:00:00Z');
  expect((await rowOf(app, 'monthly_checkin', '2026-12')).promptQueuedAt).not.toBeNull();
  await tellChange(app, partnerId, {}, { status: 'paused' });
  await passing(app, '2026-12-08T14:00:00Z', '2026-12-09T09:00:00Z');
  const rows = await app.database.collection('touch_occurrences').find({ touchId: 'monthly_checkin' }).toArray();
  expect(rows.map((row) => [row['state'], row['reason'], row['live']])).toEqual([
    ['cancelled', 'status_paused', false],
  ]);
  expect(app.slack.messages(channelOf(warsaw)).filter(({ text }) => /check-in/i.test(text))).toEqual([]);
});

test('a change is shown before it is made, refused where it must not be, and then made', async () => {
  const app = await appAt('2026-12-07T08:00:00Z', warsaw);
  const order = { actor: operator, partnerId };
  const coming = await plan(app).listComing({ ...order, days: 10 });
  expect(coming).toEqual([{ touchId: 'monthly_checkin', periodKey: '2026-12', heldOn: '2026-12-08', time: '10:00' }]);
  const move = {
    kind: 'move',
    touchId: 'monthly_checkin',
    periodKey: '2026-12',
    on: '2026-12-10',
    time: '11:00',
  } as const;
  const line = {
    touchId: 'monthly_checkin',
    before: { heldOn: '2026-12-08', time: '10:00' },
    after: { heldOn: '2026-12-10', time: '11:00' },
  };
  expect(await plan(app).previewChange({ ...order, change: move })).toEqual([line]);
  await expect(change(app, { ...move, on: '2027-01-04' })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'check-ins.outside_period',
  });
  expect(await app.database.collection('cadence_events').countDocuments({})).toBe(0);
  await change(app, move);
  await passing(app, '2026-12-08T09:00:00Z', '2026-12-10T07:00:00Z', '2026-12-10T10:00:00Z');
  const moved = await rowOf(app, 'monthly_checkin', '2026-12');
  expect(moved).toMatchObject({ state: 'sent', heldOn: '2026-12-10', shift: 'moved', shiftedFrom: '2026-12-08' });
  await expect(change(app, { kind: 'skip', touchId: 'monthly_checkin', periodKey: '2026-12' })).rejects.toMatchObject({
    code: 'check-ins.already_sent',
  });
  const stranger = {
    kind: 'partner',
    partnerId: 'P-0102',
    person: { teamId: 'T1', userId: 'U1' },
    roles: ['partner_admin'],
  } as const;
  const foreign = applyBeside(app, { actor: stranger, partnerId, change: move });
  await expect(foreign).rejects.toMatchObject({ kind: 'missing' });
});

test('new settings move what is stored and not sent', async () => {
  const app = await appAt('2026-12-07T08:00:00Z', warsaw);
  expect((await rowOf(app, 'monthly_checkin', '2026-12')).state).toBe('scheduled');
  await app.app.features.bySlug.program.changeSettings({
    actor: operator,
    change: { touches: { monthly_checkin: { prompt: { businessDays: 0, at: '11:30' } } } },
    reason: 'later is better',
    expectedVersion: 0,
    dryRun: false,
  });
  await passing(app, '2026-12-08T07:00:00Z');
  const moved = await rowOf(app, 'monthly_checkin', '2026-12');
  expect(moved.schedule?.promptAt).toEqual(new Date('2026-12-08T10:30:00Z'));
});

test('a newsletter without content is not posted; whoever asks is told when a touch is over', async () => {
  const closed: TouchClosed[] = [];
  const feature: Feature = {
    slug: 'probe',
    rights: {},
    onTouchClosed: (touch) => Promise.resolve(void closed.push(touch)),
  };
  const app = await appAt('2026-12-07T08:00:00Z', warsaw, [feature]);
  await passing(app, '2026-12-08T07:00:00Z', '2026-12-08T09:00:00Z', '2026-12-22T16:00:00Z', '2027-01-11T10:00:00Z');
  expect(await rowOf(app, 'quarterly_newsletter', '2027-Q1')).toMatchObject({ state: 'skipped', reason: 'no_content' });
  expect(closed).toEqual([
    expect.objectContaining({
      outcome: 'missed',
      missedInARow: 1,
      run: expect.objectContaining({ periodKey: '2026-12' }),
    }),
  ]);
  const counts = await serviceBeside(app).responseCounts(
    new Date('2026-12-01T00:00:00Z'),
    new Date('2027-01-01T00:00:00Z'),
  );
  // One touch is no habit.
  expect(counts).toEqual([]);
});
