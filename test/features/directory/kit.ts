import { channelOf, partnerWorld, seedPartners, staffPerson, teamOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { homeTeam } from '#sandbox/app.ts';
import type { AppOverrides } from '#app/app.ts';
import type { PressArgs } from '#sandbox/slack/person-actions.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';

/** Two partners that work with us already, and one that is signed and waits for its channel. */
export const acme: TestPartner = { ref: 'P101', name: 'Acme' };
export const birch: TestPartner = { ref: 'P102', name: 'Birch', language: 'de', zone: 'Europe/Berlin', country: 'DE' };
export const newcomer = {
  id: 'P-0110',
  name: 'Cedar',
  team: 'TCEDAR',
  channel: 'CCEDAR',
  admin: 'UCEDARA',
  seller: 'UCEDARS',
};

const newcomerCsv = [
  'externalRef,legalName,primaryType,tier,status,countries,timeZone,currency,pm,agreementStartsOn,agreementEndsOn',
  'P110,Cedar,reseller,emerging,onboarding,GB,Europe/London,GBP,priya,2026-11-01,2027-10-31',
].join('\n');

function newcomerWorld(slack: SandboxSlack): void {
  const { world } = slack;
  world.addTeam({ id: newcomer.team, name: newcomer.name });
  world.addUser({ id: newcomer.admin, teamId: newcomer.team, name: 'Carla' });
  world.addUser({ id: newcomer.seller, teamId: newcomer.team, name: 'Cem' });
  const members = [world.botUserId, ...Object.values(staffPerson), newcomer.admin, newcomer.seller];
  world.addChannel({ id: newcomer.channel, name: 'lumenforge-cedar', teams: [newcomer.team], members });
}

/** The app with both partners' hubs posted and the newcomer imported without a channel. */
export async function createDirectoryTest(
  more: (slack: SandboxSlack) => void = () => undefined,
  overrides: AppOverrides = {},
): Promise<TestApp> {
  const test = await createTestApp({
    overrides,
    world(slack) {
      partnerWorld([acme, birch])(slack);
      newcomerWorld(slack);
      more(slack);
    },
  });
  await seedPartners(test, [acme, birch]);
  const operator = { kind: 'operator', name: 'test' } as const;
  await test.app.features.bySlug.directory.importPartners({
    text: newcomerCsv,
    mode: 'apply',
    skipBad: false,
    actor: operator,
  });
  await test.app.runJob('directory.sweep-hubs');
  await test.time.advanceTo(new Date('2026-11-16T10:30:00Z'));
  return test;
}

export function addPartnerPerson(slack: SandboxSlack, partner: TestPartner, id: string): void {
  slack.world.addUser({ id, teamId: teamOf(partner), name: id });
}

export function homeChannel(slack: SandboxSlack, id: string, members: readonly string[]): void {
  slack.world.addChannel({ id, name: id.toLowerCase(), hostTeamId: homeTeam.id, members: [...members] });
}

/** Each of these returns when the app has done everything that follows. */
export async function command(test: TestApp, userId: string, line: string, channelId: string): Promise<void> {
  await test.slack.as(userId).command(line, { channelId });
  await test.time.settle();
}

export async function submit(test: TestApp, userId: string, values: Record<string, unknown> = {}): Promise<void> {
  await test.slack.as(userId).submitView({ values });
  await test.time.settle();
}

export async function press(test: TestApp, userId: string, button: PressArgs) {
  await test.slack.as(userId).press(button);
  await test.time.settle();
}

/** Everything a person can read on what Slack shows. */
export function wordsOf(shown: unknown): string {
  if (typeof shown === 'string') return shown;
  if (Array.isArray(shown)) return shown.map(wordsOf).join('\n');
  if (typeof shown !== 'object' || shown === null) return '';
  return Object.entries(shown)
    .filter(([key]) => key === 'text' || typeof (shown as Record<string, unknown>)[key] === 'object')
    .map(([, value]) => wordsOf(value))
    .join('\n');
}

export function modalOf(test: TestApp, userId: string): string {
  return wordsOf(test.slack.as(userId).currentView()?.content);
}

export function hubsIn(test: TestApp, channelId: string) {
  return test.slack.pins(channelId);
}

export async function auditOf(test: TestApp, action: string) {
  return test.database.collection('audit_entries').find({ action }).toArray();
}

export { channelOf, staffPerson };
