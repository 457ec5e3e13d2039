import { describe, expect, it } from 'vitest';
import { adminOf } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import { acme, auditOf, channelOf, createDirectoryTest, hubsIn, staffPerson, wordsOf } from './kit.ts';

const channelId = channelOf(acme);

async function record(test: TestApp, id = channelId) {
  return test.database.collection('partner_channels').findOne({ channelId: id });
}

async function readers(test: TestApp, id = channelId) {
  return test.app.features.addressees.readersOf({ channelId: id });
}

describe('news from Slack', () => {
  it('follows a channel to its new id without a second hub', async () => {
    const test = await createDirectoryTest();
    await test.slack.world.changeId(channelId, 'CNEWID');
    await test.time.settle();
    expect(await record(test)).toBeNull();
    expect(await record(test, 'CNEWID')).toMatchObject({ partnerId: 'P-0101', isMain: true, state: 'connected' });
    expect(await readers(test, 'CNEWID')).toEqual({ kind: 'partner', partnerId: 'P-0101' });
    await test.slack.replayLast();
    await test.time.advanceTo(new Date('2026-11-16T12:00:00Z'));
    expect(hubsIn(test, 'CNEWID')).toHaveLength(1);
    expect(await auditOf(test, 'channel.id_changed')).toHaveLength(1);
  });

  it('keeps to generic content when a further company comes in, tells the manager once, and comes back after', async () => {
    const test = await createDirectoryTest((slack) => slack.world.addTeam({ id: 'TTHIRD', name: 'Third' }));
    await test.slack.world.connectTeam(channelId, 'TTHIRD');
    await test.time.settle();
    await test.slack.replayLast();
    await test.time.settle();
    expect(await readers(test)).toEqual({ kind: 'mixed' });
    expect(await auditOf(test, 'confidentiality.blocked')).toHaveLength(1);
    const told = test.slack
      .as(staffPerson.priya)
      .dms()
      .map((message) => message.text);
    expect(told).toEqual([expect.stringContaining('more than one company')]);
    await test.time.advanceTo(new Date('2026-11-16T10:40:00Z'));
    const shown = test.slack.messages(channelId).map(wordsOf).join('\n');
    expect(shown).toContain('only general news is posted here');
    expect(shown).not.toContain('Priya');

    await test.slack.world.disconnectTeam(channelId, 'TTHIRD');
    await test.time.settle();
    expect(await readers(test)).toEqual({ kind: 'partner', partnerId: 'P-0101' });
    expect(hubsIn(test, channelId).map(wordsOf).join('\n')).toContain('*Your contact:* Priya Nair');
    expect(test.slack.messages(channelId).map(wordsOf).join('\n')).not.toContain('only general news');
  });

  it('notices that the partner has left the channel', async () => {
    const test = await createDirectoryTest();
    await test.slack.world.disconnectTeam(channelId, 'TP101');
    await test.time.settle();
    expect(await record(test)).toMatchObject({ state: 'severed' });
    const card = await test.app.features.bySlug.directory.public.getPartner('P-0101');
    expect(card.mainChannelId).toBeNull();
    await test.slack.world.connectTeam(channelId, 'TP101');
    await test.time.settle();
    expect(await record(test)).toMatchObject({ state: 'connected' });
  });

  it('notices an archived, a restored and a deleted channel', async () => {
    const test = await createDirectoryTest();
    await test.slack.world.archive(channelId, staffPerson.priya);
    await test.time.settle();
    expect(await record(test)).toMatchObject({ state: 'archived' });
    expect(await test.app.features.people.listMappedChannelIds()).not.toContain(channelId);
    await test.slack.world.unarchive(channelId, staffPerson.priya);
    await test.time.settle();
    expect(await record(test)).toMatchObject({ state: 'connected' });
    await test.slack.world.deleteChannel(channelId, staffPerson.priya);
    await test.time.settle();
    expect(await record(test)).toMatchObject({ state: 'severed' });
  });

  it('neither asks nor trusts a person who was deactivated', async () => {
    const test = await createDirectoryTest();
    const person = { teamId: 'TP101', userId: adminOf(acme) };
    const place = await test.app.features.people.placeOf(channelId);
    expect(await test.app.features.people.actorOf(person, place)).toMatchObject({
      kind: 'partner',
      name: 'Anna Admin',
    });
    await test.slack.world.deactivate(person.userId);
    await test.time.settle();
    expect(await test.app.features.people.actorOf(person, place)).toMatchObject({ kind: 'stranger' });
    expect(await test.app.features.bySlug.directory.public.listContacts('P-0101')).toEqual([]);
    expect(await auditOf(test, 'contact.left')).toHaveLength(1);
  });

  it('believes nothing about a channel while Slack cannot be asked, and recovers', async () => {
    const test = await createDirectoryTest();
    test.slack.faults.serverError('conversations.info', { times: 50 });
    await test.slack.world.rename(channelId, 'renamed');
    await test.time.settle();
    expect(await readers(test)).toEqual({ kind: 'unknown' });
    test.slack.faults.clear();
    await test.time.advanceTo(new Date('2026-11-16T12:00:00Z'));
    expect(await readers(test)).toEqual({ kind: 'partner', partnerId: 'P-0101' });
    expect(hubsIn(test, channelId)).toHaveLength(1);
  });
});
