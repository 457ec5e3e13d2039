import { actionIds, callbackIds } from '#blocks/check-ins/ids.ts';
import { goTo } from '#test/features/check-ins/kit.ts';
import { sampleDeals } from '#test/features/check-ins/sample-deals.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, partnerWorld, seedPartners } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { pressIn } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const startAt = new Date('2026-12-07T08:00:00Z');
const promptAt = new Date('2026-12-07T09:00:00Z');
/** Its step is overdue: a press on the deal leaves the day open. */
const deal = { id: 'DR-0001', title: 'Acme rollout', amount: 48_000, step: '2026-12-01 Call the buyer' };

function partnerNumber(number: number): TestPartner {
  return { ref: `P${301 + number}`, zone: 'Europe/Warsaw', country: 'PL', tier: 'strategic' };
}

/** The weekly review of strategic partners, with one deal each. */
async function askedOf(partners: readonly TestPartner[], options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp> {
  const { feature } = sampleDeals({ changed: 1, deals: [deal] });
  const overrides = { moreFeatures: () => [feature] };
  const test = await createTestApp({ ...options, startAt, world: partnerWorld(partners), overrides });
  await seedPartners(test, partners);
  await goTo(test, promptAt);
  return test;
}

/** Presses on the newest review: `at_risk|D1|0`. */
async function choose({ slack }: TestApp, partner: TestPartner, id: string, choice: string): Promise<void> {
  const channelId = channelOf(partner);
  const ts = slack.messages(channelId).findLast(({ text }) => text.includes('Deal review'))?.ts ?? '';
  const value = `weekly_deal_review:${partnerIdOf(partner)}:2026-W50|${choice}`;
  await slack.as(adminOf(partner)).press({ channelId, ts, actionId: id, value });
}

const choices = ['moved|D1|0', 'no_change|D1|0', 'at_risk|D1|0', 'marketing|W2', 'legal|W2', 'none|W2'];
const pressed: readonly (readonly [id: string, choice: string])[] = [
  ...actionIds.choice.map((id, index) => [id, choices[index] ?? ''] as const),
  [actionIds.otherChoice, 'on_hold|D1|0'],
];
const leaves = ['audit_entries', 'outbound_messages', 'touch_occurrences'];
const unchanged = partnerNumber(pressed.length);

export const reviewing: Scene<WritingRow> = {
  title: 'every choice of a deal review',
  create: (options) => askedOf([...pressed.map((_choice, index) => partnerNumber(index)), unchanged], options),
  rows: [
    ...pressed.map(([id, choice], index) => ({
      id,
      act: (test: TestApp) => choose(test, partnerNumber(index), id, choice),
      leaves,
    })),
    {
      id: actionIds.noChange,
      act: (test) => pressIn(test, channelOf(unchanged), adminOf(unchanged), actionIds.noChange),
      leaves,
    },
  ],
};

const [begun, spoken] = [partnerNumber(0), partnerNumber(1)];

export const changing: Scene<ShowingRow> = {
  title: 'what changes the answers of a deal review',
  async create(options) {
    const test = await askedOf([begun, spoken], options);
    await choose(test, begun, actionIds.choice[5], 'none|W2');
    await choose(test, spoken, actionIds.otherChoice, 'won|D1|0');
    await goTo(test, promptAt, 10);
    return test;
  },
  rows: [
    {
      id: actionIds.changeChoice,
      by: adminOf(begun),
      shows: callbackIds.answers,
      act: (test) => pressIn(test, channelOf(begun), adminOf(begun), actionIds.changeChoice),
    },
    {
      id: actionIds.changeItem,
      by: adminOf(spoken),
      shows: callbackIds.answers,
      act: (test) => pressIn(test, channelOf(spoken), adminOf(spoken), actionIds.changeItem),
    },
  ],
};

export const reviewRows = [...reviewing.rows, ...changing.rows];
