import { actionIds, callbackIds } from '#blocks/rhythm/ids.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import type { TouchClosed } from '#core/contributions/touch-closed.ts';
import { command } from '#test/features/directory/kit.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import {
  adminOf,
  channelOf,
  partnerIdOf,
  partnerWorld,
  seedPartners,
  sellerOf,
  staffPerson,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { createProbe } from '#test/kit/probe.ts';
import { sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { priya, ines, greta } = staffPerson;
const partner = (number: number): TestPartner => ({ ref: `P40${number}`, tier: 'strategic' });
const [skips, moves, asks, plain] = [partner(1), partner(2), partner(3), partner(4)];
const offered = [skips, moves, asks];
const leaves = ['audit_entries', 'cadence_events', 'outbound_messages', 'rhythm_offers'];

/** A Tuesday: three partners have missed two deal reviews in a row and are asked what would suit them. */
async function create(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp> {
  const probe = createProbe(channelOf(plain));
  const test = await createTestApp({
    ...options,
    startAt: new Date('2026-11-17T10:00:00Z'),
    world: partnerWorld([...offered, plain]),
    overrides: { moreFeatures: (ctx) => [probe.feature(ctx)] },
  });
  await seedPartners(test, [...offered, plain]);
  const rhythm = test.app.features.list.find(({ slug }) => slug === 'rhythm');
  for (const each of offered) {
    const closed = missedBy(each);
    const { key, channelId } = closed.thread;
    await probe.send({ key, partnerId: partnerIdOf(each), audience: 'partner', to: { channelId } });
    await probe.ctx().inOneWrite(async (write) => rhythm?.onTouchClosed?.(closed, write));
  }
  await test.time.advanceTo(addMinutes(test.clock.now(), 5));
  return test;
}

function missedBy(missing: TestPartner): TouchClosed {
  const partnerId = partnerIdOf(missing);
  return {
    run: {
      occurrenceId: `weekly_deal_review:${partnerId}:2026-W46`,
      touchId: 'weekly_deal_review',
      partnerId,
      periodKey: '2026-W46',
      heldOn: '2026-11-09',
      zone: 'Europe/London',
      meetingAt: null,
      closeAt: new Date('2026-11-11T17:00:00Z'),
    },
    outcome: 'missed',
    missedInARow: 2,
    thread: { key: `probe:prompt:${partnerId}`, channelId: channelOf(missing) },
  };
}

/** Also a second time, when the message shows the choice and has no button any more. */
async function press(test: TestApp, of: TestPartner, userId: string, actionId: string): Promise<void> {
  const channelId = channelOf(of);
  const isOffer = ({ text }: { text: string }) => /suit you better|left out|^Moved|From now on/.test(text);
  const ts = test.slack.messages(channelId).findLast(isOffer)?.ts ?? '';
  const { occurrenceId: value } = missedBy(of).run;
  await test.slack.as(userId).press({ channelId, ts, actionId, value, forged: true });
}

async function contactOf({ database }: TestApp, of: TestPartner): Promise<string> {
  const contact = await database.collection('contacts').findOne({ partnerId: partnerIdOf(of) });
  return String(contact?.['contactId']);
}

async function openPlan(test: TestApp, userId: string): Promise<void> {
  await command(test, userId, `/partner rhythm ${partnerIdOf(plain)}`, channelOf(plain));
}

async function pressPlan(test: TestApp, userId: string, actionId: string, value: string): Promise<void> {
  await test.slack.as(userId).pressInView({ actionId, value });
}

const nextReview = `${partnerIdOf(plain)}|weekly_deal_review|2026-W48`;

export const choosing: Scene<WritingRow> = {
  title: 'what a partner chooses after two misses, and what staff confirm',
  async create(options) {
    const test = await create(options);
    await press(test, moves, sellerOf(moves), actionIds.move);
    await press(test, asks, sellerOf(asks), actionIds.contact);
    await test.time.settle();
    await openPlan(test, ines);
    await pressPlan(test, ines, actionIds.pause, partnerIdOf(plain));
    await test.time.settle();
    await sendForm(test, ines, callbackIds.pause, { day: '2026-12-07' });
    return test;
  },
  rows: [
    { id: actionIds.skip, act: (test) => press(test, skips, sellerOf(skips), actionIds.skip), leaves },
    {
      id: callbackIds.move,
      act: (test) => sendForm(test, sellerOf(moves), callbackIds.move, { day: '2026-11-24', time: '14:00' }),
      leaves,
    },
    {
      id: callbackIds.contact,
      act: async (test) =>
        sendForm(test, sellerOf(asks), callbackIds.contact, { contact: await contactOf(test, asks) }),
      leaves,
    },
    {
      id: callbackIds.confirm,
      act: (test) => sendForm(test, ines, callbackIds.confirm),
      leaves: ['audit_entries', 'cadence_events'],
    },
  ],
};

export const showing: Scene<ShowingRow> = {
  title: 'what opens the forms of the rhythm',
  async create(options) {
    const test = await create(options);
    for (const person of [ines, greta]) await openPlan(test, person);
    return test;
  },
  rows: [
    { id: '/partner rhythm', by: priya, shows: 'deal review', act: (test) => openPlan(test, priya) },
    {
      id: actionIds.move,
      by: adminOf(moves),
      shows: `"${callbackIds.move}"`,
      act: (test) => press(test, moves, adminOf(moves), actionIds.move),
    },
    {
      id: actionIds.contact,
      by: adminOf(asks),
      shows: `"${callbackIds.contact}"`,
      act: (test) => press(test, asks, adminOf(asks), actionIds.contact),
    },
    {
      id: actionIds.change,
      by: ines,
      shows: `"${callbackIds.changeTouch}"`,
      act: (test) => pressPlan(test, ines, actionIds.change, nextReview),
    },
    {
      id: callbackIds.changeTouch,
      by: ines,
      shows: `"${callbackIds.confirm}"`,
      act: (test) => sendForm(test, ines, callbackIds.changeTouch, { what: 'skip' }),
    },
    {
      id: actionIds.pause,
      by: greta,
      shows: `"${callbackIds.pause}"`,
      act: (test) => pressPlan(test, greta, actionIds.pause, partnerIdOf(plain)),
    },
    {
      id: callbackIds.pause,
      by: greta,
      shows: `"${callbackIds.confirm}"`,
      act: (test) => sendForm(test, greta, callbackIds.pause, { day: '2026-12-07' }),
    },
    {
      id: actionIds.person,
      by: priya,
      shows: `"${callbackIds.person}"`,
      act: (test) => pressPlan(test, priya, actionIds.person, partnerIdOf(plain)),
    },
    {
      id: callbackIds.person,
      by: priya,
      shows: `"${callbackIds.confirm}"`,
      act: async (test) => sendForm(test, priya, callbackIds.person, { contact: await contactOf(test, plain) }),
    },
  ],
};

export const rhythmRows = [...choosing.rows, ...showing.rows];
