import { describe, expect, it } from 'vitest';
import { homeTeam } from '#sandbox/app.ts';
import { adminOf, sellerOf } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import {
  acme,
  auditOf,
  birch,
  channelOf,
  command,
  createDirectoryTest,
  homeChannel,
  hubsIn,
  modalOf,
  newcomer,
  press,
  staffPerson,
  submit,
  wordsOf,
} from './kit.ts';

const { priya, tomas, ines } = staffPerson;
const sight = 'directory.hub.confirm';
const contacts = 'directory.hub.contacts';

async function connectNewcomer(test: TestApp, by = priya): Promise<void> {
  await command(test, by, `/partner connect ${newcomer.id}`, newcomer.channel);
  await submit(test, by);
}

function ephemeral(test: TestApp, userId: string): string {
  return wordsOf(test.slack.as(userId).ephemeralMessages().at(-1));
}

async function channelRecord(test: TestApp, channelId: string) {
  return test.database.collection('partner_channels').findOne({ channelId });
}

describe('connecting a channel', () => {
  it('maps the channel, links the company, posts and pins the hub, and lists what is missing', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, '/partner connect', newcomer.channel);
    expect(modalOf(test, priya)).toContain('Which partner is in this channel?');
    await submit(test, priya, { partnerId: newcomer.id });
    expect(modalOf(test, priya)).toContain(`The company in <#${newcomer.channel}> is *Cedar (${newcomer.id})*.`);
    await submit(test, priya);
    expect(modalOf(test, priya)).toContain('Connected; 3 fields missing: domain, backup, partner admin.');

    const [hub] = hubsIn(test, newcomer.channel);
    expect(wordsOf(hub)).toContain('*Your contact:* Priya Nair');
    expect(wordsOf(hub)).toContain('We can see this');
    expect(await channelRecord(test, newcomer.channel)).toMatchObject({
      partnerId: newcomer.id,
      isMain: true,
      teamIds: [newcomer.team],
    });
    expect(await auditOf(test, 'partner.connected')).toHaveLength(1);
  });

  it('thanks the first partner person who presses and leaves a second press without effect', async () => {
    const test = await createDirectoryTest();
    await connectNewcomer(test);
    const ts = hubsIn(test, newcomer.channel)[0]?.ts ?? '';
    await press(test, newcomer.seller, { channelId: newcomer.channel, ts, actionId: sight });
    expect(ephemeral(test, newcomer.seller)).toContain('Thank you! Everything works for you here.');
    const first = await channelRecord(test, newcomer.channel);
    // The second person still looks at the hub as it was before it was rewritten.
    await press(test, newcomer.admin, {
      channelId: newcomer.channel,
      ts,
      actionId: sight,
      value: newcomer.id,
      forged: true,
    });
    expect(ephemeral(test, newcomer.admin)).toContain('a colleague has pressed already');
    expect(await channelRecord(test, newcomer.channel)).toMatchObject({
      confirmedAt: first?.['confirmedAt'],
      confirmedBy: { userId: newcomer.seller },
    });
    expect(wordsOf(hubsIn(test, newcomer.channel))).not.toContain('We can see this');
    expect(hubsIn(test, newcomer.channel)).toHaveLength(1);
    expect(await auditOf(test, 'channel.confirmed')).toHaveLength(1);
  });

  it('asks our own staff to leave the button to the partner', async () => {
    const test = await createDirectoryTest();
    await connectNewcomer(test);
    const ts = hubsIn(test, newcomer.channel)[0]?.ts ?? '';
    await press(test, priya, { channelId: newcomer.channel, ts, actionId: sight });
    expect(ephemeral(test, priya)).toContain('This button is for the partner');
    expect(await channelRecord(test, newcomer.channel)).toMatchObject({ confirmedAt: null });
  });

  it('tells the partner manager once when nobody presses for two business days', async () => {
    const test = await createDirectoryTest();
    await connectNewcomer(test);
    await test.time.advanceTo(new Date('2026-11-18T10:00:00Z'));
    expect(test.slack.as(priya).dms()).toHaveLength(0);
    await test.time.advanceTo(new Date('2026-11-19T10:00:00Z'));
    const told = test.slack
      .as(priya)
      .dms()
      .map((message) => message.text);
    expect(told).toEqual([expect.stringContaining('re-invite with post, invite and more')]);
  });

  it('refuses while the bot is not in the channel', async () => {
    const test = await createDirectoryTest((slack) => homeChannel(slack, 'CEMPTY', [priya]));
    await command(test, priya, `/partner connect ${newcomer.id}`, 'CEMPTY');
    expect(ephemeral(test, priya)).toContain('Invite me first: `/invite @drumbeat`');
    expect(await channelRecord(test, 'CEMPTY')).toBeNull();
  });

  it('connects a channel without an external company for testing only when told so', async () => {
    const test = await createDirectoryTest((slack) => homeChannel(slack, 'CTEST', [slack.world.botUserId, priya]));
    await command(test, priya, `/partner connect ${newcomer.id}`, 'CTEST');
    expect(modalOf(test, priya)).toContain('This channel has no external company; connect anyway for testing?');
    expect(await channelRecord(test, 'CTEST')).toBeNull();
    await submit(test, priya);
    expect(await channelRecord(test, 'CTEST')).toMatchObject({ partnerId: newcomer.id, teamIds: [] });
    expect(wordsOf(hubsIn(test, 'CTEST'))).not.toContain('We can see this');
  });

  it('posts only a generic hub where two companies read, and records that it held back', async () => {
    const test = await createDirectoryTest((slack) => {
      slack.world.addTeam({ id: 'TOTHER', name: 'Other' });
      const members = [slack.world.botUserId, priya, newcomer.admin];
      slack.world.addChannel({ id: 'CMIXED', name: 'mixed', teams: [newcomer.team, 'TOTHER'], members });
    });
    await command(test, priya, `/partner connect ${newcomer.id}`, 'CMIXED');
    expect(modalOf(test, priya)).toContain('Two companies are in this channel; I will post only generic content.');
    await submit(test, priya);
    expect(wordsOf(test.slack.messages('CMIXED'))).toContain('only general news is posted here');
    expect(wordsOf(test.slack.messages('CMIXED'))).not.toContain('Priya');
    expect(await auditOf(test, 'confidentiality.blocked')).toHaveLength(1);
    expect(await test.database.collection('partner_teams').countDocuments({ partnerId: newcomer.id })).toBe(0);
  });

  it('names the partner that a company is linked to only to those who may act on it', async () => {
    const test = await createDirectoryTest((slack) => {
      const members = [slack.world.botUserId, priya, tomas, ines];
      slack.world.addChannel({ id: 'CSECOND', name: 'second', teams: ['TP101'], members });
    });
    const tomasStaff = await test.database.collection('staff').findOne({ key: 'tomas' });
    await test.database
      .collection('partners')
      .updateOne({ partnerId: newcomer.id }, { $set: { pmStaffId: tomasStaff?.['staffId'] } });
    await command(test, tomas, `/partner connect ${newcomer.id}`, 'CSECOND');
    expect(ephemeral(test, tomas)).toContain('TP101 is linked to another partner record; ask ops.');
    expect(ephemeral(test, tomas)).not.toContain('Acme');
    await command(test, ines, `/partner connect ${newcomer.id}`, 'CSECOND');
    expect(ephemeral(test, ines)).toContain('TP101 is linked to Acme (P-0101)');
  });

  it('refuses a channel that is mapped already', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, channelOf(acme));
    expect(ephemeral(test, priya)).toContain('this channel is connected to Acme (P-0101) already');
    expect(await channelRecord(test, channelOf(acme))).toMatchObject({ partnerId: 'P-0101' });
  });

  it('lets only those who look after the partner connect it', async () => {
    const test = await createDirectoryTest();
    await command(test, tomas, `/partner connect ${newcomer.id}`, newcomer.channel);
    expect(ephemeral(test, tomas)).toContain('You do not look after this partner');
    await command(test, staffPerson.greta, `/partner connect ${newcomer.id}`, newcomer.channel);
    expect(await channelRecord(test, newcomer.channel)).toBeNull();
  });

  it('lets one of two win who connect one channel to two partners at once', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, newcomer.channel);
    await command(test, ines, '/partner connect P-0101', newcomer.channel);
    await Promise.all([test.slack.as(priya).submitView(), test.slack.as(ines).submitView()]);
    await test.time.settle();
    const links = await test.database.collection('partner_teams').find({ teamId: newcomer.team }).toArray();
    const channels = await test.database.collection('partner_channels').find({ channelId: newcomer.channel }).toArray();
    expect(links).toHaveLength(1);
    expect(channels).toHaveLength(1);
    expect(channels[0]?.['partnerId']).toBe(links[0]?.['partnerId']);
    expect(await auditOf(test, 'partner.connected')).toHaveLength(1);
    expect(test.slack.messages(newcomer.channel)).toHaveLength(1);
    const shown = [modalOf(test, priya), modalOf(test, ines)];
    expect(shown.filter((text) => text.includes('Connected'))).toHaveLength(1);
    expect(shown.filter((text) => text.includes('Nothing was'))).toHaveLength(1);
  });
});

describe('the hub', () => {
  it('is posted in imported channels, in the partner’s language, with the contact and the cover', async () => {
    const test = await createDirectoryTest();
    expect(wordsOf(hubsIn(test, channelOf(acme)))).toContain('*Cover:* Tomas Lindqvist');
    expect(wordsOf(hubsIn(test, channelOf(birch)))).toContain('*Ihre Ansprechperson:* Priya Nair');
  });

  it('shows the contacts to the partner’s people', async () => {
    const test = await createDirectoryTest();
    const ts = hubsIn(test, channelOf(birch))[0]?.ts ?? '';
    await press(test, sellerOf(birch), { channelId: channelOf(birch), ts, actionId: contacts });
    expect(modalOf(test, sellerOf(birch))).toContain('*Partnerbetreuung:* Priya Nair (<@UPRIYA>)');
  });

  it('tells a stranger and another partner’s person nothing', async () => {
    const test = await createDirectoryTest((slack) => {
      slack.world.addTeam({ id: 'TSTRANGE', name: 'Strange' });
      slack.world.addUser({ id: 'USTRANGE', teamId: 'TSTRANGE', name: 'stranger' });
      slack.world.addUser({ id: 'UGUEST', teamId: homeTeam.id, name: 'guest', isRestricted: true });
      for (const id of ['USTRANGE', 'UGUEST', adminOf(birch)]) slack.world.channel(channelOf(acme)).memberIds.add(id);
    });
    const ts = hubsIn(test, channelOf(acme))[0]?.ts ?? '';
    for (const user of ['USTRANGE', 'UGUEST', adminOf(birch)]) {
      await press(test, user, { channelId: channelOf(acme), ts, actionId: contacts });
      expect(test.slack.as(user).currentView()).toBeUndefined();
      expect(ephemeral(test, user)).not.toContain('Priya');
    }
  });

  it('is rewritten, not posted again, while the manager is away', async () => {
    const test = await createDirectoryTest();
    const { directory } = test.app.features.bySlug;
    const operator = { kind: 'operator', name: 'test' } as const;
    const text = 'key,name,timeZone,awayUntil\npriya,,,2026-11-20';
    await directory.importStaff({ text, mode: 'apply', skipBad: false, actor: operator });
    await test.time.advanceTo(new Date('2026-11-16T12:30:00Z'));
    expect(wordsOf(hubsIn(test, channelOf(acme)))).toContain(
      'Priya Nair is away until Nov 20, 2026, Tomas Lindqvist covers.',
    );
    await test.time.advanceTo(new Date('2026-11-20T12:30:00Z'));
    expect(wordsOf(hubsIn(test, channelOf(acme)))).not.toContain('away');
    expect(
      test.slack.messages(channelOf(acme)).filter((message) => wordsOf(message).includes('at a glance')),
    ).toHaveLength(1);
  });
});
