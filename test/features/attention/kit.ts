import type { Intent } from '#core/intent.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, partnerWorld, seedPartners, teamOf } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { createProbe } from '#test/kit/probe.ts';
import type { Probe } from '#test/kit/probe.ts';

/** An emerging partner in London: two posts a week, its window 09:00-16:30 UTC in November. */
export const ash: TestPartner = { ref: 'P120', name: 'Ash' };
export const beech: TestPartner = { ref: 'P121', name: 'Beech', tier: 'strategic' };
export const channelId = channelOf(ash);
export const anna = { teamId: teamOf(ash), userId: adminOf(ash) };

export interface AttentionTest extends TestApp {
  probe: Probe;
  owe(key: string, intent?: Partial<Intent>): Promise<void>;
  /** The partner's side of the channel but the hub, oldest first. */
  posts(channel?: string): { text: string; ts: string; at: Date }[];
  audit(action: string): Promise<{ object: string; reason: string }[]>;
}

/** The app with both partners and their hubs; Monday 16 November 2026, 09:00 in London. */
export async function startAttention(options: TestAppOptions = {}): Promise<AttentionTest> {
  const probe = createProbe(channelId);
  const overrides = {
    ...options.overrides,
    moreFeatures: (ctx: Parameters<Probe['feature']>[0]) => [
      probe.feature(ctx),
      ...(options.overrides?.moreFeatures?.(ctx) ?? []),
    ],
  };
  const test = await createTestApp({ world: partnerWorld([ash, beech]), ...options, overrides });
  await seedPartners(test, [ash, beech]);
  await test.app.runJob('directory.sweep-hubs');
  await test.time.settle();
  return Object.assign(test, {
    probe,
    owe: (key: string, intent: Partial<Intent> = {}) => probe.send({ ...toPartner(ash, key), ...intent }),
    posts: (channel = channelId) =>
      test.slack
        .messages(channel)
        .filter((message) => !message.text.startsWith('Your partnership channel'))
        .map(({ text, ts }) => ({ text, ts, at: new Date(Number(ts) * 1000) })),
    async audit(action: string) {
      const found = await test.database.collection('audit_entries').find({ action }).toArray();
      return found.map((entry) => ({ object: String(entry['object']), reason: String(entry['reason']) }));
    },
  });
}

export function toPartner(partner: TestPartner, key: string): Partial<Intent> & { key: string } {
  return {
    key,
    partnerId: partnerIdOf(partner),
    audience: 'partner',
    to: { channelId: channelOf(partner) },
    priority: 'P2',
    direct: false,
    params: { text: key },
  };
}

export function reminder(text: string): Partial<Intent> {
  return { priority: 'P3', message: 'probe.reminder', params: { text } };
}

/** 'Mon 16 09:00' of November 2026 in London, for reading. */
export function minuteOf(at: Date): string {
  return at.toISOString().slice(5, 16).replace('T', ' ');
}

/** An instant of November 2026: `at(16, '10:00')`, in UTC, which London keeps in winter. */
export function at(day: number, time: string): Date {
  return new Date(Date.parse(`2026-11-01T${time}:00Z`) + (day - 1) * 86_400_000);
}
