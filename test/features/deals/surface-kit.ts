import { actionIds, callbackIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import type { FilledValues } from '#sandbox/slack/person-modals.ts';
import type { Person } from '#sandbox/slack/person.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
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

export const berlin: TestPartner = {
  ref: 'P105',
  name: 'Otterbrook Consulting',
  zone: 'Europe/Berlin',
  country: 'DE',
  tier: 'core',
};
export const german: TestPartner = { ...berlin, ref: 'P107', name: 'Nebelhorn', language: 'de' };

const operator = { kind: 'operator', name: 'test' } as const;

/** The app with these partners, on a Friday in Berlin; `.example` customers are taken, and an amount has a rate. */
export async function dealApp(partners: readonly TestPartner[], options: TestAppOptions = {}): Promise<TestApp> {
  const test = await createTestApp({
    startAt: new Date('2026-11-13T14:20:00Z'),
    world: partnerWorld(partners),
    ...options,
  });
  await seedPartners(test, partners);
  await test.app.features.bySlug.program.changeSettings({
    actor: operator,
    change: { deals: { allowReservedDomains: true, fx: { on: '2026-11-13', usdPerMillion: { EUR: 1_100_000 } } } },
    reason: 'test',
    expectedVersion: 0,
    dryRun: false,
  });
  await test.app.runJob('directory.sweep-hubs');
  await later(test);
  return test;
}

/** Lets what was just done take its whole effect, messages included. */
export async function later(test: TestApp, minutes = 1): Promise<void> {
  await test.time.advanceTo(new Date(test.clock.now().getTime() + minutes * 60_000));
  await test.time.settle();
}

export const sam = (test: TestApp, partner: TestPartner): Person => test.slack.as(sellerOf(partner));
export const anna = (test: TestApp, partner: TestPartner): Person => test.slack.as(adminOf(partner));
export const ines = (test: TestApp): Person => test.slack.as(staffPerson.ines);

export const stepOne = {
  customerLegalName: 'Elmstone Clinics',
  customerDomain: 'elmstone-clinics.example',
  contactName: 'Dr. Ada',
  contactTitle: 'CIO',
  contactEmail: 'ada@elmstone-clinics.example',
} as const satisfies FilledValues;
export const stepTwo = {
  products: 'Vault',
  useCase: 'Keep patient records safe and at hand.',
  estimatedAmount: '48,000',
  expectedCloseOn: '2027-01-29',
  stage: 'qualified',
  interactionType: 'meeting',
  interactionOn: '2026-11-11',
} as const satisfies FilledValues;
export const stepThree = { consent: ['yes'] } as const satisfies FilledValues;

/** Presses a button of the newest message of this channel that has it, threads included. */
export async function press(test: TestApp, person: Person, partner: TestPartner, actionId: string): Promise<void> {
  const channelId = channelOf(partner);
  const has = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`);
  const message = test.slack.messages(channelId).findLast(has);
  if (message === undefined) throw new Error(`no message in ${channelId} has ${actionId}`);
  await person.press({ channelId, ts: message.ts, actionId });
  await test.time.settle();
}

/** Presses a button of the newest direct message that has it. */
export async function pressDm(test: TestApp, person: Person, actionId: string): Promise<void> {
  const card = person.dms().findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`));
  if (card === undefined) throw new Error(`no direct message has ${actionId}`);
  await person.press({ channelId: card.channelId, ts: card.ts, actionId });
  await test.time.settle();
}

export async function openForm(test: TestApp, person: Person, partner: TestPartner): Promise<void> {
  await press(test, person, partner, actionIds.registerFromHub);
  await shows(person, callbackIds.customer);
}

/** Fills and sends all three steps; the modal then says what came of it. */
export async function register(
  test: TestApp,
  person: Person,
  partner: TestPartner,
  change: FilledValues = {},
): Promise<string> {
  await openForm(test, person, partner);
  const of = (step: FilledValues) =>
    Object.fromEntries(Object.entries(step).map(([name, value]) => [name, change[name] ?? value]));
  for (const step of [stepOne, stepTwo]) {
    const { errors } = await person.submitView({ values: of(step) });
    if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors));
  }
  await person.submitView({ values: of(stepThree) });
  const words = viewText(person);
  await later(test);
  return words;
}

export async function shows(person: Person, callbackId: string): Promise<void> {
  const shown = String(person.currentView()?.content['callback_id']);
  if (shown !== callbackId) throw new Error(`shows ${shown} instead of ${callbackId}: ${viewText(person)}`);
}

/** Everything that the modal on top says. */
export function viewText(person: Person): string {
  return JSON.stringify(person.currentView()?.content ?? null);
}

/** Texts of a registration's thread, its root first. */
export function threadOf(test: TestApp, partner: TestPartner, word: string): readonly string[] {
  const channelId = channelOf(partner);
  const root = test.slack.messages(channelId).find(({ text, threadTs, ts }) => {
    return text.includes(word) && (threadTs === undefined || threadTs === ts);
  });
  if (root === undefined) return [];
  const replies = test.slack.thread(channelId, root.ts).filter(({ ts }) => ts !== root.ts);
  return [root, ...replies].map(({ text }) => text);
}

export interface StoredDeal {
  _id: string;
  partnerId: string;
  status: string;
  version: number;
}

export async function dealsOf(test: TestApp, partner: TestPartner): Promise<readonly StoredDeal[]> {
  const rows = test.database.collection<StoredDeal>('deals').find({ partnerId: partnerIdOf(partner) });
  return rows.sort({ sequence: 1 }).toArray();
}

/** A colleague at the vendor decides by the card in their direct messages. */
export async function approve(test: TestApp, person: Person): Promise<void> {
  await pressDm(test, person, staffActionIds.approve);
  await shows(person, staffCallbackIds.approve);
  await person.submitView({});
  await later(test);
}

/** What the newest direct messages to this person say, one text each. */
export function dmTexts(person: Person): readonly string[] {
  return person.dms().map(({ text }) => text);
}

/** Labels of the buttons in the modal on top, or in the newest message with this word. */
export function buttonsIn(shown: unknown): readonly string[] {
  return [
    ...JSON.stringify(shown).matchAll(/"type":"button","action_id":"[^"]+","text":\{[^}]*?"text":"([^"]+)"/g),
  ].map((found) => found[1] ?? '');
}

/** Moves to an instant, with everything that falls due on the way. */
export async function until(test: TestApp, at: string): Promise<void> {
  await test.time.advanceTo(new Date(at));
  await test.time.settle();
}
