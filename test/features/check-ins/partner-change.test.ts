import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf } from '#test/kit/partners.ts';
import { after, appWith, checkInPosts, december, goTo, occurrenceOf, operator, promptOf, warsaw } from './kit.ts';
import { serviceBeside, tellChange } from './service-kit.ts';

const partnerId = partnerIdOf(warsaw);
const active = { status: 'active' };

async function rowsOf(app: TestApp) {
  const rows = await app.database.collection('touch_occurrences').find({ partnerId }).sort({ _id: 1 }).toArray();
  return rows.map((row) => [String(row._id), row['state'], row['reason'], row['live']]);
}

/** Once December is planned. */
async function pause(app: TestApp): Promise<void> {
  await nextTick(app);
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
    await goTo(app, new Date('2027-01-12T09:00:00Z'));
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
    expect(await rowsOf(app)).toEqual([
      [key, 'cancelled', 'status_paused', false],
      [`monthly_checkin:${partnerId}:2027-01`, 'scheduled', null, true],
    ]);
  });

  test('a new zone moves what is planned', async () => {
    const app = await appWith([warsaw]);
    await nextTick(app);
    await app.database.collection('partners').updateOne({ partnerId }, { $set: { timeZone: 'Asia/Kolkata' } });
    await tellChange(app, partnerId, {}, { timeZone: 'Asia/Kolkata' });
    await nextTick(app);
    const rows = await rowsOf(app);
    expect(rows.map(([, state, reason]) => [state, reason])).toEqual([
      ['cancelled', 'zone_changed'],
      ['scheduled', null],
    ]);
    const moved = await app.database.collection('touch_occurrences').findOne({ partnerId, live: true });
    expect(moved?.['schedule'].promptAt).toEqual(new Date('2026-12-08T04:30:00Z'));
  });

  test('told twice of the same change, nothing more happens', async () => {
    const app = await appWith([warsaw]);
    await pause(app);
    const before = await rowsOf(app);
    await pause(app);
    expect(await rowsOf(app)).toEqual(before);
  });

  test('another tier or status never starts a check-in', async () => {
    const app = await appWith([
      { ...warsaw, tier: 'core' },
      { ref: 'P103', status: 'onboarding' },
    ]);
    await goTo(app, december.close);
    expect(await app.database.collection('touch_occurrences').countDocuments({})).toBe(0);
    expect(await app.database.collection('cadences').countDocuments({})).toBe(0);
  });

  test('a partner launched less than five business days before is asked a month later', async () => {
    const app = await appWith([{ ...warsaw, launchOn: '2026-12-02' }]);
    await goTo(app, december.close);
    expect(await rowsOf(app)).toEqual([[`monthly_checkin:${partnerId}:2027-01`, 'scheduled', null, true]]);
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
