import { z } from 'zod';
import type { Actor } from '#core/actor.ts';
import { addMinutes, instantAt } from '#core/calendar/instants.ts';
import type { TouchContent, TouchStep } from '#core/contributions/touch-content.ts';
import type { Feature } from '#core/feature.ts';
import { randomIds } from '#core/ids.ts';
import type { TouchRun } from '#core/touches.ts';
import type { FeatureContext } from '#features/context.ts';
import type { Review } from '#features/business-reviews/schemas.ts';
import { homeTeam } from '#sandbox/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import {
  adminOf,
  channelOf,
  partnerIdOf,
  partnerWorld,
  seedPartners,
  staffPerson,
  teamOf,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';

export const core: TestPartner = { ref: 'P301', name: 'Mossgrove Tech', tier: 'core' };
export const strategic: TestPartner = { ref: 'P302', name: 'Larkhill Systems', tier: 'strategic' };
export const german: TestPartner = {
  ref: 'P303',
  name: 'Otterbrook Systeme',
  tier: 'core',
  zone: 'Europe/Berlin',
  country: 'DE',
  language: 'de',
};

export const sweepName = 'business-reviews.sweep-due';
export const quarter = '2026-Q4';
/** A Tuesday: the meeting that tests hold, at 10:00 of the partner's clock; nothing else is planned for it. */
export const meetingOn = '2026-12-08';

export interface ReviewTest extends TestApp {
  ctx(): FeatureContext;
  /** What the contributing test feature would show now. */
  numbers: { lines: readonly string[] };
}

type Options = Pick<TestAppOptions, 'wrapFetch' | 'startAt'>;

/** Mon 16 Nov 2026, 09:00 UTC, with a feature that contributes lines to the pack. */
export async function appWith(partners: readonly TestPartner[] = [core], options: Options = {}): Promise<ReviewTest> {
  const numbers = { lines: ['Sourced revenue: EUR 48,000'] as readonly string[] };
  let context: FeatureContext | null = null;
  const moreFeatures = (ctx: FeatureContext): readonly Feature[] => {
    context = ctx;
    return [{ slug: 'probe', rights: {}, touchContent: [contentOf(numbers)] }];
  };
  // Numbers without chance in their gaps, so that two runs give the same.
  const overrides = { moreFeatures, ids: { ...randomIds(), step: () => 1 } };
  const test = await createTestApp({ ...options, world: partnerWorld(partners), overrides });
  await seedPartners(test, partners);
  const ctx = (): FeatureContext => {
    if (context === null) throw new Error('the app was not built');
    return context;
  };
  return Object.assign(test, { ctx, numbers });
}

function contentOf(numbers: { lines: readonly string[] }): TouchContent {
  return {
    name: 'probe.numbers',
    touches: ['qbr_core', 'qbr_strategic'],
    order: 10,
    params: z.object({ lines: z.array(z.string()) }),
    take: () => Promise.resolve(numbers.lines.length === 0 ? null : { lines: [...numbers.lines] }),
    lines: (params: { lines: readonly string[] }) => params.lines,
  };
}

export function runOf(partner: TestPartner, on: string = meetingOn): TouchRun {
  const zone = partner.zone ?? 'Europe/London';
  const touchId = partner.tier === 'strategic' ? 'qbr_strategic' : 'qbr_core';
  return {
    occurrenceId: `${touchId}:${partnerIdOf(partner)}:${quarter}`,
    touchId,
    partnerId: partnerIdOf(partner),
    periodKey: quarter,
    heldOn: on,
    zone,
    meetingAt: instantAt(on, '10:00', zone),
    closeAt: instantAt('2026-12-22', '17:00', zone),
  };
}

/** What check-ins do when a step of a review comes due: inside one write, and at its instant. */
export async function step(test: ReviewTest, name: TouchStep, partner = core, on?: string): Promise<void> {
  const handlers = test.app.features.list.flatMap((feature) => feature.touchSteps ?? []);
  const run = runOf(partner, on);
  await test.ctx().inOneWrite(async (write) => {
    for (const handler of handlers) {
      if (handler.touches.includes(run.touchId) && handler.steps.includes(name)) await handler.run(name, run, write);
    }
  });
  await rest(test);
}

/** Jumps to an instant and lets what is due then happen. */
export async function goTo(test: TestApp, at: Date | string): Promise<void> {
  const instant = new Date(at);
  if (instant > test.clock.now()) test.clock.moveTo(instant);
  await rest(test);
}

export async function rest(test: TestApp): Promise<void> {
  await test.time.advanceTo(addMinutes(test.clock.now(), 2));
}

export async function reviewOf(test: TestApp, partner: TestPartner = core): Promise<Review> {
  const row = await test.database.collection('business_reviews').findOne({ partnerId: partnerIdOf(partner) });
  if (row === null) throw new Error('there is no review');
  return { ...row, reviewId: String(row['_id']) } as unknown as Review;
}

export function reviewIdOf(partner: TestPartner): string {
  return `${partnerIdOf(partner)}.${quarter}`;
}

/** Everything in the partner's channel, newest last. */
export function channelTexts(test: TestApp, partner: TestPartner = core): readonly string[] {
  return test.slack.messages(channelOf(partner)).map(({ text }) => text);
}

/** The root with these words and what stands under it. */
export function threadOf(test: TestApp, words: string, partner: TestPartner = core): readonly string[] {
  const root = test.slack.messages(channelOf(partner)).findLast(({ text }) => text.includes(words));
  if (root === undefined) throw new Error(`no message with ${words}: ${channelTexts(test, partner).join(' / ')}`);
  const replies = test.slack.thread(channelOf(partner), root.ts).filter(({ ts }) => ts !== root.ts);
  return [root, ...replies].map(({ text }) => text);
}

export function dmTexts(test: TestApp, person: keyof typeof staffPerson): readonly string[] {
  return test.slack
    .as(staffPerson[person])
    .dms()
    .map(({ text }) => text);
}

/** Presses a button on this person's newest direct message that has it. */
export async function pressDm(test: TestApp, person: keyof typeof staffPerson, actionId: string): Promise<void> {
  const has = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`);
  const card = test.slack.as(staffPerson[person]).dms().findLast(has);
  if (card === undefined) throw new Error(`${person} has no message with ${actionId}`);
  await test.slack.as(staffPerson[person]).press({ channelId: card.channelId, ts: card.ts, actionId });
  await rest(test);
}

export async function pressIn(test: TestApp, partner: TestPartner, userId: string, actionId: string): Promise<void> {
  const has = ({ blocks }: { blocks?: unknown }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`);
  const message = test.slack.messages(channelOf(partner)).findLast(has);
  if (message === undefined) throw new Error(`no message of ${partner.ref} has ${actionId}`);
  await test.slack.as(userId).press({ channelId: channelOf(partner), ts: message.ts, actionId });
  await rest(test);
}

export async function staffActor(test: TestApp, key: keyof typeof staffPerson): Promise<Actor> {
  const staff = await test.app.features.bySlug.directory.public.listStaff(test.clock.now());
  const member = staff.find((candidate) => candidate.key === key);
  if (member === undefined) throw new Error(`no ${key}`);
  const person = { teamId: homeTeam.id, userId: staffPerson[key] };
  return { kind: 'staff', staffId: member.staffId, name: member.name, person, roles: member.roles };
}

export function respondent(partner: TestPartner): Actor {
  const person = { teamId: teamOf(partner), userId: adminOf(partner) };
  return { kind: 'partner', partnerId: partnerIdOf(partner), person, roles: ['partner_member', 'partner_admin'] };
}
