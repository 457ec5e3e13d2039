import { expect, test } from 'vitest';
import { actionIds } from '#blocks/check-ins/ids.ts';
import { occurrenceModel } from '#features/check-ins/model.ts';
import type { TestApp } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { adminOf, channelOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';

const promptsAt = new Date('2026-12-08T10:05:00Z');
/** The same partner, by every id, is a customer of both vendors. */
const shared: TestPartner = { ref: 'P101', name: 'Mossgrove Tech' };
const onlyFirst: TestPartner = { ref: 'P102' };
const onlySecond: TestPartner = { ref: 'P103' };

async function appWith(partners: readonly TestPartner[]): Promise<TestApp> {
  const app = await createTestApp({ world: partnerWorld(partners), startAt: new Date('2026-12-08T09:00:00Z') });
  await seedPartners(app, partners);
  return app;
}

/** Every document of the app's database and every message of its Slack, as text. */
async function everythingOf({ database, slack }: TestApp, partners: readonly TestPartner[]): Promise<string> {
  const collections = await database.listCollections();
  const documents = await Promise.all(
    collections
      .map(({ name }) => name)
      .toSorted()
      .map(async (name) => [name, await database.collection(name).find().sort({ _id: 1 }).toArray()]),
  );
  return JSON.stringify([documents, partners.map((partner) => slack.messages(channelOf(partner)))]);
}

function promptTs({ slack }: TestApp, partner: TestPartner): string {
  const prompt = slack.messages(channelOf(partner)).find(({ text }) => text.includes('check-in'));
  if (!prompt) throw new Error('no check-in was posted');
  return prompt.ts;
}

async function occurrencesOf({ database }: TestApp): Promise<readonly { partnerId: string; state: string }[]> {
  return database
    .collection(occurrenceModel.collection)
    .find({ periodKey: '2026-12' })
    .sort({ _id: 1 })
    .project<{ partnerId: string; state: string }>({ _id: 0, partnerId: 1, state: 1 })
    .toArray();
}

test('two apps with two databases and two Slacks in one process do not touch each other', async () => {
  const first = await appWith([shared, onlyFirst]);
  const second = await appWith([shared, onlySecond]);

  const untouched = await everythingOf(second, [shared, onlySecond]);
  await first.time.advanceTo(promptsAt);
  expect(await everythingOf(second, [shared, onlySecond])).toBe(untouched);
  expect(second.clock.now()).toEqual(new Date('2026-12-08T09:00:00Z'));

  await second.time.advanceTo(promptsAt);
  expect(await occurrencesOf(first)).toEqual([
    { partnerId: 'P-0101', state: 'sent' },
    { partnerId: 'P-0102', state: 'sent' },
  ]);
  expect(await occurrencesOf(second)).toEqual([
    { partnerId: 'P-0101', state: 'sent' },
    { partnerId: 'P-0103', state: 'sent' },
  ]);

  const before = await everythingOf(first, [shared, onlyFirst]);
  const place = { channelId: channelOf(shared), ts: promptTs(second, shared) };
  await second.slack.as(adminOf(shared)).press({ ...place, actionId: actionIds.rate[4] });
  await second.time.settle();
  expect(await occurrencesOf(second)).toContainEqual({ partnerId: 'P-0101', state: 'partial' });
  expect(await everythingOf(first, [shared, onlyFirst])).toBe(before);

  await first.app.stop();
  await second.time.advanceTo(new Date('2026-12-08T10:10:00Z'));
  expect(await second.app.runJob('check-ins.sweep-emerging')).toMatchObject({ failed: 0 });
});
