import { beforeAll } from 'vitest';
import { addHours } from '#core/calendar/instants.ts';
import type { FixtureApp } from './fixtures-kit.ts';
import { useFixtureApp } from './fixtures-kit.ts';

/**
 * The fixture app in Slack with the scenario deals of domain §16.4, all but those named, as they stand at the clock; S23 is
 * loaded as still protected, so that its end is the app's own doing. What is owed at once has been posted.
 */
export function useScenarios({ without }: { without: readonly string[] }): FixtureApp {
  const app = useFixtureApp({ inSlack: true });
  beforeAll(async () => {
    await app.importAccounts(app.files.accountsCsv);
    const lines = app.files.scenariosCsv.split('\n').filter((line) => !without.includes(line.split(',')[0] ?? ''));
    const text = lines
      .join('\n')
      .replace(/^(S23,.*),expired,(.*),2026-11-11T00:00:00Z,protection_ended,/m, '$1,approved,$2,,,');
    const report = await app.importDeals(text);
    if (!report.applied) throw new Error(JSON.stringify(report.bad));
    await app.test.app.runJob('deals.sweep-due');
    await until(app, '2026-11-16T09:02:00Z');
  }, 60_000);
  return app;
}

const leapHours = 6;

/** Deals are swept every few hours; what they owe is posted at the end, where it is still of use. */
export async function until({ test }: FixtureApp, at: string): Promise<void> {
  const end = new Date(at);
  for (let next = addHours(test.clock.now(), leapHours); next < end; next = addHours(next, leapHours)) {
    test.clock.moveTo(next);
    await test.app.runJob('deals.sweep-due');
  }
  test.clock.moveTo(end);
  await test.time.advanceTo(addHours(end, 1 / 12));
}

/** What stands in the thread of this customer's registration in the partner's channel, its root first. */
export function threadIn({ test }: FixtureApp, partner: string, customer: string): readonly string[] {
  const messages = test.slack.messages(`C${partner}`);
  const root = messages.find(({ text, ts, threadTs }) => text.includes(`*${customer}*`) && (threadTs ?? ts) === ts);
  if (root === undefined) return [];
  return [root, ...test.slack.thread(`C${partner}`, root.ts).filter(({ ts }) => ts !== root.ts)].map(
    ({ text }) => text,
  );
}

/** Words on the buttons below the message that begins so. */
export function buttonsUnder({ test }: FixtureApp, partner: string, words: string): readonly string[] {
  const message = test.slack.messages(`C${partner}`).find(({ text }) => text.startsWith(words));
  return [...JSON.stringify(message?.blocks ?? []).matchAll(/"type":"button".*?"text":"([^"]+)"/g)].map(
    (found) => found[1] ?? '',
  );
}

interface PartnerMessage {
  key: string;
  partnerId: string;
  /** Text and blocks as they stand in Slack. */
  said: string;
  /** What the reader asked about, which may be said back. */
  asked: string;
}

/** Every message with audience partner, whoever owed it. */
export async function partnerMessagesOf({ test: { database, slack } }: FixtureApp): Promise<readonly PartnerMessage[]> {
  const rows = database.collection('outbound_messages').find({ audience: 'partner', ts: { $ne: null } });
  return (await rows.toArray()).map(({ _id, partnerId, channelId, ts, params }) => {
    const message = slack.messages(String(channelId)).find((one) => one.ts === ts);
    const asked = String(params?.['domain'] ?? '');
    return { key: String(_id), partnerId, said: JSON.stringify([message?.text, message?.blocks]), asked };
  });
}

/**
 * What a message says of another partner: its name, domain or id, the id of a registration of its, or the customer of one
 * that the reader has not registered, too (domain §20 no. 4).
 */
export async function foreignWords(app: FixtureApp): Promise<(message: PartnerMessage) => readonly string[]> {
  const partners = await app.test.database.collection('partners').find().toArray();
  const deals = await app.deals();
  return ({ partnerId, said, asked }) => {
    const names = partners
      .filter((partner) => partner['partnerId'] !== partnerId)
      .flatMap((partner) => [partner['partnerId'], partner['displayName'], ...partner['domains']].map(String));
    const customers = deals
      .filter((deal) => deal.partnerId !== partnerId)
      .flatMap(({ dealId, details }) => [dealId, details.customerLegalName, details.customerDomain ?? dealId]);
    const own = JSON.stringify([
      asked,
      deals.filter((deal) => deal.partnerId === partnerId).map(({ details }) => details),
    ]);
    return [...names, ...customers].filter((word) => said.includes(word) && !own.includes(word));
  };
}
