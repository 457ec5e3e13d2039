import { describe, expect, test } from 'vitest';
import { callbackIds } from '#blocks/directory/ids.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, partnerWorld, seedPartners, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { sendForm } from '#test/journeys/runs-once-kit.ts';
import { goTo, statusPosts, wakeAt, watchOf } from './kit.ts';

const quiet: TestPartner = { ref: 'P401' };
const berlin: TestPartner = { ref: 'P402', zone: 'Europe/Berlin', country: 'DE', language: 'de' };
const chatty: TestPartner = { ref: 'P403' };
const talking: TestPartner = { ref: 'P404' };
const paused: TestPartner = { ref: 'P405', status: 'paused' };
const unlaunched: TestPartner = { ref: 'P406', launchOn: '2026-12-03' };
const pausing: TestPartner = { ref: 'P407' };
const all = [quiet, berlin, chatty, talking, paused, unlaunched, pausing];

async function appWith(partners: readonly TestPartner[]): Promise<TestApp> {
  const app = await createTestApp({ world: partnerWorld(partners) });
  await seedPartners(app, partners);
  return app;
}

async function pause(app: TestApp, partner: TestPartner): Promise<void> {
  const priya = app.slack.as(staffPerson.priya);
  await priya.command(`/partner status ${partnerIdOf(partner)} paused summer break`, { channelId: channelOf(partner) });
  await app.time.settle();
  await sendForm(app, staffPerson.priya, callbackIds.changeStatus, { resumeOn: '2027-01-15' });
  expect(await watchOf(app, partnerIdOf(partner))).toMatchObject({ nextLookAt: null });
}

async function audited(
  app: TestApp,
  action: string,
  partner: TestPartner,
): Promise<readonly Record<string, unknown>[]> {
  return app.database
    .collection('audit_entries')
    .find({ action, partnerId: partnerIdOf(partner) })
    .toArray();
}

describe('a channel that has heard nothing from us', () => {
  test('gets a short status on day 21, in its own morning and language; who was written to, is paused or not launched gets none', async () => {
    const app = await appWith(all);
    await goTo(app, '2026-11-16T12:10:00Z');
    await wakeAt(app, '2026-11-20T12:00:00Z');
    await app.slack.as(staffPerson.priya).say({ channelId: channelOf(chatty), text: 'How is the Meadow deal?' });
    await app.slack.as(adminOf(talking)).say({ channelId: channelOf(talking), text: 'Anybody there?' });
    await pause(app, pausing);
    await wakeAt(app, '2026-12-07T09:10:00Z');
    await goTo(app, '2026-12-07T10:30:00Z');

    expect(statusPosts(app, quiet)).toEqual([
      {
        at: '2026-12-07T10:15',
        text: [
          '*Where we stand.* Nothing to do for you.',
          '• Next: December check-in, Tue 8 Dec.',
          'Need anything? Write here; Priya Nair is your contact.',
        ].join('\n'),
      },
    ]);
    expect(statusPosts(app, berlin)).toEqual([
      { at: '2026-12-07T09:15', text: expect.stringContaining('• Als Nächstes: ') },
    ]);
    expect(statusPosts(app, talking)).toHaveLength(1);
    for (const partner of [chatty, paused, unlaunched, pausing]) expect(statusPosts(app, partner)).toEqual([]);
    expect(await audited(app, 'status_post.owed', quiet)).toHaveLength(1);

    const owed = await app.database.collection('outbound_messages').countDocuments({});
    await app.app.runJob('status-posts.sweep-channels');
    await app.restart();
    await app.time.settle();
    expect(await app.database.collection('outbound_messages').countDocuments({})).toBe(owed);
  });

  test('is written to once after an outage, whose silence then stands in the audit trail', async () => {
    const app = await appWith([quiet]);
    await goTo(app, '2026-11-16T12:10:00Z');
    await wakeAt(app, '2026-12-21T12:00:00Z');
    await wakeAt(app, '2026-12-22T10:10:00Z');
    expect(statusPosts(app, quiet)).toEqual([expect.objectContaining({ at: '2026-12-22T10:15' })]);
    expect(await audited(app, 'silence.exceeded', quiet)).toEqual([]);
    await wakeAt(app, '2027-01-12T10:20:00Z');
    const [silence] = await audited(app, 'silence.exceeded', quiet);
    expect(silence?.['changes']).toContainEqual({ field: 'days', before: null, after: 36 });
  });
});
