import { actionIds, callbackIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import type { PartnerActor, StaffActor } from '#core/actor.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { homeTeam } from '#sandbox/app.ts';
import { stepOne, stepThree, stepTwo } from '#test/features/deals/surface-kit.ts';
import { detailsOf, fixtureDeals } from '#test/features/deals/kit-deals.ts';
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
  teamOf,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { ines } = staffPerson;
const operator = { kind: 'operator', name: 'test' } as const;
const changed = ['audit_entries', 'deals', 'outbound_messages'];
const partners: readonly TestPartner[] = Array.from({ length: 9 }, (_, n) => ({ ref: `P50${n + 1}` }));

/** A person has one form open, so every form of staff has its own person of operations. */
const operations = Array.from({ length: 13 }, (_, n) => `UOPS${n}`);
const staffRow = (userId: string) => ({
  staffId: `S-${userId}`,
  key: userId.toLowerCase(),
  name: userId,
  person: { teamId: homeTeam.id, userId },
  roles: ['partner_ops'],
  timeZone: 'Europe/Berlin',
  awayUntil: null,
});

type World = NonNullable<TestAppOptions['world']>;

const worldOf =
  (those: readonly TestPartner[]): World =>
  (slack) => {
    partnerWorld(those)(slack);
    for (const id of operations) {
      slack.world.addUser({ id, teamId: homeTeam.id, name: id });
      for (const partner of those) slack.world.channel(channelOf(partner)).memberIds.add(id);
    }
  };

type Wanted = 'in_review' | 'info_needed' | 'approved' | 'extending';

function partnerAt(n: number): TestPartner {
  const partner = partners[n];
  if (!partner) throw new Error(`there is no partner ${n}`);
  return partner;
}

const member = (partner: TestPartner, userId = sellerOf(partner)): PartnerActor => ({
  kind: 'partner',
  partnerId: partnerIdOf(partner),
  person: { teamId: teamOf(partner), userId },
  roles: ['partner_member'],
});

async function inesActor(test: TestApp): Promise<StaffActor> {
  const row = await test.database.collection('staff').findOne({ key: 'ines' });
  const person = { teamId: homeTeam.id, userId: ines };
  return {
    kind: 'staff',
    staffId: String(row?.['staffId']),
    name: 'Ines',
    person,
    roles: ['partner_ops', 'deal_approver'],
  };
}

/** So unlike each other that none is taken for another. */
const customers = (
  'Quillon Brastow Fennimore Oxley Wychbold Tarkington Zebulon Murgatroyd Ipswell Ulverdy Hexham Jarnac Kestrel Lodestar ' +
  'Nantwich Pemberley Rosthwaite Sizewell Vauxley Yardarm Aldgate Cobham Dunmow Evesham Garstang Illchester Marbury'
).split(' ');

function detailsFor(n: number): DealDetails {
  const name = customers[n % customers.length] ?? '';
  const customerDomain = `${name.toLowerCase()}.example`;
  return detailsOf({
    registrationType: 'resale',
    customerLegalName: name,
    customerDomain,
    contactEmail: `a@${customerDomain}`,
  });
}

/** One registration of the `n`th partner, brought to where it is wanted. */
async function dealAt(test: TestApp, n: number, wanted: Wanted, k = 0): Promise<string> {
  const { service } = test.app.features.bySlug.deals;
  const partner = partnerAt(n);
  const partnerId = partnerIdOf(partner);
  const details = detailsFor(n + 9 * Math.min(k, 2));
  const order = { actor: member(partner), partnerId, details, draftId: `seed-${n}-${k}` };
  const { dealId } = await service.submitDeal(order);
  const actor = await inesActor(test);
  if (wanted === 'info_needed')
    await service.askForInfo({ dealId, actor, question: 'Which division buys?', fields: [] });
  if (wanted === 'approved' || wanted === 'extending') await service.approveDeal({ dealId, actor });
  if (wanted === 'extending') {
    const asked = { newCloseOn: '2027-03-15', activity: 'A demo on Monday', reason: 'Late' };
    await service.requestExtension({ dealId, actor: member(partner), ...asked });
  }
  return dealId;
}

async function bare(options: Pick<TestAppOptions, 'wrapFetch'>, count: number): Promise<TestApp> {
  const those = partners.slice(0, count);
  const world = worldOf(those);
  const test = await createTestApp({ ...options, startAt: new Date('2026-11-13T14:20:00Z'), world });
  await seedPartners(test, those);
  await test.database.collection('staff').insertMany(operations.map(staffRow));
  await test.app.features.bySlug.program.changeSettings({
    actor: operator,
    change: { deals: fixtureDeals },
    reason: 'test',
    expectedVersion: 0,
    dryRun: false,
  });
  return test;
}

/** A press as if the button stood in the partner's channel. */
function pressed(test: TestApp, partner: TestPartner, userId: string, actionId: string, value: string) {
  const place = { channelId: channelOf(partner), ts: '1.1', forged: true };
  return test.slack.as(userId).press({ ...place, actionId, value });
}

async function closeViews(test: TestApp, userId: string): Promise<void> {
  const person = test.slack.as(userId);
  while (person.currentView() !== undefined) await person.closeView();
}

async function dealIdOf(test: TestApp, n: number, k = 0): Promise<string> {
  const row = await test.database.collection('deals').findOne({ draftId: `seed-${n}-${k}` });
  return String(row?.['_id']);
}

/** The form of one deal, open in front of this person. */
async function opened(test: TestApp, n: number, userId: string, actionId: string, k = 0): Promise<void> {
  await pressed(test, partnerAt(n), userId, actionId, await dealIdOf(test, n, k));
  await test.time.settle();
}

const finding = {
  class: 'probable',
  outcome: 'human_check',
  rejectReason: null,
  text: 'checking_detail',
  params: {},
  match: 'probable',
  subject: 'deal',
  subjectId: 'DR-2026-9000',
  listVersion: null,
  foundAt: new Date('2026-11-13T14:00:00Z'),
  resolution: null,
};

async function setOn(test: TestApp, n: number, k: number, fields: Record<string, unknown>): Promise<void> {
  await test.database.collection('deals').updateOne({ draftId: `seed-${n}-${k}` }, { $set: fields });
}

const [sam, anna] = [sellerOf(partnerAt(0)), adminOf(partnerAt(0))];
const opsAt = (n: number): string => operations[n] ?? '';

/** `k`: which of the first partner's registrations, where it is not the first. */
const nth =
  (k: number) =>
  (test: TestApp): Promise<string> =>
    dealIdOf(test, 0, k);

function shows(actionId: string, words: string, by = sam, value?: (test: TestApp) => Promise<string>): ShowingRow {
  return {
    id: actionId,
    by,
    shows: words,
    async act(test) {
      await closeViews(test, by);
      const shown = value ? await value(test) : await dealIdOf(test, 0);
      await pressed(test, partnerAt(0), by, actionId, shown);
      await test.time.settle();
    },
  };
}

const ofPartner = () => Promise.resolve(partnerIdOf(partnerAt(0)));
const listed = { list: 'protected until', detail: 'Last update', shown: callbackIds.shown } as const;
const staffShows = (actionId: string, words: string, part = '') =>
  shows(actionId, words, opsAt(0), async (test) => `${await dealIdOf(test, 0)}${part}`);

export const shown: Scene<ShowingRow> = {
  title: 'what shows the forms and lists of deals',
  async create(options) {
    const test = await bare(options, 1);
    await dealAt(test, 0, 'extending');
    await setOn(test, 0, 0, { findings: [finding] });
    await dealAt(test, 0, 'info_needed', 1);
    await dealAt(test, 0, 'approved', 2);
    await setOn(test, 0, 2, ended(test));
    const draft = { actor: member(partnerAt(0), anna), partnerId: partnerIdOf(partnerAt(0)) };
    await test.app.features.bySlug.deals.service.saveDraft({ ...draft, values: { ...stepOne }, step: 2 });
    await rested(test);
    return test;
  },
  rows: [
    shows(actionIds.registerFromHub, callbackIds.customer, sam, ofPartner),
    shows(actionIds.note, callbackIds.note),
    shows(actionIds.registerFromCheckIn, callbackIds.customer, sam, ofPartner),
    shows(actionIds.help, 'Ask for help'),
    shows(actionIds.registerFromMention, callbackIds.customer, sam, ofPartner),
    shows(actionIds.withdraw, callbackIds.withdraw),
    shows(actionIds.registerFromHome, callbackIds.customer, sam, ofPartner),
    shows(actionIds.answer, callbackIds.answer, sam, nth(1)),
    shows(actionIds.registerAgain, callbackIds.customer, sam, ofPartner),
    shows(actionIds.update, callbackIds.update),
    shows(actionIds.listFromHub, listed.list, sam, ofPartner),
    shows(actionIds.view, listed.detail),
    shows(actionIds.won, callbackIds.won),
    shows(actionIds.listFromHome, listed.list, sam, ofPartner),
    shows(actionIds.lost, callbackIds.lost),
    shows(actionIds.openFromList, listed.detail),
    shows(actionIds.askPartnerManager, callbackIds.askPartnerManager),
    shows(actionIds.reinstate, callbackIds.reinstate, sam, nth(2)),
    shows(actionIds.extend, 'More time is asked for'),
    shows(actionIds.moreUpdate, 'Who works it on your side?'),
    shows(actionIds.checkFromHub, callbackIds.check, sam, ofPartner),
    shows(actionIds.registerFromHub, 'You have a draft', anna, ofPartner),
    {
      id: actionIds.resumeDraft,
      by: anna,
      shows: callbackIds.opportunity,
      act: (test) => test.slack.as(anna).pressInView({ actionId: actionIds.resumeDraft }),
    },
    shows(actionIds.checkFromMention, callbackIds.check, anna, ofPartner),
    staffShows(staffActionIds.more, listed.shown),
    staffShows(staffActionIds.approve, staffCallbackIds.approve),
    staffShows(staffActionIds.openFromHome, listed.shown),
    staffShows(staffActionIds.ask, staffCallbackIds.ask),
    staffShows(staffActionIds.openFromQueue, listed.shown),
    staffShows(staffActionIds.reject, staffCallbackIds.reject),
    staffShows(staffActionIds.resolve, staffCallbackIds.resolve, '||0'),
    staffShows(staffActionIds.letter, staffCallbackIds.letter),
    staffShows(staffActionIds.decideExtension, staffCallbackIds.decideExtension),
    staffShows(staffActionIds.extend, staffCallbackIds.extend),
    staffShows(staffActionIds.revoke, staffCallbackIds.revoke),
    staffShows(staffActionIds.reinstate, staffCallbackIds.reinstate),
    staffShows(staffActionIds.won, staffCallbackIds.won),
    staffShows(staffActionIds.lost, staffCallbackIds.lost),
    staffShows(staffActionIds.withdraw, staffCallbackIds.withdraw),
    {
      id: '/partner deals',
      by: opsAt(0),
      shows: 'Registrations that wait for a decision',
      act: (test) => test.slack.as(opsAt(0)).command('/partner deals', { channelId: channelOf(partnerAt(0)) }),
    },
    {
      id: '/partner deal',
      by: opsAt(0),
      shows: callbackIds.onBehalf,
      act: (test) => onBehalf(test, opsAt(0), 0),
    },
    {
      id: '@ pre-check',
      by: sam,
      shows: 'Which customer?',
      act: (test) => test.slack.as(sam).sayDirectly('pre-check'),
    },
    {
      id: '@ register',
      by: sam,
      shows: 'takes about two minutes',
      act: (test) => test.slack.as(sam).sayDirectly('register'),
    },
  ],
};

/** Its protection is over. */
function ended(test: TestApp) {
  return { status: 'expired', closedAt: test.clock.now(), heldKeys: [], timers: [], nextStepAt: null };
}

/** What the seeding owes has been sent. */
async function rested(test: TestApp): Promise<void> {
  await test.time.advanceTo(addMinutes(test.clock.now(), 10));
}

function onBehalf(test: TestApp, userId: string, n: number): Promise<unknown> {
  const channelId = channelOf(partnerAt(n));
  return test.slack.as(userId).command(`/partner deal new ${partnerIdOf(partnerAt(n))}`, { channelId });
}

const filledIn = {
  ...stepOne,
  customerLegalName: 'Newcome',
  customerDomain: 'newcome.example',
  contactEmail: 'a@newcome.example',
};
const draftDone = { registrationType: 'resale', customerCountry: 'DE', ...filledIn, ...stepTwo } as const;
const draftKnown = {
  currency: 'EUR',
  amountType: 'first_year',
  source: 'partner_sourced',
  publicTender: 'no',
  dealOwner: 'me',
};

async function draftOf(test: TestApp, n: number, userId: string, step: 1 | 2 | 3, values = {}): Promise<void> {
  const partner = partnerAt(n);
  const order = { actor: member(partner, userId), partnerId: partnerIdOf(partner) };
  await test.app.features.bySlug.deals.service.saveDraft({ ...order, step, values });
}

async function formOf(test: TestApp, n: number, userId: string, resumes: boolean): Promise<void> {
  await pressed(test, partnerAt(n), userId, actionIds.registerFromHub, partnerIdOf(partnerAt(n)));
  await test.time.settle();
  if (resumes) await test.slack.as(userId).pressInView({ actionId: actionIds.resumeDraft });
  await test.time.settle();
}

async function proposed(test: TestApp, n: number): Promise<void> {
  const order = { actor: await inesActor(test), partnerId: partnerIdOf(partnerAt(n)), details: detailsFor(n + 9) };
  await test.app.features.bySlug.deals.service.proposeDeal({ ...order, draftId: `proposal-${n}` });
}

const replyTs = '1763044000.000100';

/** What stands in the registration's thread already. */
async function replied(test: TestApp, n: number, k: number): Promise<void> {
  const partner = partnerAt(n);
  await test.app.features.bySlug.deals.service.addNote({
    dealId: await dealIdOf(test, n, k),
    actor: member(partner, adminOf(partner)),
    note: 'The clinics in Bavaria',
    message: { channelId: channelOf(partner), ts: replyTs },
  });
}

const sent = (n: number, who: 'S' | 'A', form: string, leaves: readonly string[], values = {}): WritingRow => ({
  id: form,
  leaves,
  act: (test) => sendForm(test, who === 'S' ? sellerOf(partnerAt(n)) : adminOf(partnerAt(n)), form, values),
});
const presses = (
  n: number,
  who: 'S' | 'A',
  actionId: string,
  value: string,
  leaves: readonly string[],
): WritingRow => ({
  id: actionId,
  leaves,
  act: async (test) => {
    const partner = partnerAt(n);
    const own = value === '' ? await dealIdOf(test, n) : value;
    await pressed(test, partner, who === 'S' ? sellerOf(partner) : adminOf(partner), actionId, own);
  },
});
const decides = (n: number, form: string, leaves: readonly string[], values = {}): WritingRow => ({
  id: form,
  leaves,
  act: (test) => sendForm(test, opsAt(n), form, values),
});

/** Staff forms: which deal, in which state, behind which button. */
const staffForms: readonly (readonly [number, number, Wanted, string])[] = [
  [0, 5, 'in_review', staffActionIds.approve],
  [1, 5, 'in_review', staffActionIds.ask],
  [2, 5, 'in_review', staffActionIds.reject],
  [3, 5, 'in_review', staffActionIds.resolve],
  [4, 5, 'extending', staffActionIds.decideExtension],
  [5, 5, 'approved', staffActionIds.revoke],
  [6, 5, 'approved', staffActionIds.reinstate],
  [7, 5, 'approved', staffActionIds.won],
  [8, 5, 'approved', staffActionIds.lost],
  [0, 1, 'in_review', staffActionIds.withdraw],
  [1, 1, 'in_review', staffActionIds.letter],
];

export const working: Scene<WritingRow> = {
  title: 'drafts, forms and decisions of deals',
  isTimed: true,
  async create(options) {
    const test = await bare(options, partners.length);
    for (const [n, k, wanted] of [
      [1, 0, 'approved'],
      [2, 0, 'approved'],
      [4, 0, 'info_needed'],
      [5, 0, 'in_review'],
      [5, 1, 'in_review'],
      [6, 0, 'approved'],
      [6, 1, 'approved'],
      [7, 0, 'approved'],
      [7, 1, 'approved'],
      [8, 0, 'in_review'],
      [8, 1, 'info_needed'],
    ] as const)
      await dealAt(test, n, wanted, k);
    await replied(test, 8, 1);
    await proposed(test, 3);
    await proposed(test, 4);
    for (const [n, k, wanted] of staffForms) await dealAt(test, n, wanted, k);
    // After the deals, since a submission ends the person's draft.
    await draftOf(test, 0, sellerOf(partnerAt(0)), 1, filledIn);
    await draftOf(test, 0, adminOf(partnerAt(0)), 2, filledIn);
    await draftOf(test, 1, sellerOf(partnerAt(1)), 1, filledIn);
    await draftOf(test, 2, sellerOf(partnerAt(2)), 2, { ...draftKnown, ...filledIn, registrationType: 'resale' });
    await draftOf(test, 2, adminOf(partnerAt(2)), 3, { ...draftKnown, ...draftDone });
    const offer = { state: 'offered', heldByDealId: 'DR-2026-9000', offeredAt: test.clock.now() };
    const confirmBy = new Date('2026-11-18T16:00:00Z');
    await setOn(test, 8, 0, { status: 'rejected', secondInLine: { ...offer, confirmBy }, findings: [], clock: null });
    await setOn(test, 3, 5, { findings: [finding] });
    await setOn(test, 6, 5, ended(test));
    await setOn(test, 1, 0, ended(test));

    await formOf(test, 1, adminOf(partnerAt(1)), false);
    await formOf(test, 2, sellerOf(partnerAt(2)), true);
    await formOf(test, 2, adminOf(partnerAt(2)), true);
    await pressed(test, partnerAt(3), sellerOf(partnerAt(3)), actionIds.checkFromHub, partnerIdOf(partnerAt(3)));
    await opened(test, 4, sellerOf(partnerAt(4)), actionIds.answer);
    await opened(test, 5, sellerOf(partnerAt(5)), actionIds.note);
    await opened(test, 5, adminOf(partnerAt(5)), actionIds.withdraw, 1);
    await opened(test, 6, sellerOf(partnerAt(6)), actionIds.update);
    await opened(test, 6, adminOf(partnerAt(6)), actionIds.extend, 1);
    await opened(test, 7, sellerOf(partnerAt(7)), actionIds.won);
    await opened(test, 7, adminOf(partnerAt(7)), actionIds.lost, 1);
    await opened(test, 8, adminOf(partnerAt(8)), actionIds.askPartnerManager);
    await opened(test, 1, sellerOf(partnerAt(1)), actionIds.reinstate);
    for (const [index, [n, k, , actionId]] of staffForms.entries()) {
      await pressed(test, partnerAt(n), opsAt(index), actionId, `${await dealIdOf(test, n, k)}||0`);
      await test.time.settle();
    }
    await pressed(test, partnerAt(2), opsAt(11), staffActionIds.extend, `${await dealIdOf(test, 2)}||0`);
    await test.time.settle();
    await onBehalf(test, opsAt(12), 8);
    await test.time.settle();
    await rested(test);
    return test;
  },
  rows: [
    presses(0, 'S', actionIds.discardDraft, 'x', ['deal_drafts']),
    presses(0, 'A', actionIds.back, '2|', ['deal_drafts']),
    presses(1, 'S', actionIds.more, '2|', ['deal_drafts']),
    sent(1, 'A', callbackIds.customer, ['deal_drafts'], { ...filledIn, contactEmail: 'b@newcome.example' }),
    sent(2, 'S', callbackIds.opportunity, ['deal_drafts'], stepTwo),
    sent(2, 'A', callbackIds.evidence, ['deals', 'outbound_messages'], stepThree),
    sent(3, 'S', callbackIds.check, ['deal_pre_checks', 'outbound_messages'], { domain: 'whoever.example' }),
    presses(3, 'A', actionIds.confirmProposal, 'proposal-3', ['deals', 'deal_proposals']),
    presses(4, 'A', actionIds.declineProposal, 'proposal-4', ['deal_proposals', 'outbound_messages']),
    sent(4, 'S', callbackIds.answer, changed, { answer: 'The clinics in Bavaria' }),
    sent(5, 'S', callbackIds.note, ['deals', 'outbound_messages'], { note: 'Minutes follow' }),
    sent(5, 'A', callbackIds.withdraw, changed, { reason: 'mistake' }),
    sent(6, 'S', callbackIds.update, changed, { nextStep: 'Offer on Friday' }),
    sent(6, 'A', callbackIds.extend, changed, { newCloseOn: '2027-03-15', activity: 'A demo', reason: 'Late' }),
    sent(7, 'S', callbackIds.won, changed, { contractOn: '2026-11-13', amount: '48000' }),
    sent(7, 'A', callbackIds.lost, changed, { reason: 'price' }),
    sent(8, 'A', callbackIds.askPartnerManager, changed, { note: 'Can we have an exception?' }),
    sent(1, 'S', callbackIds.reinstate, changed, { update: 'They sign on Monday', newCloseOn: '2027-01-15' }),
    presses(8, 'S', actionIds.takeUp, '', changed),
    {
      id: actionIds.sendAsAnswer,
      leaves: changed,
      act: async (test) => {
        const value = `${await dealIdOf(test, 8, 1)}|${replyTs}`;
        await pressed(test, partnerAt(8), adminOf(partnerAt(8)), actionIds.sendAsAnswer, value);
      },
    },
    decides(0, staffCallbackIds.approve, changed),
    decides(1, staffCallbackIds.ask, changed, { question: 'Which division buys?' }),
    decides(2, staffCallbackIds.reject, changed, { reasonCode: 'not_qualified', partnerText: 'Too early for us.' }),
    decides(3, staffCallbackIds.resolve, changed, { outcome: 'different_opportunity', note: 'Another town' }),
    decides(4, staffCallbackIds.decideExtension, changed, { outcome: 'approved' }),
    decides(5, staffCallbackIds.revoke, changed, { reason: 'breach', partnerText: 'The rules were not kept.' }),
    decides(6, staffCallbackIds.reinstate, changed, { update: 'They sign on Monday' }),
    decides(7, staffCallbackIds.won, changed, { contractOn: '2026-11-13', amount: '48000' }),
    decides(8, staffCallbackIds.lost, changed, { reason: 'price' }),
    decides(9, staffCallbackIds.withdraw, changed, { reason: 'mistake' }),
    decides(10, staffCallbackIds.letter, ['customer_letters', 'deals'], {
      ...{ chosenPartner: partnerIdOf(partnerAt(1)), receivedOn: '2026-11-12', ref: 'Mail of Thursday' },
    }),
    decides(11, staffCallbackIds.extend, changed, {
      ...{ newCloseOn: '2027-03-15', activity: 'A demo', reason: 'Late' },
    }),
    decides(12, callbackIds.onBehalf, ['deal_proposals', 'outbound_messages'], { ...filledIn, ...stepTwo }),
  ],
};

export const sweeping: Scene<WritingRow> = {
  title: 'the sweeps of deals',
  isTimed: true,
  async create(options) {
    const test = await bare(options, 2);
    await dealAt(test, 0, 'in_review');
    await draftOf(test, 1, sellerOf(partnerAt(1)), 1, filledIn);
    return test;
  },
  rows: [
    {
      id: 'deals.sweep-due',
      // Two minutes after the promised decision.
      act: (test) => runAt(test, 'deals.sweep-due', new Date('2026-11-17T14:22:00Z')),
      leaves: changed,
    },
    {
      id: 'deals.sweep-drafts',
      act: (test) => runAt(test, 'deals.sweep-drafts', new Date('2026-11-30T10:00:00Z')),
      leaves: ['deal_drafts'],
    },
  ],
};

export const dealRows = [...shown.rows, ...working.rows, ...sweeping.rows];
