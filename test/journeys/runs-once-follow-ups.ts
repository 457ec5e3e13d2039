import { actionIds, callbackIds } from '#blocks/follow-ups/ids.ts';
import { randomIds } from '#core/ids.ts';
import { answer, answered, goTo, prompted } from '#test/features/follow-ups/kit.ts';
import type { FollowUpTest } from '#test/features/follow-ups/kit.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { createProbe } from '#test/kit/probe.ts';
import { runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { ines, tomas, priya } = staffPerson;
const sweep = 'follow-ups.sweep-due';
const changed = ['audit_entries', 'follow_ups', 'outbound_messages'];

/** Each of these asked for help with pricing: five follow-ups of Ines, due Thu 19 Nov in Berlin. */
const partners: readonly TestPartner[] = ['P201', 'P202', 'P203', 'P204', 'P205'].map((ref) => ({ ref }));
const [started, waiting, finished, declined, handedOn] = partners as [
  TestPartner,
  TestPartner,
  TestPartner,
  TestPartner,
  TestPartner,
];

function appWith(those: readonly TestPartner[]) {
  return async (options: Pick<TestAppOptions, 'wrapFetch'>): Promise<FollowUpTest> => {
    const probe = createProbe(channelOf(those[0] ?? started));
    // Numbers without chance in their gaps, so that two runs give the same.
    const ids = { ...randomIds(), step: () => 1 };
    const overrides = { ids, moreFeatures: (ctx: Parameters<typeof probe.feature>[0]) => [probe.feature(ctx)] };
    const app = await createTestApp({ ...options, overrides, world: partnerWorld(those) });
    await seedPartners(app, those);
    const test = Object.assign(app, { probe, followUps: app.app.features.bySlug['follow-ups'].public });
    for (const partner of those) {
      await prompted(test, partner);
      await answered(test, [answer('C3', ['pricing'])], partner);
    }
    await goTo(test, '2026-11-16T10:00:00Z');
    return test;
  };
}

async function followUpOf(test: TestApp, partner: TestPartner): Promise<string> {
  const row = await test.database.collection('follow_ups').findOne({ partnerId: partnerIdOf(partner) });
  return String(row?.['_id']);
}

/** Presses a button on the card of this partner's follow-up, in its owner's direct messages. */
async function pressCard(test: TestApp, partner: TestPartner, actionId: string, owner: string = ines): Promise<void> {
  const value = await followUpOf(test, partner);
  const has = (card: { blocks?: unknown }) => JSON.stringify(card.blocks ?? []).includes(`"value":"${value}"`);
  const card = test.slack.as(owner).dms().findLast(has);
  if (card === undefined) throw new Error(`there is no card of ${value}`);
  await test.slack.as(owner).press({ channelId: card.channelId, ts: card.ts, actionId, value });
}

async function assign(test: TestApp, partner: TestPartner): Promise<void> {
  const line = `/partner follow-ups ${await followUpOf(test, partner)} assign tomas`;
  await test.slack.as(priya).command(line, { channelId: channelOf(partner) });
}

export const working: Scene<WritingRow> = {
  title: 'the card of a follow-up, its forms and its command',
  async create(options) {
    const test = await appWith(partners)(options);
    await pressCard(test, finished, actionIds.finish);
    await test.time.settle();
    // A person has one form open, so the other one is in a colleague's hands.
    await assign(test, declined);
    await goTo(test, '2026-11-16T10:10:00Z');
    await pressCard(test, declined, actionIds.decline, tomas);
    await test.time.settle();
    return test;
  },
  rows: [
    { id: actionIds.start, act: (test) => pressCard(test, started, actionIds.start), leaves: changed },
    { id: actionIds.wait, act: (test) => pressCard(test, waiting, actionIds.wait), leaves: changed },
    {
      id: callbackIds.finish,
      act: (test) => sendForm(test, ines, callbackIds.finish, { sentence: 'The prices are with you.' }),
      leaves: changed,
    },
    {
      id: callbackIds.decline,
      act: (test) => sendForm(test, tomas, callbackIds.decline, { sentence: 'We have no list for this.' }),
      leaves: changed,
    },
    {
      id: '/partner follow-ups',
      act: (test) => assign(test, handedOn),
      leaves: changed,
    },
  ],
};

export const shown: Scene<ShowingRow> = {
  title: 'what opens the forms of a follow-up or lists them',
  create: appWith([finished, declined]),
  rows: [
    {
      id: '/partner follow-ups',
      by: priya,
      shows: 'Ines Okafor',
      act: (test) =>
        test.slack
          .as(priya)
          .command(`/partner follow-ups ${partnerIdOf(finished)}`, { channelId: channelOf(finished) }),
    },
    {
      id: actionIds.finish,
      by: ines,
      shows: callbackIds.finish,
      act: (test) => pressCard(test, finished, actionIds.finish),
    },
    {
      id: actionIds.decline,
      by: ines,
      shows: callbackIds.decline,
      act: (test) => pressCard(test, declined, actionIds.decline),
    },
  ],
};

export const sweeping: Scene<WritingRow> = {
  title: `${sweep} the day before`,
  create: appWith([started]),
  rows: [
    {
      id: sweep,
      act: (test) => runAt(test, sweep, new Date('2026-11-18T08:00:00Z')),
      leaves: ['follow_ups', 'outbound_messages'],
    },
  ],
};

export const followUpRows = [...working.rows, ...shown.rows, ...sweeping.rows];
