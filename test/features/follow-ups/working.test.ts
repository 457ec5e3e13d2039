import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/follow-ups/ids.ts';
import type { Actor, StaffRole } from '#core/actor.ts';
import { partnerRoles, staffRoles } from '#core/actor.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from '#features/follow-ups/rules.ts';
import { adminOf, channelOf, partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import {
  after,
  answer,
  answered,
  appWith,
  berlin,
  dmsOf,
  dmTexts,
  goTo,
  london,
  onlyFollowUp,
  pressDm,
  prompted,
  repliesOf,
  respondent,
  secondProcess,
  staffActor,
} from './kit.ts';
import type { FollowUpTest } from './kit.ts';

/** One open follow-up on pricing, of Ines, due Thu 19 Nov 17:00 in Berlin; her card is there. */
async function withWork(partners = [london]): Promise<FollowUpTest & { followUpId: string }> {
  const app = await appWith(partners);
  await prompted(app);
  await answered(app, [answer('C3', ['pricing'])]);
  await goTo(app, '2026-11-16T10:00:00Z');
  return Object.assign(app, { followUpId: (await onlyFollowUp(app)).followUpId });
}

const form = { sentence: 'Sent.', note: null };

describe('at the same time', () => {
  test('done and won’t do: one wins, the other is told the true state', async () => {
    const app = await withWork();
    const actor = await staffActor(app, 'ines');
    const closing = { followUpId: app.followUpId, actor, form };
    const results = await Promise.allSettled([
      secondProcess(app).service.close({ ...closing, closing: 'finish', deliveryKey: 'V1' }),
      secondProcess(app).service.close({ ...closing, closing: 'decline', deliveryKey: 'V2' }),
    ]);
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ kind: 'conflict', code: 'follow-ups.already_moved' });
    await goTo(app, '2026-11-16T10:30:00Z');
    expect(repliesOf(app)).toHaveLength(2);
  });

  test('the same form delivered twice is one end and one reply', async () => {
    const app = await withWork();
    const request = { followUpId: app.followUpId, actor: await staffActor(app, 'ines'), form, deliveryKey: 'V1' };
    await secondProcess(app).service.close({ ...request, closing: 'finish' });
    await secondProcess(app).service.close({ ...request, closing: 'finish' });
    expect(await onlyFollowUp(app)).toMatchObject({ state: 'done', notes: [] });
  });

  test('start twice is one start', async () => {
    const app = await withWork();
    const actor = await staffActor(app, 'ines');
    await secondProcess(app).service.start({ followUpId: app.followUpId, actor });
    await secondProcess(app).service.start({ followUpId: app.followUpId, actor });
    const started = await app.database.collection('audit_entries').countDocuments({ action: 'follow_up.started' });
    expect(started).toBe(1);
  });

  test('a button of an old card tells the true state', async () => {
    const app = await withWork();
    const actor = await staffActor(app, 'ines');
    const card = dmsOf(app, 'ines')[0];
    await secondProcess(app).service.close({
      followUpId: app.followUpId,
      actor,
      form,
      closing: 'finish',
      deliveryKey: 'V1',
    });
    const forged = { actionId: actionIds.wait, value: app.followUpId, forged: true } as const;
    const place = { channelId: card?.channelId ?? '', ts: card?.ts ?? '' };
    await after(app, app.slack.as(staffPerson.ines).press({ ...place, ...forged }));
    const told = app.slack.as(staffPerson.ines).ephemeralMessages(place.channelId);
    expect(told.map(({ text }) => text).join()).toContain('is already done');
  });
});

describe('waiting for the partner', () => {
  test('stops the reminders, says so in the thread, and gives the time back', async () => {
    const app = await withWork();
    await pressDm(app, 'ines', actionIds.wait);
    expect(await onlyFollowUp(app)).toMatchObject({ state: 'waiting_partner', nextStepAt: null });
    expect(repliesOf(app)[0]).toContain('waits for an answer from you');
    await goTo(app, '2026-11-23T10:00:00Z');
    expect(dmTexts(app, 'ines')).toHaveLength(1);
    await pressDm(app, 'ines', actionIds.start);
    const resumed = await onlyFollowUp(app);
    // Thirty business hours were left, and Thanksgiving lies in between.
    expect(resumed).toMatchObject({ state: 'in_progress', dueOn: '2026-11-30', nextStep: 'remind_before' });
    expect(repliesOf(app)[0]).toContain('is in work');
  });
});

describe('by command', () => {
  async function command(app: FollowUpTest, person: keyof typeof staffPerson, line: string): Promise<string> {
    const staff = app.slack.as(staffPerson[person]);
    const before = staff.ephemeralMessages(channelOf(london)).length;
    await after(app, staff.command(`/partner follow-ups ${line}`, { channelId: channelOf(london) }));
    return staff
      .ephemeralMessages(channelOf(london))
      .slice(before)
      .map(({ text }) => text)
      .join();
  }

  test('staff list their own and a partner’s, at most eight and how many more', async () => {
    const app = await withWork();
    expect(await command(app, 'ines', '')).toContain(
      `*${app.followUpId}* Mossgrove Tech: Pricing · open · Ines Okafor`,
    );
    expect(await command(app, 'priya', '')).toContain('No open follow-ups of yours');
    const topics = ['demo_help', 'pricing', 'collateral', 'training', 'intro', 'exec_intro', 'marketing', 'legal'];
    await answered(app, [answer('C3', ['pricing']), answer('W2', topics), answer('M4', 'the kit')]);
    const list = await command(app, 'priya', partnerIdOf(london).toLowerCase());
    expect(list.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(8);
    expect(list).toContain('and 2 more');
  });

  test('another manager’s partner and a partner that does not exist look the same', async () => {
    const app = await withWork();
    const foreign = await command(app, 'mei', partnerIdOf(london));
    expect(foreign).toContain('was not found');
    expect(await command(app, 'mei', 'P-9999')).toBe(foreign);
  });

  test('one is handed on: the old card closes, the new owner has one, the partner reads the new name', async () => {
    const app = await withWork();
    expect(await command(app, 'priya', `${app.followUpId} assign nobody`)).toContain('Nobody of our staff');
    expect(await command(app, 'priya', `${app.followUpId} assign tomas`)).toContain('is open');
    expect(dmTexts(app, 'ines')).toEqual([`*${app.followUpId}* is with Tomas Lindqvist now.`]);
    expect(dmTexts(app, 'tomas')).toEqual([expect.stringContaining('Pricing')]);
    expect(repliesOf(app)).toEqual([expect.stringContaining('Tomas Lindqvist will answer')]);
  });

  test('a new day is told to the partner', async () => {
    const app = await withWork();
    expect(await command(app, 'priya', `${app.followUpId} due 2026-11-16`)).toContain('a day after today');
    expect(await command(app, 'priya', `${app.followUpId} due tomorrow`)).toContain('a day after today');
    await command(app, 'priya', `${app.followUpId} due 2026-11-28`);
    await goTo(app, '2026-11-16T10:30:00Z');
    expect(await onlyFollowUp(app)).toMatchObject({ dueOn: '2026-11-30', nextStep: 'remind_before' });
    expect(repliesOf(app)[1]).toBe(`*${app.followUpId}* has a new date: Ines Okafor will answer by Mon 30 Nov.`);
  });

  test('one is cancelled with a reason that stays with us', async () => {
    const app = await withWork();
    expect(await command(app, 'priya', `${app.followUpId} cancel`)).toContain('Say `/partner follow-ups`');
    await command(app, 'priya', `${app.followUpId} cancel they are a pain`);
    expect(await onlyFollowUp(app)).toMatchObject({ state: 'cancelled', reason: 'they are a pain' });
    expect(repliesOf(app)).toEqual([expect.stringContaining('no longer needed')]);
    expect(JSON.stringify(app.slack.messages(channelOf(london)))).not.toContain('pain');
  });
});

describe('whose it is', () => {
  const verbs = (app: FollowUpTest & { followUpId: string }, actor: Actor) => {
    const service = secondProcess(app).service;
    const theirs = { followUpId: app.followUpId, actor };
    return {
      start: () => service.start(theirs),
      wait: () => service.waitForPartner(theirs),
      open: () => service.openedBy(theirs),
      close: () => service.close({ ...theirs, closing: 'finish', form, deliveryKey: 'V' }),
      cancel: () => service.cancel({ ...theirs, reason: 'no' }),
      reassign: () => service.reassign({ ...theirs, staffKey: 'mei' }),
      newDate: () => service.setNewDate({ ...theirs, dueOn: '2026-12-01' }),
    };
  };

  test('another manager finds nothing, whatever they try', async () => {
    const app = await withWork();
    for (const verb of Object.values(verbs(app, await staffActor(app, 'mei')))) {
      await expect(verb()).rejects.toMatchObject({ kind: 'missing', code: 'follow-ups.not_found' });
    }
  });

  test('the partner, other partners, strangers and jobs are refused', async () => {
    const app = await withWork([london, berlin]);
    const person = { teamId: 'TX', userId: 'UX' };
    const actors: Actor[] = [
      respondent(london),
      respondent(berlin),
      { kind: 'stranger', person },
      { kind: 'job', name: 'x' },
    ];
    for (const actor of actors) {
      for (const verb of Object.values(verbs(app, actor)))
        await expect(verb()).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect((await onlyFollowUp(app)).state).toBe('open');
  });

  test('a forged press in the channel changes nothing and opens nothing', async () => {
    const app = await withWork();
    app.slack.world.addTeam({ id: 'TSTRANGE', name: 'Elsewhere' });
    app.slack.world.addUser({ id: 'USTRANGE', teamId: 'TSTRANGE', name: 'Max' });
    const root = app.slack.messages(channelOf(london)).find(({ text }) => text === 'Check-in');
    const place = { channelId: channelOf(london), ts: root?.ts ?? '', value: app.followUpId, forged: true };
    for (const userId of [adminOf(london), 'USTRANGE']) {
      for (const actionId of Object.values(actionIds))
        await after(app, app.slack.as(userId).press({ ...place, actionId }));
      expect(app.slack.as(userId).currentView()).toBeUndefined();
    }
    expect((await onlyFollowUp(app)).state).toBe('open');
  });

  test('the list of one’s own holds nothing of another partner and nothing internal', async () => {
    const app = await withWork([london, berlin]);
    await answered(app, [answer('C3', ['pricing']), answer('Q4', 'Eve left')]);
    const service = secondProcess(app).service;
    const own = await service.listOwn({ actor: respondent(london), limit: 8 });
    expect(own).toEqual([
      {
        followUpId: app.followUpId,
        title: expect.anything(),
        state: 'open',
        dueAt: expect.anything(),
        ownerName: 'Ines Okafor',
      },
    ]);
    expect(await service.listOwn({ actor: respondent(berlin), limit: 8 })).toEqual([]);
    await expect(service.listOwn({ actor: await staffActor(app, 'ines'), limit: 8 })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(service.listOfOwner({ actor: respondent(london), limit: 8 })).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  test('Home shows staff their work and the partner what we do', async () => {
    const app = await withWork();
    const home = async (userId: string) => {
      await after(app, app.slack.as(userId).openHome());
      return JSON.stringify(app.slack.homeOf(userId)?.content ?? {});
    };
    expect(await home(staffPerson.ines)).toContain('Your open follow-ups');
    expect(await home(staffPerson.priya)).not.toContain(app.followUpId);
    expect(await home(adminOf(london))).toContain(`${app.followUpId} Pricing: Ines Okafor, by Thu 19 Nov`);
  });
});

test('after a change of the channel’s id replies go to where the thread now is', async () => {
  const app = await withWork();
  const { service } = secondProcess(app);
  await service.onSlackEvent({ type: 'channel_id_changed', oldChannelId: channelOf(london), newChannelId: 'CNEW' });
  await service.onSlackEvent({ type: 'channel_archived', channelId: 'CNEW' });
  expect((await onlyFollowUp(app)).thread?.channelId).toBe('CNEW');
});

describe('the table of rights', () => {
  const staffWith = (role: StaffRole): Actor => ({
    kind: 'staff',
    person: { teamId: 'T', userId: 'U' },
    roles: [role],
  });

  test('is this', () => {
    const table = Object.keys(rights).map((verb) => [
      verb,
      [
        ...staffRoles.filter((role) => mayDo(rights, verb as keyof typeof rights, staffWith(role))),
        ...partnerRoles.filter((role) =>
          mayDo(rights, verb as keyof typeof rights, {
            ...(respondent(london) as Actor & { kind: 'partner' }),
            roles: [role],
          }),
        ),
      ].length,
    ]);
    expect(Object.fromEntries(table)).toEqual({
      openFollowUps: 8,
      workOn: 9,
      reassign: 5,
      cancel: 5,
      setNewDate: 9,
      readWork: 9,
      readOwn: 3,
      sweep: 0,
    });
  });

  test('has no line for strangers, bots and staff without a role', () => {
    const person = { teamId: 'T', userId: 'U' };
    const nobody: readonly Actor[] = [{ kind: 'stranger' }, { kind: 'bot' }, { kind: 'staff', person, roles: [] }];
    for (const actor of nobody) {
      for (const verb of Object.keys(rights)) expect(mayDo(rights, verb as keyof typeof rights, actor)).toBe(false);
    }
  });
});
