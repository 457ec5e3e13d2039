import { describe, expect, test } from 'vitest';
import { createSweepEmerging } from '#jobs/check-ins/sweep-emerging.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf } from '#test/kit/partners.ts';
import {
  after,
  appWith,
  berlin,
  checkInPosts,
  checkInSteps,
  december,
  goTo,
  newYorkAtTen,
  occurrenceIdFor,
  occurrenceOf,
  promptOf,
  staffTexts,
  warsaw,
} from './kit.ts';
import type { CheckInStep } from './kit.ts';
import { serviceBeside } from './service-kit.ts';

const job = 'check-ins.sweep-emerging';
const actor = { kind: 'job', name: job } as const;

/** What Slack and the documents look like, without what may differ between two equal runs. */
async function pictureOf(app: TestApp): Promise<unknown> {
  const occurrences = await app.database.collection('touch_occurrences').find({}).sort({ _id: 1 }).toArray();
  const cadences = await app.database.collection('cadences').find({}).sort({ _id: 1 }).toArray();
  const owed = await app.database.collection('outbound_messages').countDocuments({});
  const audited = await app.database.collection('audit_entries').countDocuments({});
  return { occurrences, cadences, owed, audited, channel: checkInPosts(app.slack, warsaw) };
}

/** One more sweep at this very instant, as when a tick comes twice. */
async function sweepAgain(app: TestApp): Promise<void> {
  const sweep = createSweepEmerging({ service: serviceBeside(app), log: app.log });
  await sweep.run({}, { now: app.clock.now(), dryRun: false });
  await app.time.settle();
}

describe('every step', () => {
  test('run twice leaves the same messages and documents', async () => {
    const app = await appWith([warsaw]);
    for (const at of [
      december.prepare,
      december.prompt,
      december.reminder,
      december.gaps,
      december.summary,
      december.close,
    ]) {
      await goTo(app, at);
      const before = await pictureOf(app);
      await sweepAgain(app);
      expect(await pictureOf(app)).toEqual(before);
    }
    expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
  });

  test.each(checkInSteps)('%s: two sweeps at once do it once', async (step) => {
    const app = await appWith([warsaw]);
    const occurrence = await beforeStep(app, step);
    const now = occurrence.nextActionAt ?? app.clock.now();
    const request = { occurrenceId: occurrence.occurrenceId, now, actor };
    const results = await Promise.allSettled([
      serviceBeside(app).runStep(request),
      serviceBeside(app).runStep(request),
    ]);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(results.length - refused.length).toBe(1);
    expect(refused[0]?.reason).toMatchObject({ kind: 'conflict', code: 'check-ins.already_done' });
    const keys = await app.database.collection('outbound_messages').distinct('_id');
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(checkInSteps.flatMap((step) => (['audit', 'send'] as const).map((where) => [step, where] as const)))(
    '%s: a crash at its %s leaves nothing behind, and the next sweep does it once',
    async (step, where) => {
      const app = await appWith([warsaw]);
      const { occurrenceId, nextActionAt } = await beforeStep(app, step);
      const now = nextActionAt ?? app.clock.now();
      const before = await pictureOf(app);
      let crashes = 0;
      const dying = serviceBeside(app, (at) => {
        if (at !== where) return;
        crashes += 1;
        throw new Error('the process died');
      });
      await dying.runStep({ occurrenceId, now, actor }).catch(() => undefined);
      if (crashes === 0) return expect((await occurrenceOf(app, warsaw)).nextActionAt).not.toEqual(nextActionAt);
      expect(await pictureOf(app)).toEqual(before);
      await goTo(app, now);
      expect((await occurrenceOf(app, warsaw)).nextActionAt).not.toEqual(nextActionAt);
      await goTo(app, december.close);
      expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
      expect(promptOf(app.slack, warsaw).thread).toHaveLength(2);
    },
  );

  test('planning by two sweeps at once plans each period once', async () => {
    const app = await appWith([warsaw]);
    const cadenceId = `monthly_checkin:${partnerIdOf(warsaw)}`;
    await app.database
      .collection<{ _id: string }>('cadences')
      .updateOne({ _id: cadenceId }, { $set: { nextPlanAt: december.prepare, since: app.clock.now() } });
    await app.database.collection('touch_occurrences').deleteMany({});
    app.clock.moveTo(december.prepare);
    const request = { cadenceId, now: december.prepare, actor };
    const results = await Promise.allSettled([1, 2, 3].map(() => serviceBeside(app).planNext(request)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const periods = await app.database.collection('touch_occurrences').find({}).toArray();
    expect(periods.map((row) => [row['periodKey'], row['state']])).toEqual([['2026-12', 'scheduled']]);
  });

  test('people and strangers cannot run the cadence', async () => {
    const app = await appWith([warsaw]);
    const person = { teamId: 'T0LUMEN', userId: 'UPRIYA' };
    const staff = { kind: 'staff', person, roles: ['admin'] } as const;
    const request = { occurrenceId: occurrenceIdFor(warsaw), now: december.prompt, actor: staff };
    await expect(serviceBeside(app).runStep(request)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('when something is down', () => {
  test('a prompt missed within its day is sent late that day', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-07T09:00:00Z'));
    app.clock.moveTo(new Date('2026-12-08T14:00:00Z'));
    await goTo(app, app.clock.now());
    expect((await occurrenceOf(app, warsaw)).state).toBe('sent');
    expect(promptOf(app.slack, warsaw).thread).toEqual([]);
  });

  test('a prompt missed beyond its day is skipped, and the manager is told once', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-07T09:00:00Z'));
    app.clock.moveTo(new Date('2026-12-09T15:00:00Z'));
    await goTo(app, app.clock.now());
    await goTo(app, december.close);
    expect(await occurrenceOf(app, warsaw)).toMatchObject({ state: 'skipped', reason: 'bot_down' });
    expect(checkInPosts(app.slack, warsaw)).toEqual([]);
    expect(staffTexts(app.slack)).toEqual([expect.stringContaining('The bot was down')]);
  });

  test('three months away leave three skips on record and no burst', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-07T09:00:00Z'));
    app.clock.moveTo(new Date('2027-02-25T15:00:00Z'));
    await goTo(app, app.clock.now());
    for (const periodKey of ['2026-12', '2027-01', '2027-02']) {
      expect(await occurrenceOf(app, warsaw, periodKey)).toMatchObject({ state: 'skipped', reason: 'bot_down' });
    }
    expect(checkInPosts(app.slack, warsaw)).toEqual([]);
  });

  test('a reminder that would come after due is not sent', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    app.clock.moveTo(new Date('2026-12-15T20:00:00Z'));
    await goTo(app, app.clock.now());
    expect(await occurrenceOf(app, warsaw)).toMatchObject({ remindedAt: null, nextAction: 'summary' });
    expect(promptOf(app.slack, warsaw).thread).toEqual([]);
  });

  test('the bot down over the whole of it closes without a word in the thread', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    app.clock.moveTo(new Date('2027-01-05T10:00:00Z'));
    await goTo(app, app.clock.now());
    expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
    expect(promptOf(app.slack, warsaw).thread).toEqual([]);
    expect(promptOf(app.slack, warsaw).text).toContain('is closed');
  });

  test('Slack down for two hours: the prompt comes once, afterwards', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-08T08:50:00Z'));
    app.slack.faults.down({ forMs: 2 * 3_600_000 });
    await goTo(app, december.prompt);
    expect((await occurrenceOf(app, warsaw)).state).toBe('prepared');
    await goTo(app, new Date('2026-12-08T11:30:00Z'));
    expect((await occurrenceOf(app, warsaw)).state).toBe('sent');
    expect(promptOf(app.slack, warsaw).thread).toEqual([]);
  });

  test('a lost answer to the post: the prompt stands once and is sent', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-08T08:50:00Z'));
    app.slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    await goTo(app, december.prompt, 10);
    expect((await occurrenceOf(app, warsaw)).state).toBe('sent');
    expect(promptOf(app.slack, warsaw).thread).toEqual([]);
  });

  test('an app that starts again goes on where the last one stopped', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, december.prompt);
    await app.restart();
    await goTo(app, december.close);
    expect(promptOf(app.slack, warsaw).thread).toHaveLength(2);
    expect((await occurrenceOf(app, warsaw)).state).toBe('missed');
  });

  test('an archived channel: the check-in is skipped and staff are told', async () => {
    const app = await appWith([warsaw]);
    await goTo(app, new Date('2026-12-08T08:50:00Z'));
    await after(app, app.slack.world.archive(channelOf(warsaw), adminOf(warsaw)));
    await goTo(app, newYorkAtTen('2026-12-08'));
    expect((await occurrenceOf(app, warsaw)).state).toBe('skipped');
    expect(staffTexts(app.slack)).toEqual([expect.stringContaining('was not held')]);
  });
});

describe('one bad document', () => {
  test('is set aside and stops nobody else', async () => {
    const app = await appWith([warsaw, berlin]);
    await goTo(app, new Date('2026-12-07T09:00:00Z'));
    const rows = app.database.collection<{ _id: string }>('touch_occurrences');
    await rows.updateOne({ _id: occurrenceIdFor(warsaw) }, { $set: { answers: 'nonsense' } });
    await goTo(app, december.prompt);
    expect((await occurrenceOf(app, berlin)).state).toBe('sent');
    expect(await rows.findOne({ _id: occurrenceIdFor(warsaw) })).toMatchObject({
      nextActionAt: null,
      setAside: 'core.unreadable_document',
    });
    expect(app.log.find('error', 'core.unreadable_document').length).toBeGreaterThan(0);
  });
});

test('a dry run names what is due and writes nothing', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, new Date('2026-12-07T09:00:00Z'));
  const before = await pictureOf(app);
  const report = await app.app.runJob(job, { at: december.prompt, dryRun: true });
  expect(report.lines).toEqual([`would take ${occurrenceIdFor(warsaw)} a step further`]);
  expect(await pictureOf(app)).toEqual(before);
});

test('an answered check-in is not reminded of; the partner manager has a card to tick off', async () => {
  const app = await appWith([warsaw]);
  await goTo(app, december.prompt);
  const anna = app.slack.as(adminOf(warsaw));
  const ts = promptOf(app.slack, warsaw).ts;
  await after(app, anna.press({ channelId: channelOf(warsaw), ts, actionId: 'check-ins.prompt.answer-rest' }));
  const values = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };
  await after(app, anna.submitView({ values }));
  await goTo(app, december.close);
  expect(promptOf(app.slack, warsaw).thread).toHaveLength(1);
  expect(staffTexts(app.slack)).toEqual([expect.stringContaining('answered: December check-in')]);
});

/** Moves to one minute before the step, and answers the occurrence as it then stands. */
async function beforeStep(app: TestApp, step: CheckInStep) {
  const instants = {
    prepare: december.prepare,
    prompt: december.prompt,
    remind: december.reminder,
    gaps: december.gaps,
    summary: december.summary,
    close: december.close,
  };
  await goTo(app, instants[step], -1);
  const occurrence = await occurrenceOf(app, warsaw);
  expect(occurrence.nextAction).toBe(step);
  return occurrence;
}
