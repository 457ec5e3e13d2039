import { addMinutes } from '#core/calendar/instants.ts';
import { occurrenceModel } from '#features/check-ins/model.ts';
import type { Occurrence } from '#features/check-ins/schemas.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestApp } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf, partnerWorld, seedPartners, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';

export const warsaw: TestPartner = { ref: 'P101', zone: 'Europe/Warsaw', country: 'PL', name: 'Mossgrove Tech' };
export const berlin: TestPartner = {
  ref: 'P102',
  zone: 'Europe/Berlin',
  country: 'DE',
  language: 'de',
  name: 'Otterbrook',
};

/** December's check-in in Warsaw and Berlin: Tue 8 Dec 10:00 local, due Tue 15 Dec 17:00, closed Tue 22 Dec 17:00. */
export const december = {
  prepare: new Date('2026-12-08T07:00:00Z'),
  prompt: new Date('2026-12-08T09:00:00Z'),
  reminder: new Date('2026-12-10T09:00:00Z'),
  secondReminder: new Date('2026-12-14T09:00:00Z'),
  due: new Date('2026-12-15T16:00:00Z'),
  gaps: new Date('2026-12-15T16:05:00Z'),
  summary: new Date('2026-12-16T09:00:00Z'),
  close: new Date('2026-12-22T16:00:00Z'),
} as const;

/** What the sweep does to a check-in that nobody answers. */
export const checkInSteps = ['prepare', 'prompt', 'remind', 'gaps', 'summary', 'close'] as const;
export type CheckInStep = (typeof checkInSteps)[number];

/** January's: the newsletter of Mon 11 Jan takes the week of the second Tuesday (domain §2.5 rule 3). */
export const january = {
  prepare: new Date('2027-01-19T07:00:00Z'),
  prompt: new Date('2027-01-19T09:00:00Z'),
} as const;

const landmarks = [...Object.values(december), new Date('2027-01-01T00:00:00Z'), january.prepare];

export interface Post {
  ts: string;
  text: string;
  thread: readonly string[];
}

export const operator = { kind: 'operator', name: 'test' } as const;

export async function appWith(partners: readonly TestPartner[]): Promise<TestApp> {
  const test = await createTestApp({ startAt: new Date('2026-12-07T08:00:00Z'), world: partnerWorld(partners) });
  await seedPartners(test, partners);
  return test;
}

/** Lets what a person just did take its whole effect, messages included. */
export async function after(test: TestApp, doing: Promise<unknown>): Promise<void> {
  await doing;
  await test.time.advanceTo(new Date(test.clock.now().getTime() + 60_000));
}

/**
 * A little later than the instant, so that what is due then has been sent and recorded. Time stops at every instant at
 * which a check-in has something to do, and jumps in between.
 */
export async function goTo(test: TestApp, at: Date, minutes = 2): Promise<void> {
  const target = addMinutes(at, minutes);
  for (const stop of [...landmarks, at]) {
    if (stop <= test.clock.now() || stop > target) continue;
    test.clock.moveTo(stop);
    await test.time.advanceTo(addMinutes(stop, 2) < target ? addMinutes(stop, 2) : target);
  }
  if (addMinutes(target, -2) > test.clock.now()) test.clock.moveTo(addMinutes(target, -2));
  if (target > test.clock.now()) await test.time.advanceTo(target);
  await test.time.settle();
}

export function occurrenceIdFor(partner: TestPartner, periodKey = '2026-12'): string {
  return `monthly_checkin:${partnerIdOf(partner)}:${periodKey}`;
}

export async function occurrenceOf(test: TestApp, partner: TestPartner, periodKey = '2026-12'): Promise<Occurrence> {
  const rows = test.database.collection<{ _id: string }>(occurrenceModel.collection);
  const row = await rows.findOne({ _id: occurrenceIdFor(partner, periodKey) });
  if (row === null) throw new Error(`there is no ${occurrenceIdFor(partner, periodKey)}`);
  return { ...row, occurrenceId: row._id } as unknown as Occurrence;
}

/** When New York, where the partner manager is, has its working day. */
export const newYorkAtTen = (day: string): Date => new Date(`${day}T15:00:00Z`);

/** All check-in posts of the partner's channel, and under each its thread. */
export function checkInPosts(slack: SandboxSlack, partner: TestPartner): readonly Post[] {
  const channelId = channelOf(partner);
  const isRoot = ({ ts, threadTs }: { ts: string; threadTs?: string }) => threadTs === undefined || threadTs === ts;
  const isStatus = ({ text }: { text: string }) => text.startsWith('*Where we stand');
  const posts = slack
    .messages(channelId)
    .filter((post) => isRoot(post) && !isStatus(post) && /check-in/i.test(post.text));
  return posts.map(({ ts, text }) => ({
    ts,
    text,
    thread: slack
      .thread(channelId, ts)
      .filter((reply) => reply.ts !== ts)
      .map((reply) => reply.text),
  }));
}

/** The one check-in post of a channel; throws when there is none or more than one. */
export function promptOf(slack: SandboxSlack, partner: TestPartner) {
  const prompts = checkInPosts(slack, partner);
  const [prompt] = prompts;
  if (prompt === undefined || prompts.length > 1) throw new Error(`${prompts.length} check-in posts`);
  const message = slack.messages(channelOf(partner)).find(({ ts }) => ts === prompt.ts);
  return { ...prompt, blocks: JSON.stringify(message?.blocks ?? []) };
}

export function staffTexts(slack: SandboxSlack, person: keyof typeof staffPerson = 'priya'): readonly string[] {
  return slack
    .as(staffPerson[person])
    .dms()
    .map(({ text }) => text);
}
