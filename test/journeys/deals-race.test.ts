import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds } from '#blocks/deals/ids.ts';
import { realDelay } from '#core/clock.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import type { Person } from '#sandbox/slack/person.ts';
import { stepOne, stepThree, stepTwo } from '#test/features/deals/surface-kit.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { channelOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import { serveByPerson } from '#test/kit/process-balance.ts';
import { setClocks, sweepUntil, untilPosted } from '#test/kit/process-rest.ts';
import type { ProcessWorld } from '#test/kit/process-world.ts';
import { openProcessWorld } from '#test/kit/process-world.ts';

const customers = 'Alder Birch Cedar Dogwood Elm Fig Ginkgo Hawthorn Ivy Juniper'.split(' ');
const settings = { CHANNEL_POST_INTERVAL_MS: '10', WORKSPACE_POSTS_PER_MINUTE: '10000' };

const verdicts = ['is approved now', 'Something new was found while you decided'];
/** What somebody reads whose form closed without a word. */
const closed = 'nothing';

/** A bound against hanging, not a statement about speed. */
const timeout = 180_000;

let world: ProcessWorld;
let replicas: readonly [AppProcess, AppProcess];

beforeAll(async () => {
  const setUp: Parameters<typeof openProcessWorld>[0]['setUp'] = async (app) => {
    await app.features.bySlug.program.changeSettings({
      ...{ actor: { kind: 'operator', name: 'test' }, reason: 'test', expectedVersion: 1, dryRun: false },
      change: { deals: { allowReservedDomains: true, fx: { on: '2026-12-08', usdPerMillion: { EUR: 1_100_000 } } } },
    });
  };
  world = await openProcessWorld({ partners: 2, tier: 'core', latencyMs: () => 0, isPatient: true, setUp });
  replicas = [world.fork({ settings }), world.fork({ settings })];
  // Each side has a process of its own, as behind a load balancer.
  const [one, other] = both(world.partners);
  await serveByPerson(world, replicas, {
    [sellerOf(one)]: 0,
    [staffPerson.ines]: 0,
    [sellerOf(other)]: 1,
    [staffPerson.greta]: 1,
  });
}, timeout);

afterAll(() => world.close());

test(
  'two partners send one customer at the same instant to two processes, ten times over: none lost, one order, one approval',
  { timeout },
  async () => {
    const partners = both(world.partners);
    for (const customer of customers) {
      await Promise.all(partners.map((partner) => filledIn(partner, customer)));
      const told = await Promise.all(partners.map((partner) => sent(seller(partner), stepThree)));
      for (const words of told) expect(words).toMatch(new RegExp(`${closed}|\\*${customer}\\* is with us`));
    }
    await rested(replicas);

    const all = await deals();
    expect(all).toHaveLength(2 * customers.length);
    expect(new Set(all.map(({ dealId }) => dealId)).size).toBe(all.length);
    expect(new Set(all.map(({ sequence }) => sequence)).size).toBe(all.length);
    for (const deal of all) {
      const other = all.find((one) => one.dealId !== deal.dealId && isOf(one, deal.details.customerLegalName));
      const found = deal.findings.map(({ class: of, subjectId }) => [of, subjectId]);
      expect([deal.status, found], deal.details.customerLegalName).toEqual(['in_review', [['C4', other?.dealId]]]);
    }
    for (const partner of partners) {
      for (const customer of customers) expect(rootsOf(partner, customer), customer).toHaveLength(1);
    }
    expect(await world.database.collection('deal_drafts').countDocuments()).toBe(0);

    // Operations settle both sides the same way, then two people approve at once, one side each.
    const approvers = [person(staffPerson.ines), person(staffPerson.greta)] as const;
    for (const customer of customers) {
      const pair = all.filter((deal) => isOf(deal, customer)).map(({ dealId }) => dealId);
      const settled = { outcome: 'this_one_first', note: 'Letter of the customer' };
      await atOnce(approvers, pair, staffActionIds.resolve, settled);
      const told = await atOnce(approvers, pair, staffActionIds.approve);
      const said = told.filter((words) => words !== closed).map(verdictOf);
      expect(verdicts).toEqual(expect.arrayContaining(said));
      expect(new Set(said).size).toBe(said.length);
    }
    await rested(replicas);

    const after = await deals();
    const approved = after.filter(({ status }) => status === 'approved');
    expect(approved.map(({ details }) => details.customerLegalName).toSorted()).toEqual(customers);
    const held = after.flatMap(({ heldKeys }) => heldKeys);
    expect([held.length, new Set(held).size]).toEqual([customers.length, customers.length]);
    for (const deal of after.filter(({ status }) => status !== 'approved')) {
      expect([deal.status, deal.findings.map(({ class: of }) => of)]).toEqual(['in_review', ['C2']]);
    }
  },
);

test(
  'the process dies between the write and the answer: one registration, matched, in one thread, and the draft is gone',
  { timeout },
  async () => {
    const [partner] = both(world.partners);
    const [dying, other] = replicas;
    const before = await world.database.collection('deals').countDocuments();
    await filledIn(partner, 'Kestrelmere');
    const view = seller(partner).currentView();
    const sending = seller(partner).submitView({ values: stepThree });
    await stored(String(view?.id));
    await dying.kill();
    const { error } = await sending;
    expect(error).toBeDefined();
    expect(seller(partner).currentView()?.id).toBe(view?.id);

    setClocks(world, [other], new Date(world.clock.now().getTime() + 10_000));
    await expect
      .poll(() => deliveryOf(String(view?.id)), { timeout: 20_000 })
      .toMatchObject({ state: 'done', attempts: 2 });
    await rested([other]);
    const mine = (await deals()).filter((deal) => isOf(deal, 'Kestrelmere'));
    expect(mine).toMatchObject([{ status: 'in_review', draftId: view?.id, matchClass: 'none', findings: [] }]);
    expect(await world.database.collection('deals').countDocuments()).toBe(before + 1);
    expect(await world.database.collection('deal_drafts').countDocuments()).toBe(0);
    expect(rootsOf(partner, 'Kestrelmere')).toHaveLength(1);
    expect(rootsOf(partner, 'Kestrelmere')[0]?.text).toContain('in review');
  },
);

function both(partners: readonly TestPartner[]): readonly [TestPartner, TestPartner] {
  const [one, other] = partners;
  if (one === undefined || other === undefined) throw new Error('two partners are needed');
  return [one, other];
}

function person(userId: string): Person {
  return world.slack.as(userId);
}

function seller(partner: TestPartner): Person {
  return person(sellerOf(partner));
}

async function shows(one: Person, callbackId: string): Promise<void> {
  const look = (): unknown => one.currentView()?.content['callback_id'];
  await expect.poll(look, { timeout: 20_000, interval: 5 }).toBe(callbackId);
}

/** The form with all three steps filled in, one press before the submission. */
async function filledIn(partner: TestPartner, customer: string): Promise<void> {
  const channelId = channelOf(partner);
  const hub = world.slack
    .messages(channelId)
    .find(({ blocks }) => JSON.stringify(blocks).includes(actionIds.registerFromHub));
  await seller(partner).press({ channelId, ts: String(hub?.ts), actionId: actionIds.registerFromHub });
  await shows(seller(partner), callbackIds.customer);
  const customerDomain = `${customer.toLowerCase()}.example`;
  const named = { customerLegalName: customer, customerDomain, contactEmail: `ada@${customerDomain}` };
  for (const values of [{ ...stepOne, ...named }, stepTwo]) {
    let step = await seller(partner).submitView({ values });
    while (step.error !== undefined) step = await seller(partner).submitView();
    expect(step.errors).toEqual({});
  }
  await shows(seller(partner), callbackIds.evidence);
}

/** Each has the form of one registration open, behind a button in a partner's channel; then both send. What they read. */
async function atOnce(staff: readonly Person[], dealIds: readonly string[], actionId: string, values = {}) {
  const place = { channelId: channelOf(both(world.partners)[0]), ts: '1.1', forged: true };
  const form = `deals.${actionId.split('.').at(-1)}`;
  await Promise.all(
    staff.map(async (one, n) => {
      await one.press({ ...place, actionId, value: `${dealIds[n]}||0` });
      await shows(one, form);
    }),
  );
  return Promise.all(staff.map((one) => sent(one, values)));
}

/**
 * Sends the open form; what the person then reads. Whoever is told of trouble presses again, as when an answer takes more
 * than three seconds on a busy machine: what was taken meanwhile just closes.
 */
async function sent(one: Person, values = {}): Promise<string> {
  let result = await one.submitView({ values });
  for (; result.error !== undefined; result = await one.submitView()) await realDelay(500);
  expect(result.errors).toEqual({});
  if (result.view === undefined) return closed;
  await one.closeView();
  return JSON.stringify(result.view.content);
}

function verdictOf(words: string): string {
  return verdicts.find((verdict) => words.includes(verdict)) ?? words;
}

/** What was found late is matched again, and everything that is owed has been posted. */
async function rested(alive: readonly AppProcess[]): Promise<void> {
  const due = () => world.database.collection('deals').countDocuments({ nextStepAt: { $lte: world.clock.now() } });
  await sweepUntil(world, 'deals.sweep-due', async () => (await due()) === 0);
  await untilPosted(world, alive);
}

async function deals(): Promise<readonly Deal[]> {
  const rows = await world.database.collection('deals').find({}).sort({ completeAt: 1, sequence: 1 }).toArray();
  return rows.map((row) => ({ ...row, dealId: String(row._id) }) as unknown as Deal);
}

function isOf({ details }: Deal, customer: string): boolean {
  return details.customerLegalName === customer;
}

function rootsOf(partner: TestPartner, customer: string) {
  return world.slack
    .messages(channelOf(partner))
    .filter(({ text, ts, threadTs }) => text.includes(`*${customer}*`) && (threadTs === undefined || threadTs === ts));
}

/** Resolves as soon as the registration of this form is in the database. */
async function stored(viewId: string): Promise<void> {
  const rows = world.database.collection('deals');
  while ((await rows.findOne({ draftId: viewId }, { projection: { _id: 1 } })) === null) await realDelay(1);
}

function deliveryOf(viewId: string) {
  const rows = world.database.collection<{ _id: string }>('inbox_deliveries');
  return rows.findOne({ _id: { $regex: `^view:${viewId}:` } }, { sort: { receivedAt: -1 } });
}
