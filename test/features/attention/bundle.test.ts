import { describe, expect, it } from 'vitest';
import { anna, at, channelId, minuteOf, reminder, startAttention } from './kit.ts';
import type { AttentionTest } from './kit.ts';
import { modalOf, press, wordsOf } from '../directory/kit.ts';

/** Reminders that became due on a Sunday, so that all wait for Monday morning. */
async function startWithReminders(texts: readonly string[], topic = 'probe'): Promise<AttentionTest> {
  const t = await startAttention({ startAt: at(15, '12:00') });
  for (const text of texts) await t.owe(`probe:due:${text}`, { ...reminder(text), topic });
  return t;
}

function weekPosts(t: AttentionTest) {
  return t.slack.messages(channelId).filter(({ text }) => text.startsWith('This week'));
}

const firstWords = (t: AttentionTest): string => wordsOf(weekPosts(t)[0]);

describe('reminders that fall due within three days', () => {
  it('become one post, and each owner is told that its message was delivered there', async () => {
    const t = await startWithReminders(['one', 'two', 'three']);
    await t.owe('probe:later', { ...reminder('four'), notBefore: at(18, '09:00') });
    await t.owe('probe:far', { ...reminder('far'), notBefore: at(25, '09:00') });
    await t.time.advanceTo(at(16, '12:00'));
    expect(t.posts().map((post) => `${minuteOf(post.at)} ${post.text}`)).toEqual([
      '11-16 09:00 This week: 4 things to look at',
    ]);
    expect(firstWords(t)).toContain('• one\n• two\n• three\n• four');
    const ts = weekPosts(t)[0]?.ts;
    const keys = ['probe:due:one', 'probe:due:two', 'probe:due:three', 'probe:later'];
    expect(t.probe.outcomes).toEqual(
      keys.map((key) => expect.objectContaining({ kind: 'delivered', key, channelId, ts })),
    );
  });

  it('count as one post, and those without a one-line form go alone', async () => {
    const t = await startWithReminders(['one', 'two']);
    await t.owe('probe:alone', { priority: 'P3' });
    await t.owe('probe:next', { priority: 'P3' });
    await t.time.advanceTo(at(24, '12:00'));
    expect(t.posts().map(({ text }) => text)).toEqual(['This week: 2 things to look at', 'probe:alone', 'probe:next']);
    expect(minuteOf(t.posts()[2]?.at ?? new Date(0))).toBe('11-23 09:00');
  });

  it('show six lines, and all of them behind the button, to the partner only', async () => {
    const texts = ['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7', 'l8'];
    const t = await startWithReminders(texts);
    await t.time.advanceTo(at(16, '12:00'));
    expect(firstWords(t)).toContain('• l6');
    expect(firstWords(t)).not.toContain('• l7');
    const ts = weekPosts(t)[0]?.ts ?? '';
    await press(t, anna.userId, { channelId, ts, actionId: 'attention.week.see-all' });
    expect(modalOf(t, anna.userId)).toContain(texts.map((text) => `• ${text}`).join('\n'));
    const [row] = await t.database.collection('outbound_messages').find({ message: 'attention.this-week' }).toArray();
    const value = String(row?.['_id']);
    const forged = { channelId: 'CP121', ts: '1.0', actionId: 'attention.week.see-all', value, forged: true };
    await press(t, 'UP121A', forged);
    expect(modalOf(t, 'UP121A')).not.toContain('l1');
  });

  it('follow their owners: an edit rewrites the line, a withdrawal takes it out, the last one deletes the post', async () => {
    const t = await startWithReminders(['one', 'two']);
    await t.time.advanceTo(at(16, '12:00'));
    await t.owe('probe:due:one', reminder('one, done'));
    await t.time.settle();
    expect(firstWords(t)).toContain('• one, done\n• two');
    await t.probe.withdraw('probe:due:two');
    await t.time.settle();
    expect(firstWords(t)).not.toContain('two');
    await t.probe.withdraw('probe:due:one');
    await t.time.settle();
    expect(weekPosts(t)).toEqual([]);
    expect(t.probe.outcomes).toHaveLength(2);
  });

  it('leave out a topic that the partner switched off', async () => {
    const t = await startWithReminders(['one', 'two']);
    await t.owe('probe:muted', { ...reminder('muted'), topic: 'incentives' });
    await t.database
      .collection('partners')
      .updateOne({ partnerId: 'P-0120' }, { $set: { 'preferences.mutedTopics': ['incentives'] } });
    await t.time.advanceTo(at(16, '12:00'));
    expect(firstWords(t)).toContain('• one\n• two');
    expect(firstWords(t)).not.toContain('muted');
    expect(t.probe.outcomes.find(({ key }) => key === 'probe:muted')).toMatchObject({ reason: 'muted' });
  });

  it('take a reply along under their common post', async () => {
    const t = await startWithReminders(['one', 'two']);
    await t.owe('probe:reply', { thread: { key: 'probe:due:two' } });
    await t.time.advanceTo(at(16, '12:00'));
    const ts = weekPosts(t)[0]?.ts ?? '';
    expect(t.slack.thread(channelId, ts).map(({ text }) => text)).toContain('probe:reply');
  });
});

describe('a crash around the common post', () => {
  it('before it is posted: the next replica posts the same bundle once', async () => {
    const t = await startWithReminders(['one', 'two', 'three']);
    await t.time.advanceTo(at(16, '08:59'));
    t.slack.faults.rateLimit('chat.postMessage', { channelId, times: 1, retryAfterSec: 60 });
    await t.time.advanceTo(at(16, '09:00'));
    expect(weekPosts(t)).toEqual([]);
    expect(await t.database.collection('outbound_messages').countDocuments({ state: 'bundled' })).toBe(3);
    await t.abandon();
    await t.time.advanceTo(at(16, '12:00'));
    expect(weekPosts(t)).toHaveLength(1);
    expect(t.posts()).toHaveLength(1);
    expect(t.probe.outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('after it was posted, before it was recorded: it is found again, and everybody is told once', async () => {
    const t = await startWithReminders(['one', 'two', 'three']);
    await t.time.advanceTo(at(16, '08:59'));
    t.slack.faults.loseAnswer('chat.postMessage', { times: 1 });
    await t.time.advanceTo(at(16, '09:00'));
    await t.abandon();
    await t.time.advanceTo(at(16, '12:00'));
    expect(weekPosts(t)).toHaveLength(1);
    expect(t.probe.outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('when Slack is away until the window closes, the members wait for the next day, and are told of once', async () => {
    const t = await startWithReminders(['one', 'two', 'three']);
    await t.time.advanceTo(at(16, '08:59'));
    t.slack.faults.down({ forMs: 8 * 3_600_000 });
    await t.time.advanceTo(at(17, '12:00'));
    expect((await t.audit('message.dropped')).map(({ reason }) => reason)).toEqual(['dissolved']);
    expect(t.posts().map((post) => `${minuteOf(post.at)} ${post.text}`)).toEqual([
      '11-17 09:00 This week: 3 things to look at',
    ]);
    expect(t.probe.outcomes.map(({ kind }) => kind)).toEqual(['delivered', 'delivered', 'delivered']);
  });
});

describe('a reminder in the thread of what it reminds of', () => {
  it('stays there for seven days, and is a post of its own when the original is older', async () => {
    const t = await startAttention();
    await t.owe('probe:original', { direct: true });
    await t.owe('probe:soon', { ...reminder('soon'), thread: { key: 'probe:original' }, notBefore: at(20, '10:00') });
    await t.owe('probe:late', { ...reminder('late'), thread: { key: 'probe:original' }, notBefore: at(25, '10:00') });
    await t.time.advanceTo(at(26, '12:00'));
    const root = t.posts()[0]?.ts ?? '';
    expect(t.slack.thread(channelId, root).map(({ text }) => text)).toEqual(['soon']);
    expect(t.posts().map(({ text }) => text)).toContain('late');
  });
});
