import { describe, expect, it } from 'vitest';
import { adminOf } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import {
  acme,
  auditOf,
  birch,
  channelOf,
  command,
  createDirectoryTest,
  hubsIn,
  newcomer,
  press,
  staffPerson,
  submit,
  wordsOf,
} from './kit.ts';

const { priya, greta } = staffPerson;
const operator = { kind: 'operator', name: 'test' } as const;

function hubs(test: TestApp, channelId: string) {
  return test.slack.messages(channelId).filter((message) => wordsOf(message).includes('at a glance'));
}

describe('upkeep', () => {
  it('posts one hub per channel however often the sweep runs, at once or after a restart', async () => {
    const test = await createDirectoryTest();
    const run = () => test.app.runJob('directory.sweep-hubs');
    await Promise.all([run(), run()]);
    await test.restart();
    await test.time.advanceTo(new Date('2026-11-16T13:00:00Z'));
    expect(hubs(test, channelOf(acme))).toHaveLength(1);
  });

  it('posts and pins the hub once when Slack is down for ten minutes after the press', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, newcomer.channel);
    await test.slack.as(priya).submitView();
    test.slack.faults.down({ forMs: 600_000 });
    await test.time.advanceTo(new Date('2026-11-16T10:35:00Z'));
    expect(test.slack.messages(newcomer.channel)).toHaveLength(0);
    await test.time.advanceTo(new Date('2026-11-16T11:15:00Z'));
    expect(hubsIn(test, newcomer.channel)).toHaveLength(1);
    expect(hubs(test, newcomer.channel)).toHaveLength(1);
  });

  it('owes a hub again that Slack refused, once the channel can be used', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, newcomer.channel);
    await test.slack.as(priya).submitView();
    const channel = test.slack.world.channel(newcomer.channel);
    channel.isArchived = true;
    await test.time.settle();
    expect(hubs(test, newcomer.channel)).toHaveLength(0);
    channel.isArchived = false;
    await test.time.advanceTo(new Date('2026-11-16T12:30:00Z'));
    expect(hubs(test, newcomer.channel)).toHaveLength(1);
    expect(hubsIn(test, newcomer.channel)).toHaveLength(1);
  });

  it('asks once a day about an archived channel, and finds it again though the news of its return was lost', async () => {
    const test = await createDirectoryTest();
    await test.slack.world.archive(channelOf(acme), priya);
    await test.time.advanceTo(new Date('2026-11-18T12:30:00Z'));
    const asked = test.slack.log.calls.filter(
      ({ method, channelId, at }) =>
        method === 'conversations.info' && channelId === channelOf(acme) && at > new Date('2026-11-16T10:30:00Z'),
    );
    expect(asked).toHaveLength(2);
    test.slack.world.channel(channelOf(acme)).isArchived = false;
    await test.time.advanceTo(new Date('2026-11-19T12:30:00Z'));
    const record = await test.database.collection('partner_channels').findOne({ channelId: channelOf(acme) });
    expect(record).toMatchObject({ state: 'connected' });
  });

  it('tells staff once about a channel in which nobody pressed, though two sweeps run at once', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, newcomer.channel);
    await submit(test, priya);
    const at = new Date('2026-11-20T12:00:00Z');
    test.clock.moveTo(at);
    const run = () => test.app.runJob('directory.sweep-unconfirmed-connections');
    await Promise.all([run(), run()]);
    await test.time.advanceTo(new Date('2026-11-20T16:00:00Z'));
    expect(test.slack.as(priya).dms()).toHaveLength(1);
  });

  it('tells nobody when the partner pressed in time', async () => {
    const test = await createDirectoryTest();
    await command(test, priya, `/partner connect ${newcomer.id}`, newcomer.channel);
    await submit(test, priya);
    const ts = hubsIn(test, newcomer.channel)[0]?.ts ?? '';
    await press(test, newcomer.seller, { channelId: newcomer.channel, ts, actionId: 'directory.hub.confirm' });
    await test.time.advanceTo(new Date('2026-11-18T16:00:00Z'));
    expect(test.slack.as(priya).dms()).toHaveLength(0);
  });

  it('marks a channel lost that Slack does not know any more, without asking for ever', async () => {
    const test = await createDirectoryTest();
    await test.database
      .collection('partner_channels')
      .updateOne({ channelId: channelOf(acme) }, { $set: { channelId: 'CGONE', companiesCheckedAt: null } });
    await test.time.advanceTo(new Date('2026-11-16T13:00:00Z'));
    expect(await test.database.collection('partner_channels').findOne({ channelId: 'CGONE' })).toMatchObject({
      state: 'severed',
    });
    expect(await auditOf(test, 'channel.severed')).toHaveLength(1);
  });

  it('rewrites the hub on the day on which the manager is back', async () => {
    const test = await createDirectoryTest();
    const { importStaff } = test.app.features.bySlug.directory;
    await importStaff({
      text: 'key,name,timeZone,awayUntil\npriya,,,2026-11-18',
      mode: 'apply',
      skipBad: false,
      actor: operator,
    });
    await test.time.advanceTo(new Date('2026-11-17T23:00:00Z'));
    const hub = () => wordsOf(hubsIn(test, channelOf(acme)));
    const away = hub();
    await test.time.advanceTo(new Date('2026-11-18T12:00:00Z'));
    expect(away).not.toBe(hub());
    expect(hub()).toContain('*Your contact:* Priya Nair');
  });

  it('rewrites the hub at once when an import names another manager or another language', async () => {
    const test = await createDirectoryTest();
    const header = 'externalRef,legalName,primaryType,tier,status,countries,timeZone,currency,pm,language';
    const { importPartners } = test.app.features.bySlug.directory;
    const order = { mode: 'apply', skipBad: false, actor: operator } as const;
    await importPartners({ ...order, text: `${header}\nP101,,,,,,,,mei,de` });
    await test.time.settle();
    expect(hubsIn(test, channelOf(acme)).map(wordsOf)).toEqual([
      expect.stringContaining('*Ihre Ansprechperson:* Mei Tanaka'),
    ]);
    expect(test.slack.messages(channelOf(acme)).filter((message) => message.botId)).toHaveLength(1);
  });

  it('says goodbye in the hub when the partnership has ended', async () => {
    const test = await createDirectoryTest();
    await test.database.collection('partners').updateOne(
      { partnerId: 'P-0102' },
      {
        $set: {
          status: 'offboarding',
          stage: 'optimization',
          agreement: { ref: null, startsOn: null, endsOn: '2026-11-01' },
        },
      },
    );
    await command(test, greta, '/partner status P-0102 ended all is settled', channelOf(birch));
    await submit(test, greta, { override: ['yes'] });
    await test.time.settle();
    expect(hubsIn(test, channelOf(birch)).map(wordsOf)).toEqual([
      expect.stringContaining('Diese Partnerschaft ist beendet.'),
    ]);
    expect(wordsOf(hubsIn(test, channelOf(birch)))).not.toContain('Kontakte');
  });

  it('imports a file of several chunks, and no chunk of it when one row is bad', async () => {
    const test = await createDirectoryTest();
    const header = 'externalRef,legalName,primaryType,tier,status,countries,timeZone,currency';
    const rows = Array.from({ length: 250 }, (_, index) => `X${index},Company ${index},isv,emerging,active,GB,UTC,GBP`);
    const { importPartners } = test.app.features.bySlug.directory;
    const order = { mode: 'apply', skipBad: false, actor: operator } as const;
    const before = await test.database.collection('partners').countDocuments();
    const refused = await importPartners({
      ...order,
      text: [header, ...rows, 'X250,Company 1,isv,emerging,active,GB,UTC,GBP'].join('\n'),
    });
    expect(refused.applied).toBe(false);
    expect(await test.database.collection('partners').countDocuments()).toBe(before);
    const applied = await importPartners({ ...order, text: [header, ...rows].join('\n') });
    expect(applied.added).toHaveLength(250);
    expect(await test.database.collection('partners').countDocuments()).toBe(before + 250);
  });
});

describe('App Home', () => {
  it('shows a partner’s person their company and contact, staff their partners, each only their own', async () => {
    const test = await createDirectoryTest();
    for (const user of [adminOf(acme), adminOf(birch), priya, staffPerson.mei]) {
      await test.slack.as(user).openHome();
      await test.time.settle();
    }
    const home = (user: string) => wordsOf(test.slack.homeOf(user)?.content);
    expect(home(adminOf(acme))).toContain('*Acme*\nYour contact: Priya Nair');
    expect(home(adminOf(acme))).not.toContain('Birch');
    expect(home(adminOf(birch))).toContain('Ihre Ansprechperson: Priya Nair');
    expect(home(priya)).toContain('P-0101 Acme: active, emerging');
    expect(home(staffPerson.mei)).not.toContain('Acme');
  });
});
