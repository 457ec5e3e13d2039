import { describe, expect, test } from 'vitest';
import { createSweepDue } from '#jobs/follow-ups/sweep-due.ts';
import {
  allFollowUps,
  answer,
  answered,
  appWith,
  dmTexts,
  goTo,
  nameLeads,
  onlyFollowUp,
  prompted,
  repliesOf,
  secondProcess,
  staffActor,
  sweepJob,
  sweepName,
} from './kit.ts';
import type { FollowUpTest } from './kit.ts';

/** Of Ines in Berlin: opened Mon 16 Nov, due Thu 19 Nov; our holidays are the United States'. */
const moments = {
  before: '2026-11-18T08:00:00Z',
  due: '2026-11-19T08:00:00Z',
  pm: '2026-11-24T08:00:00Z',
  lead: '2026-12-02T08:00:00Z',
  vp: '2026-12-11T08:00:00Z',
};

async function withWork(): Promise<FollowUpTest & { followUpId: string }> {
  const app = await appWith();
  await prompted(app);
  await answered(app, [answer('C3', ['pricing'])]);
  await goTo(app, '2026-11-16T10:00:00Z');
  return Object.assign(app, { followUpId: (await onlyFollowUp(app)).followUpId });
}

async function pictureOf(app: FollowUpTest): Promise<unknown> {
  const owed = await app.database.collection('outbound_messages').countDocuments({});
  const audited = await app.database.collection('audit_entries').countDocuments({});
  return { followUps: await allFollowUps(app), owed, audited };
}

describe('a follow-up that nobody touches', () => {
  test('is reminded of twice, then goes up the ladder; the partner hears nothing of it', async () => {
    const app = await withWork();
    await nameLeads(app, { pmLead: 'greta', vp: 'greta' });
    await goTo(app, moments.before);
    expect(dmTexts(app, 'ines')[1]).toContain('is due Thu 19 Nov 17:00 (Berlin)');
    await goTo(app, moments.due);
    expect(dmTexts(app, 'ines')[2]).toContain('is due *today*');
    await goTo(app, moments.pm);
    await goTo(app, '2026-11-24T15:00:00Z');
    expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('overdue by 3 business days. Owner: Ines Okafor')]);
    expect((await onlyFollowUp(app)).escalation).toBe('pm');
    await goTo(app, moments.lead);
    await goTo(app, '2026-12-02T15:00:00Z');
    expect(dmTexts(app, 'greta')).toEqual([expect.stringContaining('overdue by 7 business days')]);
    await goTo(app, moments.vp);
    await goTo(app, '2026-12-11T15:00:00Z');
    expect(await onlyFollowUp(app)).toMatchObject({ escalation: 'vp', nextStep: null, nextStepAt: null, reminders: 2 });
    expect(dmTexts(app, 'ines')).toHaveLength(3);
    expect(dmTexts(app, 'greta')).toHaveLength(1);
    expect(repliesOf(app)).toHaveLength(1);
  });

  test('without named leads operations are told, once for each', async () => {
    const app = await withWork();
    for (const at of Object.values(moments)) await goTo(app, at);
    const told = dmTexts(app, 'ines').filter((text) => text.includes('settings name nobody'));
    expect(told).toEqual([expect.stringContaining('leads.pmLead'), expect.stringContaining('leads.vp')]);
    expect((await onlyFollowUp(app)).escalation).toBe('vp');
  });

  test('after downtime only the last step is told', async () => {
    const app = await withWork();
    await goTo(app, '2026-11-25T15:00:00Z');
    expect(dmTexts(app, 'ines')).toHaveLength(1);
    expect(dmTexts(app, 'priya')).toHaveLength(1);
    expect(await onlyFollowUp(app)).toMatchObject({ reminders: 0, nextStep: 'overdue_lead' });
  });

  test('of an owner who is away reminds whoever covers', async () => {
    const app = await withWork();
    await app.database.collection('staff').updateOne({ key: 'ines' }, { $set: { awayUntil: '2026-11-30' } });
    await goTo(app, moments.before);
    await goTo(app, '2026-11-18T15:00:00Z');
    expect(dmTexts(app, 'ines')).toHaveLength(1);
    expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('is due')]);
  });
});

describe('every step', () => {
  test.each(Object.keys(moments) as (keyof typeof moments)[])('%s: swept twice is once', async (moment) => {
    const app = await withWork();
    await goTo(app, moments[moment]);
    const before = await pictureOf(app);
    await createSweepDue({ service: secondProcess(app).service, log: app.log }).run(
      {},
      { now: app.clock.now(), dryRun: false },
    );
    await app.time.settle();
    expect(await pictureOf(app)).toEqual(before);
  });

  test('by two sweeps at once is once', async () => {
    const app = await withWork();
    const now = new Date(moments.before);
    app.clock.moveTo(now);
    const request = { followUpId: app.followUpId, now, actor: sweepJob };
    const results = await Promise.allSettled([
      secondProcess(app).service.runStep(request),
      secondProcess(app).service.runStep(request),
    ]);
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(lost).toEqual([expect.objectContaining({ kind: 'conflict', code: 'follow-ups.already_done' })]);
    expect((await onlyFollowUp(app)).reminders).toBe(1);
  });

  test.each([
    ['before', 'send'],
    ['due', 'send'],
    ['pm', 'audit'],
    ['pm', 'send'],
    ['lead', 'audit'],
  ] as const)('%s: a crash at its %s leaves nothing, and the next sweep does it once', async (moment, where) => {
    const app = await withWork();
    app.clock.moveTo(new Date(moments[moment]));
    const before = await pictureOf(app);
    const { service } = secondProcess(app, (at) => {
      if (at === where) throw new Error('the process died');
    });
    const crashed = await createSweepDue({ service, log: app.log }).run({}, { now: app.clock.now(), dryRun: false });
    expect(crashed).toMatchObject({ handled: 0, failed: 1 });
    expect(await pictureOf(app)).toEqual(before);
    await goTo(app, moments[moment]);
    expect(await pictureOf(app)).not.toEqual(before);
    const after = await pictureOf(app);
    await goTo(app, moments[moment]);
    expect(await pictureOf(app)).toEqual(after);
  });

  test('is for jobs only', async () => {
    const app = await withWork();
    const request = { followUpId: app.followUpId, now: new Date(moments.vp), actor: await staffActor(app, 'greta') };
    await expect(secondProcess(app).service.runStep(request)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

test('Slack down, then up: the reply and the card come once, afterwards', async () => {
  const app = await appWith();
  await prompted(app);
  app.slack.faults.down({ forMs: 2 * 3_600_000 });
  await answered(app, [answer('C3', ['pricing'])]);
  expect(repliesOf(app)).toEqual([]);
  await goTo(app, '2026-11-16T12:00:00Z');
  await goTo(app, '2026-11-16T12:30:00Z');
  expect(repliesOf(app)).toHaveLength(1);
  expect(dmTexts(app, 'ines')).toHaveLength(1);
});

test('a document that cannot be read is set aside and stops nobody else', async () => {
  const app = await withWork();
  await answered(app, [answer('C3', ['pricing', 'enablement'])]);
  const rows = app.database.collection<{ _id: string }>('follow_ups');
  await rows.updateOne({ _id: app.followUpId }, { $set: { title: 'nonsense' } });
  await goTo(app, moments.before);
  expect(await rows.findOne({ _id: app.followUpId })).toMatchObject({
    nextStepAt: null,
    setAside: 'core.unreadable_document',
  });
  expect(dmTexts(app, 'ines').filter((text) => text.includes('is due Thu'))).toHaveLength(1);
});

test('a dry run names what is due and writes nothing', async () => {
  const app = await withWork();
  const before = await pictureOf(app);
  const report = await app.app.runJob(sweepName, { at: new Date(moments.before), dryRun: true });
  expect(report.lines).toEqual([`would take ${app.followUpId} a step further`]);
  expect(await pictureOf(app)).toEqual(before);
});
