import { actionIds, callbackIds } from '#blocks/directory/ids.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import { command } from '#test/features/directory/kit.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import {
  channelOf,
  nameOf,
  partnerIdOf,
  partnerWorld,
  seedPartners,
  sellerOf,
  staffPerson,
  teamOf,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { pressIn, runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { priya, ines, greta } = staffPerson;
const operator = { kind: 'operator', name: 'test' } as const;
const order = { mode: 'apply', skipBad: false, actor: operator } as const;

/** Works with us already; signed and connected; signed and without a channel. */
const acme: TestPartner = { ref: 'P101', name: 'Acme' };
const cedar: TestPartner = { ref: 'P102', name: 'Cedar' };
const dill: TestPartner = { ref: 'P103', name: 'Dill' };

/** Imports a partner; with its channel, nobody has asked Slack yet which companies read it. */
async function importPartner(test: TestApp, partner: TestPartner, isConnected: boolean): Promise<void> {
  const header = 'externalRef,legalName,primaryType,tier,status,countries,timeZone,currency,pm,slackTeamIds,channel';
  const place = isConnected ? `${teamOf(partner)},${channelOf(partner)}` : ',';
  const row = `${partner.ref},${nameOf(partner)},reseller,emerging,onboarding,GB,Europe/London,GBP,priya,${place}`;
  const imported = await test.app.features.bySlug.directory.importPartners({ ...order, text: `${header}\n${row}` });
  if (!imported.applied) throw new Error(JSON.stringify(imported.bad));
}

/** Monday morning in London: Acme with its hub, Cedar and Dill waiting. */
async function create(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp> {
  const test = await createTestApp({ ...options, world: partnerWorld([acme, cedar, dill]) });
  await seedPartners(test, [acme]);
  await importPartner(test, cedar, false);
  await test.app.runJob('directory.sweep-hubs');
  await test.time.advanceTo(addMinutes(test.clock.now(), 5));
  return test;
}

/** As `create`, with Cedar connected just now. */
async function createConnected(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp> {
  const test = await create(options);
  await command(test, priya, `/partner connect ${partnerIdOf(cedar)}`, channelOf(cedar));
  await sendForm(test, priya, callbackIds.connect);
  await test.time.advanceTo(addMinutes(test.clock.now(), 5));
  return test;
}

/** Up to the last form of a change of Cedar's tier, which says what it does. */
async function planTier(test: TestApp, when: 'quarter' | 'now'): Promise<void> {
  await command(test, ines, `/partner tier ${partnerIdOf(cedar)} core`, channelOf(cedar));
  await sendForm(test, ines, callbackIds.changeTier, { when, reason: 'Grew well' });
}

export const acting: Scene<WritingRow> = {
  title: 'the hub’s button and the forms of the directory',
  async create(options) {
    const test = await createConnected(options);
    await importPartner(test, dill, false);
    await command(test, priya, `/partner connect ${partnerIdOf(dill)}`, channelOf(dill));
    await command(test, greta, `/partner status ${partnerIdOf(acme)} offboarding lost budget`, channelOf(acme));
    await planTier(test, 'now');
    return test;
  },
  rows: [
    {
      id: callbackIds.connect,
      act: (test) => sendForm(test, priya, callbackIds.connect),
      leaves: ['audit_entries', 'outbound_messages', 'partner_channels', 'partner_teams'],
    },
    {
      id: callbackIds.changeStatus,
      act: (test) =>
        sendForm(test, greta, callbackIds.changeStatus, {
          noticeOn: '2026-11-16',
          category: 'business',
          endsOn: '2026-12-31',
        }),
      leaves: ['audit_entries', 'partners'],
    },
    {
      id: callbackIds.confirmTier,
      act: (test) => sendForm(test, ines, callbackIds.confirmTier),
      leaves: ['audit_entries', 'partners'],
    },
    {
      id: actionIds.confirmSight,
      act: (test) => pressIn(test, channelOf(cedar), sellerOf(cedar), actionIds.confirmSight),
      leaves: ['audit_entries', 'outbound_messages', 'partner_channels'],
    },
  ],
};

function saying(name: string, words: string, by: string, shows: string): ShowingRow {
  const act = (test: TestApp) =>
    test.slack.as(by).command(`/partner ${name} ${words}`.trim(), { channelId: channelOf(cedar) });
  return { id: `/partner ${name}`, by, shows, act };
}

/** The forms and commands that only show something; those of `program` are among them. */
export const shown: Scene<ShowingRow> = {
  title: 'what only shows something',
  create,
  rows: [
    {
      id: actionIds.showContacts,
      by: sellerOf(acme),
      shows: 'Tomas Lindqvist',
      act: (test) => pressIn(test, channelOf(acme), sellerOf(acme), actionIds.showContacts),
    },
    saying('settings', '', greta, 'caps.postsPerDay'),
    saying('status', `${partnerIdOf(acme)} paused`, ines, callbackIds.changeStatus),
    saying('tier', `${partnerIdOf(acme)} core`, ines, callbackIds.changeTier),
    {
      id: callbackIds.changeTier,
      by: ines,
      shows: callbackIds.confirmTier,
      act: (test) => sendForm(test, ines, callbackIds.changeTier, { when: 'now', reason: 'Grew well' }),
    },
    saying('show', partnerIdOf(acme), priya, 'P-0101 Acme'),
    saying('connect', '', priya, callbackIds.choosePartner),
    {
      id: callbackIds.choosePartner,
      by: priya,
      shows: callbackIds.connect,
      act: (test) => sendForm(test, priya, callbackIds.choosePartner, { partnerId: partnerIdOf(cedar) }),
    },
  ],
};

const hubs = 'directory.sweep-hubs';
const channels = 'directory.sweep-channels';
const tierChanges = 'directory.sweep-tier-changes';
const unconfirmed = 'directory.sweep-unconfirmed-connections';

/** The jobs, each when it has something to do, and by which kinds of call to Slack it speaks. */
export const sweeping: readonly (Scene<WritingRow> & { calls: readonly string[] })[] = [
  {
    title: `${hubs} when the manager is back`,
    calls: ['chat.update'],
    async create(options) {
      const test = await create(options);
      const { importStaff } = test.app.features.bySlug.directory;
      await importStaff({ ...order, text: 'key,name,timeZone,awayUntil\npriya,,,2026-11-18' });
      await test.time.advanceTo(addMinutes(test.clock.now(), 5));
      return test;
    },
    rows: [
      {
        id: hubs,
        act: (test) => runAt(test, hubs, new Date('2026-11-19T12:00:00Z')),
        leaves: ['outbound_messages', 'partner_channels'],
      },
    ],
  },
  {
    title: `${channels} after an import`,
    calls: ['chat.postMessage', 'pins.add'],
    create,
    rows: [
      {
        id: channels,
        async act(test) {
          await importPartner(test, dill, true);
          await test.app.runJob(channels);
        },
        leaves: ['outbound_messages', 'partner_channels'],
      },
    ],
  },
  {
    title: `${tierChanges} when the quarter begins`,
    calls: [],
    async create(options) {
      const test = await create(options);
      await planTier(test, 'quarter');
      await sendForm(test, ines, callbackIds.confirmTier);
      return test;
    },
    rows: [
      {
        id: tierChanges,
        act: (test) => runAt(test, tierChanges, new Date('2027-01-01T00:20:00Z')),
        leaves: ['audit_entries', 'partners'],
      },
    ],
  },
  {
    title: `${unconfirmed} when nobody pressed`,
    calls: ['chat.postMessage'],
    create: createConnected,
    rows: [
      {
        id: unconfirmed,
        act: (test) => runAt(test, unconfirmed, new Date('2026-11-19T16:00:00Z')),
        leaves: ['outbound_messages', 'partner_channels'],
      },
    ],
  },
];

export const directoryRows = [...acting.rows, ...shown.rows, ...sweeping.flatMap(({ rows }) => rows)];
