import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '#core/actor.ts';
import type { ImportReport } from '#core/csv/report.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { fixtureRates, loadDealFixtures } from '#sandbox/fixtures/deals.ts';
import type { DealFixtures } from '#sandbox/fixtures/deals.ts';
import { loadFixtures } from '#sandbox/fixtures/fixtures.ts';
import type { FixturePlan } from '#sandbox/fixtures/fixtures.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import { homeTeam } from '#sandbox/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';

export const operator: Actor = { kind: 'operator', name: 'test' };
const order = { actor: operator, mode: 'apply', skipBad: false } as const;

export interface FixtureApp {
  test: TestApp;
  files: DealFixtures;
  importDeals(text: string, more?: { mode?: 'dry-run'; skipBad?: true }): Promise<ImportReport>;
  importAccounts(text: string, more?: { mode?: 'dry-run'; skipBad?: true }): Promise<ImportReport>;
  /** By external id. */
  deal(ref: string): Promise<Deal>;
  deals(filter?: object): Promise<readonly Deal[]>;
}

/**
 * One app for the whole file: the thirty partners of domain §16 and its rates, on Mon 16 Nov 2026 09:00 UTC. `inSlack`: with
 * their people and channels, where what is owed is read.
 */
export function useFixtureApp({ inSlack = false } = {}): FixtureApp {
  const whole = {} as FixtureApp;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const world = inSlack ? { world: fixtureWorld } : {};
    const test = await createTestApp({ closeWith: (close) => closing.push(close), ...world });
    const { directory, program, deals } = test.app.features.bySlug;
    const plan = loadFixtures({ teamId: homeTeam.id, botUserId: test.slack.world.botUserId });
    await directory.importStaff({ ...order, text: plan.staffCsv });
    await directory.importPartners({ ...order, text: plan.partnersCsv });
    if (inSlack) await connectChannels(test, plan);
    await program.changeSettings({
      ...{ actor: operator, reason: 'test', expectedVersion: 0, dryRun: false },
      change: { deals: { allowReservedDomains: true, fx: fixtureRates } },
    });
    const rows = test.database.collection<{ _id: string }>('deals');
    const list = async (filter: object = {}) =>
      (await rows.find(filter).sort({ completeAt: 1, sequence: 1 }).toArray()).map(
        (row) => ({ ...row, dealId: row._id }) as unknown as Deal,
      );
    Object.assign(whole, {
      test,
      files: loadDealFixtures(),
      importDeals: (text, more = {}) => deals.importDeals({ ...order, text, ...more }),
      importAccounts: (text, more = {}) => deals.importAccounts({ ...order, text, ...more }),
      deals: list,
      async deal(ref) {
        const [found] = await list({ externalRef: ref });
        if (found === undefined) throw new Error(`no ${ref}`);
        return found;
      },
    } satisfies FixtureApp);
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });
  return whole;
}

function fixtureWorld({ world }: SandboxSlack): void {
  const { teams, users, channels } = loadFixtures({ teamId: homeTeam.id, botUserId: world.botUserId });
  for (const team of teams) world.addTeam(team);
  for (const user of users) world.addUser(user);
  for (const channel of channels) world.addChannel(channel);
}

/** Slack's answer on each channel's companies stands as known, so that the outbox may post there. */
async function connectChannels({ database, clock }: TestApp, { channels }: FixturePlan): Promise<void> {
  const rows = database.collection('partner_channels');
  for (const { id: channelId, teams: teamIds } of channels)
    await rows.updateOne({ channelId }, { $set: { teamIds, companiesCheckedAt: clock.now() } });
}
