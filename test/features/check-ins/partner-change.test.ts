import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf } from '#test/kit/partners.ts';
import { after, appWith, checkInPosts, december, goTo, occurrenceOf, operator, promptOf, warsaw } from './kit.ts';
import { serviceBeside, tellChange } from './service-kit.ts';

const partnerId = partnerIdOf(warsaw);
const active = { status: 'active' };

async function rowsOf(app: TestApp) {
  const rows = await app.database
    .collection('touch_occurrences')
    .find({ partnerId, touchId: 'monthly_checkin' })
    .sort({ _id: 1 })
    .toArray();
  return rows.map((row) => [String(row._id), row['state'], row['reason'], row['live']]);
}

/** December is stored, and prepared, two hours before its prompt. */
const stored = new Date('2026-12-08T07:00:00Z');

async function pause(app: TestApp): Promise<void> {
  if (app.clock.now() < stored) await goTo(app, stored);
  await tellChange(app, partnerId, active, { status: 'paused' });
}

const nextTick = (app: TestApp): Promise<void> => after(app, Promise.resolve());

const key = `monthly_checkin:${partnerId}:2026-12`;

describe('before the prompt', () => {
  test.each([
    [{ status: 'paused' }, 'status_paused'],
    [{ status: 'offboarding' }, 'status_offboarding'],
    [{ status: 'ended' }, 'status_ended'],
    [{ tier: 'core' }, 'tier_changed'],
  ])('%j cancels what was planned and nothing is posted', async (change, reason) => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-08T08:30:00Z'));
    expect((await occurrenceOf(app, warsaw)).state).toBe('prepared');
    await tellChange(app, partnerId, {}, change);
    await goTo(app, december.close);
    await goTo(app, new Date('2027-01-19T09:00:00Z'));
    expect(await rowsOf(app)).toEqual([[key, 'cancelled', reason, false]]);
    expect(checkInPosts(app.slack, warsaw)).toEqual([]);
  });

  test('paused and active again within the month: built anew, asked once', async () => {
    const app = await appWith([warsaw]);
    await pause(app);
    await tellChange(app, partnerId, { status: 'paused' }, active);
    await goTo(app, december.prompt);
    expect(await rowsOf(app)).toEqual([
      [key, 'cancelled', 'status_paused', false],
      [`${key}:2`, 'sent', null, true],
    ]);
    expect(checkInPosts(app.slack, warsaw)).toHaveLength(1);
  });

  test('active again after the prompt’s time: no backlog, the next month is the first', async () => {
    const app = await appWith([warsaw]);
    await pause(app);
    await goTo(app, december.reminder);
    await tellChange(app, partnerId, { status: 'paused' }, active);
    await goTo(app, december.close);
    expect(await rowsOf(app)).toEqual([[key, 'cancelled', 'status_paused', false]]);
    await goTo(app, new Date('2027-01-19T07:00:00Z'));
    expect((await rowsOf(app))[1]).toEqual([`monthly_checkin:${partnerId}:2027-01`, 'prepared', null, true]);
  });

  test('a new zone moves what is planned', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, stored);
    await tellChange(app, partnerId, {}, { timeZone: 'America/New_York' });
    await nextTick(app);
    expect(await rowsOf(app)).toEqual([[key, 'scheduled', null, true]]);
    const moved = await app.database.collection('touch_occurrences').findOne({ partnerId, live: true });
    expect(moved?.['schedule'].promptAt).toEqual(new Date('2026-12-08T15:00:00Z'));
    expect(moved?.['dates']).toEqual([expect.objectContaining({ heldOn: '2026-12-08', cause: 'zone_changed' })]);
  });

  test('told twice of the same change, nothing more happens', async () => {
    const app = await appWith([warsaw]);
    await pause(app);
    const before = await rowsOf(app);
    await pause(app);
    expect(await rowsOf(app)).toEqual(before);
  });

  test('a zone in which the prompt’s time is over leaves a skip with its reason, and no prompt', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, stored);
    await tellChange(app, partnerId, {}, { timeZone: 'Asia/Kolkata' });
    await goTo(app, december.close);
    expect(await rowsOf(app)).toEqual([
      [key, 'cancelled', 'plan_changed', false],
      [`${key}:2`, 'skipped', 'plan_changed', true],
    ]);
    expect(checkInPosts(app.slack, warsaw)).toEqual([]);
  });

  test('another tier or status never starts a check-in', async () => {
    const app = await appWith([
      { ...warsaw, tier: 'core' },
      { ref: 'P103', status: 'onboarding' },
    ]);
    await goTo(app, december.close);
    const touches = await app.database.collection('cadences').distinct('touchId');
    expect(touches.toSorted()).toEqual(['biweekly_pipeline_review', 'qbr_core']);
    expect(await rowsOf(app)).toEqual([]);
  });

  test('a partner launched less than five business days before is asked a month later', async () => {
    const app = await appWith([{ ...warsaw, launchOn: '2026-12-02' }]);
    await goTo(app, new Date('2027-01-19T07:00:00Z'));
    expect(await rowsOf(app)).toEqual([[`monthly_checkin:${partnerId}:2027-01`, 'prepared', null, true]]);
  });
});

describe('after the prompt', () => {
  test.each([{ tier: 'core' }, { status: 'paused' }])('%j lets it run to its own close', async (change) => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    await tellChange(app, partnerId, {}, change);
    await goTo(app, december.close);
    expect((await rowsOf(app))[0]).toEqual([key, 'missed', null, true]);
  });

  test.each(['offboarding', 'ended'])('%s closes it in the channel', async (status) => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    await tellChange(app, partnerId, {}, { status });
    await nextTick(app);
    expect(await rowsOf(app)).toEqual([[key, 'cancelled', status, true]]);
    expect(promptOf(app.slack, warsaw).text).toContain('is closed');
    expect(promptOf(app.slack, warsaw).blocks).not.toContain(actionIds.answerRest);
  });

  test('offboarding and back in the same month does not ask twice', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    await tellChange(app, partnerId, {}, { status: 'offboarding' });
    await tellChange(app, partnerId, { status: 'offboarding' }, active);
    await goTo(app, december.close);
    expect(checkInPosts(app.slack, warsaw)).toHaveLength(1);
  });

  test('answers to what was asked still count after a change of tier', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    await tellChange(app, partnerId, {}, { tier: 'core' });
    const anna = app.slack.as(adminOf(warsaw));
    const place = { channelId: channelOf(warsaw), ts: promptOf(app.slack, warsaw).ts };
    await after(app, anna.press({ ...place, actionId: actionIds.rate[3] }));
    expect((await occurrenceOf(app, warsaw)).state).toBe('partial');
  });
});

test('the ledger names every run with its reason', async () => {
  const app = await appWith([warsaw]);
  await pause(app);
  const range = { from: '2026-12-01', to: '2026-12-31' };
  const ledger = await serviceBeside(app).listLedger({ ...range, actor: operator });
  expect(ledger).toEqual([
    expect.objectContaining({ occurrenceKey: key, state: 'cancelled', reason: 'status_paused', sentAt: null }),
  ]);
  const person = { teamId: 'TP101', userId: 'UP101A' };
  const partner = { kind: 'partner', partnerId, person, roles: ['partner_admin'] } as const;
  await expect(serviceBeside(app).listLedger({ ...range, actor: partner })).rejects.toMatchObject({
    kind: 'forbidden',
  });
});
