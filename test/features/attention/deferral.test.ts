import { describe, expect, it } from 'vitest';
import { anna, ash, at, beech, channelId, minuteOf, startAttention, toPartner } from './kit.ts';
import { channelOf, staffPerson } from '#test/kit/partners.ts';
import { command, modalOf, press, submit } from '../directory/kit.ts';

const shown = (posts: readonly { text: string; at: Date }[]): string[] =>
  posts.map((post) => `${minuteOf(post.at)} ${post.text}`);

describe('the attention budget in the messenger', () => {
  it('keeps an hour between posts, two a day, and lets what is over the week’s cap wait for Monday', async () => {
    const t = await startAttention();
    for (const n of [1, 2, 3]) await t.owe(`probe:note:${n}`);
    await t.time.advanceTo(at(24, '12:00'));
    expect(shown(t.posts())).toEqual([
      '11-16 09:00 probe:note:1',
      '11-16 10:00 probe:note:2',
      '11-23 09:00 probe:note:3',
    ]);
    const mine = (await t.audit('message.deferred')).filter(({ object }) => object.endsWith('probe:note:3'));
    expect(mine.map(({ reason }) => reason)).toEqual(['week_cap']);
  });

  it('lets the more important one go first, then the one that is due first, whatever was owed first', async () => {
    // The week's deal review would take a place of its own; it is over on Wednesday evening.
    const t = await startAttention({ startAt: at(18, '19:00') });
    const to = { ...toPartner(beech, ''), key: '' };
    await t.probe.send({ ...to, key: 'probe:content', priority: 'P4', params: { text: 'content' } });
    await t.probe.send({ ...to, key: 'probe:late', notAfter: at(30, '12:00'), params: { text: 'late' } });
    await t.probe.send({ ...to, key: 'probe:soon', notAfter: at(23, '12:00'), params: { text: 'soon' } });
    await t.time.advanceTo(at(20, '12:00'));
    expect(shown(t.posts(channelOf(beech)))).toEqual(['11-19 09:00 soon', '11-19 10:00 late', '11-20 09:00 content']);
  });

  it('drops content that found no place for five business days, and says so', async () => {
    const t = await startAttention();
    for (const n of [1, 2, 3]) await t.owe(`probe:note:${n}`, { priority: 'P4' });
    await t.time.advanceTo(at(27, '12:00'));
    expect(shown(t.posts())).toEqual(['11-16 09:00 probe:note:1', '11-23 09:00 probe:note:2']);
    expect(t.probe.outcomes.at(-1)).toMatchObject({ key: 'probe:note:3', kind: 'dropped', reason: 'cap' });
    expect(await t.audit('message.dropped')).toEqual([
      { object: 'outbound_messages/probe:note:3', reason: 'suppressed(cap)' },
    ]);
  });

  it('lets P0, P1 and direct replies pass the caps, P1 from 08:00 to 19:00', async () => {
    const t = await startAttention();
    for (const n of [1, 2]) await t.owe(`probe:note:${n}`);
    await t.time.advanceTo(at(16, '19:30'));
    await t.owe('probe:direct', { direct: true });
    await t.owe('probe:decision', { priority: 'P1' });
    await t.owe('probe:alarm', { priority: 'P0' });
    await t.time.advanceTo(at(17, '12:00'));
    expect(shown(t.posts()).slice(2)).toEqual([
      '11-16 19:30 probe:alarm',
      '11-16 19:30 probe:direct',
      '11-17 08:00 probe:decision',
    ]);
  });

  it('puts a name in place of a mention once somebody was mentioned twice that day', async () => {
    const t = await startAttention();
    await t.owe('probe:root', { direct: true });
    const mention = { thread: { key: 'probe:root' }, mentions: [anna] };
    for (const n of [1, 2, 3]) {
      await t.owe(`probe:note:${n}`, { ...mention, params: { text: `<@${anna.userId}> ${n}` } });
    }
    await t.time.advanceTo(at(16, '09:05'));
    const root = t.posts()[0]?.ts ?? '';
    const thread = t.slack.thread(channelId, root).map(({ text }) => text);
    expect(thread).toEqual([`<@${anna.userId}> 1`, `<@${anna.userId}> 2`, 'Anna Admin 3']);
  });

  it('lets a post that mentions somebody too often wait for the next day', async () => {
    const t = await startAttention();
    await t.owe('probe:root', { direct: true });
    for (const n of [1, 2]) await t.owe(`probe:note:${n}`, { thread: { key: 'probe:root' }, mentions: [anna] });
    await t.time.advanceTo(at(16, '09:05'));
    await t.owe('probe:post', { mentions: [anna] });
    await t.time.advanceTo(at(18, '09:05'));
    expect(shown(t.posts()).at(-1)).toBe('11-17 09:00 probe:post');
  });

  it('drops what waits for a partner in the moment in which it is paused, but for P0 and P1', async () => {
    const t = await startAttention({ startAt: at(16, '17:00') });
    await t.owe('probe:note:1');
    await t.owe('probe:note:2', { priority: 'P1', notBefore: at(17, '10:00') });
    await t.time.advanceTo(at(16, '17:01'));
    await command(t, staffPerson.priya, '/partner status P-0120 paused summer break', channelId);
    await submit(t, staffPerson.priya, { resumeOn: '2026-12-15' });
    expect(t.probe.outcomes).toEqual([expect.objectContaining({ key: 'probe:note:1', reason: 'partner_status' })]);
    await t.time.advanceTo(at(17, '12:00'));
    expect(shown(t.posts())).toEqual(['11-17 10:00 probe:note:2']);
  });

  it('two replicas that work at once post no more than one does', async () => {
    const t = await startAttention();
    const first = t.time;
    await t.abandon();
    for (const n of [1, 2, 3, 4, 5]) await t.owe(`probe:note:${n}`);
    for (let step = 0; step < 40; step += 1) {
      await Promise.all([first.settle(), t.time.settle()]);
      t.clock.moveTo(new Date(t.clock.now().getTime() + 15 * 60_000));
    }
    await Promise.all([first.settle(), t.time.settle()]);
    expect(t.posts().map(({ text }) => text)).toEqual(['probe:note:1', 'probe:note:2']);
  });
});

describe('topics that a partner switches off', () => {
  async function preferencesOf(t: Awaited<ReturnType<typeof startAttention>>, userId: string) {
    await t.time.advanceTo(at(16, '09:10'));
    const hub = t.slack.pins(channelId)[0];
    await press(t, userId, { channelId, ts: hub?.ts ?? '', actionId: 'attention.hub.preferences' });
  }

  it('are dropped with their reason; the rest still comes', async () => {
    const t = await startAttention();
    await preferencesOf(t, anna.userId);
    expect(modalOf(t, anna.userId)).toContain('always reach you');
    await submit(t, anna.userId, { sendWeekday: '3', sendTime: '11:00', mutedTopics: ['newsletter'] });
    expect(modalOf(t, anna.userId)).toContain('Saved.');
    await t.owe('probe:note:1', { priority: 'P4', topic: 'newsletter' });
    await t.owe('probe:note:2', { priority: 'P4', topic: 'collateral' });
    await t.time.settle();
    expect(t.probe.outcomes).toMatchObject([{ kind: 'dropped', reason: 'muted' }, { kind: 'delivered' }]);
    const partner = await t.database.collection('partners').findOne({ partnerId: 'P-0120' });
    expect(partner?.['preferences']).toMatchObject({ sendWeekday: 3, sendTime: '11:00', mutedTopics: ['newsletter'] });
    expect(await t.audit('preferences.changed')).toHaveLength(1);
  });

  it('cannot be check-ins, and only an admin of the company may choose', async () => {
    const t = await startAttention();
    await preferencesOf(t, 'UP120S');
    expect(t.slack.as('UP120S').ephemeralMessages().at(-1)?.text).toContain('only an admin of your company');
    await t.database
      .collection('partners')
      .updateOne({ partnerId: 'P-0120' }, { $set: { 'preferences.mutedTopics': ['check-ins', 'payout'] } });
    await t.owe('probe:note:1', { topic: 'check-ins' });
    await t.time.settle();
    expect(t.posts().map(({ text }) => text)).toEqual(['probe:note:1']);
  });
});

describe('/partner attention', () => {
  it('shows the week against the caps, what waits and what was dropped, each with its reason', async () => {
    const t = await startAttention();
    for (const n of [1, 2, 3]) await t.owe(`probe:note:${n}`);
    await t.owe('probe:content', { priority: 'P4', notAfter: at(18, '12:00') });
    await t.time.advanceTo(at(16, '12:00'));
    await command(t, staffPerson.priya, '/partner attention p-0120', channelId);
    const words = modalOf(t, staffPerson.priya);
    expect(words).toContain('2 of 2 posts, 0 of 1 content; *today* 2 of 2');
    expect(words).toContain('P2 `probe.note` (probe:note:3): posts of the week used up, again Nov 23, 2026');
    expect(words).toContain('P4 `probe.note` (probe:content): suppressed (cap)');
    expect(words).toMatch(/P2 `probe.note` \(probe:note:1\), Nov 16, 2026, 9:00/);
  });

  it('is refused to who does not look after the partner', async () => {
    const t = await startAttention();
    await command(t, staffPerson.mei, `/partner attention ${toPartner(ash, 'x').partnerId}`, channelId);
    expect(t.slack.as(staffPerson.mei).ephemeralMessages().at(-1)?.text).toContain('do not look after this partner');
  });
});
