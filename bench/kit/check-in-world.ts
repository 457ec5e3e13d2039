import mongoose from 'mongoose';
import { actionIds } from '#blocks/check-ins/ids.ts';
import { manualClock } from '#core/clock.ts';
import { asParticipant, createLumenforgeSlack, sandboxConfig, startBesideSlack } from '#sandbox/app.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { serveParent } from './child.ts';
import { runningClock, switchedClock } from './running-clock.ts';

export interface WorldOrder {
  uri: string;
  database: string;
  partners: number;
}

export interface WorldReady {
  apiUrl: string;
  /** ISO 8601: the world's now. */
  now: string;
  /** For each partner what Slack sends when its admin presses 3, 4 and 5 on the open check-in. */
  presses: readonly (readonly string[])[];
}

/** December's check-ins are posted on Tue 8 Dec 2026 at 10:00 in London (domain §2.4). */
const setUpAt = new Date('2026-12-01T09:00:00Z');
const openAt = new Date('2026-12-08T10:10:00Z');
const ratings = [actionIds.rate[2], actionIds.rate[3], actionIds.rate[4]];

/** The sandbox Slack in a process of its own, with partners whose check-ins the real app has posted. */
serveParent(async ({ uri, database, partners: count }: WorldOrder) => {
  const partners = Array.from({ length: count }, (_, n): TestPartner => ({ ref: `P${100 + n}` }));
  const stepped = manualClock(setUpAt);
  const clock = switchedClock(stepped);
  // Pressed far more often than people can, so Slack's limits on edits would only take work away from the app.
  const slack = createLumenforgeSlack(clock, { rateLimits: 'off' });
  partnerWorld(partners)(slack);
  const app = await startBesideSlack(slack, sandboxConfig(uri), {
    stepped: { clock: stepped, participants: [asParticipant(slack)] },
    fetch: slack.fetch,
    database,
  });
  const connection = await mongoose.createConnection(uri, { dbName: database }).asPromise();
  await seedPartners({ app, database: connection, clock: stepped } as unknown as TestApp, partners);
  await app.stepped?.advanceTo(openAt);
  await app.stop();
  await connection.close();
  const presses = await capturedPresses(slack, partners);
  slack.disconnectApp();
  clock.follow(runningClock(openAt));
  const { apiUrl, close } = await slack.listen();
  return {
    ready: { apiUrl, now: openAt.toISOString(), presses } satisfies WorldReady,
    answer: () => Promise.resolve(slack.log.calls.length),
    async close() {
      slack.stop();
      await close();
    },
  };
});

/** Bodies exactly as the sandbox sends them. */
async function capturedPresses(slack: SandboxSlack, partners: readonly TestPartner[]): Promise<string[][]> {
  const bodies: string[] = [];
  slack.connectApp({
    kind: 'inProcess',
    async handle(request) {
      bodies.push(await request.text());
      return new Response('');
    },
  });
  for (const partner of partners) {
    const channelId = channelOf(partner);
    const prompt = slack.messages(channelId).find(({ blocks }) => JSON.stringify(blocks).includes(ratings[0] ?? ''));
    if (!prompt) throw new Error(`no check-in stands in ${channelId}`);
    for (const actionId of ratings) await slack.as(adminOf(partner)).press({ channelId, ts: prompt.ts, actionId });
  }
  return partners.map((_, n) => bodies.slice(n * ratings.length, (n + 1) * ratings.length));
}
