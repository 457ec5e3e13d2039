import type { Actor } from '#core/actor.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { AnswerGiven } from '#features/follow-ups/rules/answers.ts';
import { followUpSettings } from '#features/follow-ups/rules/settings.ts';
import type { FollowUp } from '#features/follow-ups/schemas.ts';
import { createFollowUpService } from '#features/follow-ups/service.ts';
import { createFollowUpStore } from '#features/follow-ups/store.ts';
import { createAudit } from '#platform/audit.ts';
import { createInOneWrite } from '#platform/mongo.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import { homeTeam } from '#sandbox/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
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
import { createProbe } from '#test/kit/probe.ts';
import type { Probe } from '#test/kit/probe.ts';

export const london: TestPartner = { ref: 'P201', name: 'Mossgrove Tech' };
export const berlin: TestPartner = {
  ref: 'P202',
  zone: 'Europe/Berlin',
  country: 'DE',
  language: 'de',
  name: 'Otterbrook Systems',
};
export const strategic: TestPartner = { ref: 'P203', name: 'Larkhill Data', tier: 'strategic' };

export const operator = { kind: 'operator', name: 'test' } as const;
export const sweepJob = { kind: 'job', name: 'follow-ups.sweep-due' } as const;
export const sweepName = 'follow-ups.sweep-due';

export interface FollowUpTest extends TestApp {
  probe: Probe;
  followUps: FollowUpsPublic;
}

/** Mon 16 Nov 2026, 09:00 UTC: morning in London, night in New York, where Priya is. */
export async function appWith(partners: readonly TestPartner[] = [london]): Promise<FollowUpTest> {
  const probe = createProbe(channelOf(partners[0] ?? london));
  const test = await createTestApp({
    world: partnerWorld(partners),
    overrides: { moreFeatures: (ctx) => [probe.feature(ctx)] },
  });
  await seedPartners(test, partners);
  return Object.assign(test, { probe, followUps: test.app.features.bySlug['follow-ups'].public });
}

export function occurrenceKeyOf(partner: TestPartner): string {
  return `monthly_checkin:${partnerIdOf(partner)}:2026-11`;
}

export function promptKeyOf(partner: TestPartner): string {
  return `probe:prompt:${partnerIdOf(partner)}`;
}

/** A message in the partner's channel, as a check-in would have posted it. */
export async function prompted(test: FollowUpTest, partner: TestPartner = london): Promise<void> {
  await test.probe.send({
    key: promptKeyOf(partner),
    partnerId: partnerIdOf(partner),
    audience: 'partner',
    to: { channelId: channelOf(partner) },
    params: { text: 'Check-in' },
  });
  await test.time.settle();
}

export function respondent(partner: TestPartner): Actor {
  const person = { teamId: teamOf(partner), userId: adminOf(partner) };
  return { kind: 'partner', partnerId: partnerIdOf(partner), person, roles: ['partner_member', 'partner_admin'] };
}

export function answer(questionId: string, value: AnswerGiven['value'], answerVersion = 1): AnswerGiven {
  return { questionId, value, answerVersion };
}

/** What check-ins do when an answer is stored: all answers as they stand, in one write. */
export async function answered(
  test: FollowUpTest,
  answers: readonly AnswerGiven[],
  partner: TestPartner = london,
  via: { service: FollowUpsPublic; inOneWrite: InOneWrite } = thisProcess(test),
) {
  const opened = await via.inOneWrite((write) =>
    via.service.followAnswers({
      write,
      actor: respondent(partner),
      partnerId: partnerIdOf(partner),
      occurrenceKey: occurrenceKeyOf(partner),
      thread: { key: promptKeyOf(partner), channelId: channelOf(partner) },
      answers,
      history: {},
    }),
  );
  await test.time.advanceTo(addMinutes(test.clock.now(), 1));
  return opened;
}

function thisProcess(test: FollowUpTest) {
  return { service: test.followUps, inOneWrite: test.probe.ctx().inOneWrite };
}

/** Jumps to an instant and lets what is due then happen. */
export async function goTo(test: FollowUpTest, at: Date | string): Promise<void> {
  const instant = new Date(at);
  if (instant > test.clock.now()) test.clock.moveTo(instant);
  await test.time.advanceTo(addMinutes(test.clock.now(), 2));
}

export async function after(test: FollowUpTest, doing: Promise<unknown>): Promise<void> {
  await doing;
  await test.time.advanceTo(addMinutes(test.clock.now(), 1));
}

export async function allFollowUps(test: FollowUpTest): Promise<readonly FollowUp[]> {
  const rows = await test.database
    .collection<{ _id: string }>('follow_ups')
    .find({})
    .sort({ openedAt: 1, _id: 1 })
    .toArray();
  return rows.map((row) => ({ ...row, followUpId: row._id }) as unknown as FollowUp);
}

export async function onlyFollowUp(test: FollowUpTest): Promise<FollowUp> {
  const [only, ...others] = await allFollowUps(test);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + (only ? 1 : 0)} follow-ups`);
  return only;
}

/** Replies under the partner's prompt. */
export function repliesOf(test: FollowUpTest, partner: TestPartner = london): readonly string[] {
  const channelId = channelOf(partner);
  const root = test.slack.messages(channelId).find(({ text }) => text === 'Check-in');
  if (root === undefined) throw new Error('there is no prompt');
  return test.slack
    .thread(channelId, root.ts)
    .filter(({ ts }) => ts !== root.ts)
    .map(({ text }) => text);
}

export function dmsOf(test: FollowUpTest, person: keyof typeof staffPerson) {
  return test.slack.as(staffPerson[person]).dms();
}

export function dmTexts(test: FollowUpTest, person: keyof typeof staffPerson): readonly string[] {
  return dmsOf(test, person).map(({ text }) => text);
}

/** Presses a button on this person's newest direct message that has it. */
export async function pressDm(test: FollowUpTest, person: keyof typeof staffPerson, actionId: string): Promise<void> {
  const card = dmsOf(test, person).findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(`"${actionId}"`));
  if (card === undefined) throw new Error(`${person} has no message with ${actionId}`);
  await after(test, test.slack.as(staffPerson[person]).press({ channelId: card.channelId, ts: card.ts, actionId }));
}

export async function staffActor(test: FollowUpTest, key: keyof typeof staffPerson): Promise<Actor> {
  const staff = await test.app.features.bySlug.directory.public.listStaff(test.clock.now());
  const member = staff.find((candidate) => candidate.key === key);
  if (member === undefined) throw new Error(`no ${key}`);
  const person = { teamId: homeTeam.id, userId: staffPerson[key] };
  return { kind: 'staff', staffId: member.staffId, name: member.name, person, roles: member.roles };
}

/**
 * A second process on the test app's database and clock. `crash` is asked before each write inside a transaction and
 * throws where the process should die.
 */
export function secondProcess(test: FollowUpTest, crash: (at: 'send' | 'audit') => void = () => undefined) {
  const { database: connection, clock } = test;
  const { directory, program, holidays, ids } = test.probe.ctx();
  const audit = createAudit({ connection, clock });
  const intents = createIntentWriter(connection);
  const open = (session: Write['session'], at: Date): Write => {
    const write: Write = {
      session,
      at,
      audit(entry) {
        crash('audit');
        return audit.append(write, entry);
      },
      send(intent) {
        crash('send');
        return intents.send(write, intent);
      },
      react: (reaction) => intents.react(write, reaction),
      withdraw: (key) => intents.withdraw(write, key),
    };
    return write;
  };
  const inOneWrite = createInOneWrite({ connection, clock, open });
  const service = createFollowUpService({
    followUps: createFollowUpStore(connection),
    directory,
    settings: async () => followUpSettings(await program.current(), holidays),
    ids,
    clock,
    inOneWrite,
  });
  return { service, inOneWrite };
}

export async function nameLeads(test: FollowUpTest, leads: { pmLead?: string; vp?: string }): Promise<void> {
  await test.app.features.bySlug.program.changeSettings({
    actor: operator,
    change: { leads },
    reason: 'test',
    expectedVersion: 0,
    dryRun: false,
  });
}
