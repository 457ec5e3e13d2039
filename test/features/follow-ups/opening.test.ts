import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/follow-ups/ids.ts';
import { partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import {
  after,
  allFollowUps,
  answer,
  answered,
  appWith,
  berlin,
  dmTexts,
  goTo,
  london,
  nameLeads,
  onlyFollowUp,
  pressDm,
  prompted,
  repliesOf,
  secondProcess,
  strategic,
} from './kit.ts';
import type { FollowUpTest } from './kit.ts';

async function auditOf(app: FollowUpTest): Promise<readonly string[]> {
  const entries = await app.database
    .collection('audit_entries')
    .find({ object: /^follow_ups\// })
    .sort({ at: 1, _id: 1 })
    .toArray();
  return entries.map(({ action }) => String(action));
}

async function pictureOf(app: FollowUpTest): Promise<unknown> {
  const owed = await app.database.collection('outbound_messages').countDocuments({});
  return { followUps: await allFollowUps(app), owed, audited: await auditOf(app) };
}

describe('the same answer', () => {
  test('twice is one follow-up, one card, one reply', async () => {
    const app = await appWith();
    await prompted(app);
    await answered(app, [answer('C3', ['pricing'])]);
    const before = await pictureOf(app);
    const again = await answered(app, [answer('C3', ['pricing'])]);
    expect(again).toEqual({ openedIds: [], cancelledIds: [], partnerIsTold: true });
    expect(await pictureOf(app)).toEqual(before);
  });

  test('by two processes at once is one follow-up', async () => {
    const app = await appWith();
    await prompted(app);
    await Promise.all([
      answered(app, [answer('C1', '2')]),
      answered(app, [answer('C1', '2')], london, secondProcess(app)),
    ]);
    expect((await onlyFollowUp(app)).rule).toBe('R1');
    expect(await auditOf(app)).toEqual(['follow_up.opened']);
  });

  test('of two partners is two, each with its own number', async () => {
    const app = await appWith([london, berlin]);
    await prompted(app);
    await prompted(app, berlin);
    await answered(app, [answer('C1', '2')]);
    await answered(app, [answer('C1', '2')], berlin);
    const [one, two] = await allFollowUps(app);
    expect([one?.partnerId, two?.partnerId]).toEqual([partnerIdOf(london), partnerIdOf(berlin)]);
    expect(one?.followUpId).not.toBe(two?.followUpId);
  });

  test.each(['audit', 'send'] as const)(
    'crashing at its %s leaves nothing, and the retry opens it once',
    async (where) => {
      const app = await appWith();
      await prompted(app);
      const before = await pictureOf(app);
      const dying = secondProcess(app, (at) => {
        if (at === where) throw new Error('the process died');
      });
      await expect(answered(app, [answer('C1', '1')], london, dying)).rejects.toThrow('the process died');
      expect(await pictureOf(app)).toEqual(before);
      await answered(app, [answer('C1', '1')]);
      expect((await onlyFollowUp(app)).state).toBe('open');
    },
  );
});

describe('an edited answer', () => {
  test('that says the same is brought up to date', async () => {
    const app = await appWith();
    await prompted(app);
    await answered(app, [answer('C3', ['pricing'])]);
    await answered(app, [answer('C3', ['pricing', 'other'], 2)]);
    const all = await allFollowUps(app);
    expect(all.map(({ source }) => [source.subject, source.answerVersion])).toEqual([
      ['pricing', 2],
      ['other', 2],
    ]);
    expect(await auditOf(app)).toEqual(['follow_up.opened', 'follow_up.updated', 'follow_up.opened']);
  });

  test('that takes it back cancels it, and said again it is open again, under the same number', async () => {
    const app = await appWith();
    await prompted(app);
    await answered(app, [answer('C1', '2')]);
    const { followUpId } = await onlyFollowUp(app);
    const taken = await answered(app, [answer('C1', '5', 2)]);
    expect(taken).toEqual({ openedIds: [], cancelledIds: [followUpId], partnerIsTold: true });
    expect(await onlyFollowUp(app)).toMatchObject({ state: 'cancelled', reason: 'answer_changed', nextStepAt: null });
    expect(repliesOf(app)).toEqual([`• ${followUpId} (A call with you) is no longer needed`]);
    await goTo(app, '2026-11-17T15:00:00Z');
    await answered(app, [answer('C1', '1', 3)]);
    expect(await onlyFollowUp(app)).toMatchObject({ followUpId, state: 'open', reason: null, dueOn: '2026-11-18' });
    expect(await auditOf(app)).toEqual(['follow_up.opened', 'follow_up.cancelled', 'follow_up.reopened']);
    expect(repliesOf(app)).toHaveLength(1);
  });

  test('from bad to fair replaces the call by a word', async () => {
    const app = await appWith();
    await prompted(app);
    await answered(app, [answer('C1', '2')]);
    await answered(app, [answer('C1', '3', 2)]);
    expect((await allFollowUps(app)).map(({ rule, state }) => [rule, state])).toEqual([
      ['R1', 'cancelled'],
      ['R2', 'open'],
    ]);
  });

  test('leaves alone what is done already', async () => {
    const app = await appWith();
    await prompted(app);
    await answered(app, [answer('C3', ['pricing'])]);
    await goTo(app, '2026-11-16T10:00:00Z');
    await pressDm(app, 'ines', actionIds.finish);
    await after(app, app.slack.as(staffPerson.ines).submitView({ values: { sentence: 'Sent.' } }));
    await answered(app, [answer('C3', ['none'], 2)]);
    await answered(app, [answer('C3', ['pricing'], 3)]);
    expect((await onlyFollowUp(app)).state).toBe('done');
  });
});

describe('who gets it', () => {
  test('the cover while the manager is away', async () => {
    const app = await appWith();
    await prompted(app);
    await app.database.collection('staff').updateOne({ key: 'priya' }, { $set: { awayUntil: '2026-11-30' } });
    await answered(app, [answer('C1', '2')]);
    await goTo(app, '2026-11-16T10:00:00Z');
    expect(repliesOf(app)[0]).toContain('Tomas Lindqvist');
    expect(dmTexts(app, 'tomas')).toHaveLength(1);
    expect(dmTexts(app, 'priya')).toEqual([]);
  });

  test('the lead gets a copy of a strategic partner’s low rating', async () => {
    const app = await appWith([strategic]);
    await nameLeads(app, { pmLead: 'greta' });
    await prompted(app, strategic);
    await answered(app, [answer('M5', '1')], strategic);
    await goTo(app, '2026-11-16T15:00:00Z');
    expect(dmTexts(app, 'greta')).toEqual([expect.stringContaining('For your information')]);
    expect(dmTexts(app, 'ines')).toEqual([]);
  });

  test('operations learn that no lead is named', async () => {
    const app = await appWith([strategic]);
    await prompted(app, strategic);
    await answered(app, [answer('M5', '1')], strategic);
    await goTo(app, '2026-11-16T15:00:00Z');
    expect(dmTexts(app, 'ines')).toEqual([expect.stringContaining('leads.pmLead')]);
  });
});

test('the third partner with the same blocker makes one issue of the programme, and no partner reads of another', async () => {
  const partners = [london, berlin, strategic, { ref: 'P204', name: 'Fourth Wind' }];
  const app = await appWith(partners);
  for (const partner of partners) {
    await prompted(app, partner);
    await answered(app, [answer('C3', ['technical'])], partner);
  }
  const issues = (await allFollowUps(app)).filter(({ rule }) => rule === 'R8');
  expect(issues).toMatchObject([{ partnerId: null, partnerVisible: false, thread: null, dueOn: '2026-11-23' }]);
  for (const partner of partners) expect(repliesOf(app, partner).join()).not.toMatch(/partners|Partner hängen/);
  await goTo(app, '2026-11-16T10:00:00Z');
  expect(dmTexts(app, 'ines')).toEqual([expect.stringContaining('Several partners')]);
});

test('a stranger and the staff of nobody open nothing', async () => {
  const app = await appWith();
  await prompted(app);
  for (const actor of [{ kind: 'stranger' }, { kind: 'bot' }] as const) {
    const opening = app.probe
      .ctx()
      .inOneWrite((write) =>
        app.followUps.openFollowUps({ write, actor, partnerId: partnerIdOf(london), thread: null, items: [] }),
      );
    await expect(opening).rejects.toMatchObject({ kind: 'forbidden' });
  }
});

test('a partnership that ends leaves no work behind', async () => {
  const app = await appWith();
  await prompted(app);
  await answered(app, [answer('C1', '2')]);
  const facts = {
    stage: null,
    tier: 'emerging',
    timeZone: 'Europe/London',
    language: 'en',
    mainChannelId: 'CP201',
    launchAt: null,
    holidayCalendar: 'GB',
    weekendDays: [6, 7],
    cadenceAnchorDate: '2026-10-20',
    sendWeekday: null,
    sendTime: null,
  };
  const change = {
    partnerId: partnerIdOf(london),
    before: { ...facts, status: 'offboarding' },
    after: { ...facts, status: 'ended' },
  };
  const { service, inOneWrite } = secondProcess(app);
  await inOneWrite((write) => service.onPartnerChange(change, write));
  expect(await onlyFollowUp(app)).toMatchObject({ state: 'cancelled', reason: 'partner_left' });
  expect(
    await app.app.runJob('follow-ups.sweep-due', { at: new Date('2026-12-24T12:00:00Z'), dryRun: true }),
  ).toMatchObject({ lines: [] });
});
