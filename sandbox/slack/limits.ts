import type { Clock } from '#core/clock.ts';

export type Tier = 1 | 2 | 3 | 4 | 'post' | 'special';

/**
 * Slack's rate limits as sliding windows: calls per minute for each tier, and posts per channel and workspace. slack.md §3
 * Slack promises the tier figures as a minimum and allows short bursts; this Slack allows exactly the minimum.
 */
const PER_MINUTE: Record<1 | 2 | 3 | 4, number> = { 1: 1, 2: 20, 3: 50, 4: 100 }; // §3 tiers
const SPECIAL_PER_MINUTE = 600; // §3 names no figure for the special tier (auth.test, chat.getPermalink)
const POST_WORKSPACE_PER_MINUTE = 330; // §3 "several hundred/min"; the app's own budget is 300

/** One post a second in a channel, with 250 ms of tolerance for the jitter of the network. slack.md §3 */
const POST_CHANNEL_WINDOWS = [
  { calls: 1, ms: 750 },
  { calls: 5, ms: 4750 },
] as const;

const MINUTE_MS = 60_000;

export interface Limits {
  /** Counts the call, or returns after how many whole seconds to come back; a refused call is not counted. */
  take(method: string, tier: Tier, channelId: string | undefined): number | undefined;
}

export function createLimits(clock: Clock): Limits {
  const calls = new Map<string, number[]>();

  function waitMs(key: string, limit: number, windowMs: number, now: number): number {
    const recent = (calls.get(key) ?? []).filter((at) => at > now - windowMs);
    const blocking = recent[recent.length - limit];
    return blocking === undefined ? 0 : blocking + windowMs - now;
  }

  function count(key: string, now: number): void {
    const kept = (calls.get(key) ?? []).filter((at) => at > now - MINUTE_MS);
    calls.set(key, [...kept, now]);
  }

  return {
    take(method, tier, channelId) {
      const now = clock.now().getTime();
      const windows = windowsFor(method, tier, channelId);
      const wait = Math.max(...windows.map(([key, limit, ms]) => waitMs(key, limit, ms, now)));
      if (wait > 0) return Math.max(1, Math.ceil(wait / 1000));
      for (const key of new Set(windows.map(([name]) => name))) count(key, now);
      return undefined;
    },
  };
}

function windowsFor(method: string, tier: Tier, channelId: string | undefined): [string, number, number][] {
  if (tier === 'special') return [[method, SPECIAL_PER_MINUTE, MINUTE_MS]];
  if (tier !== 'post') return [[method, PER_MINUTE[tier], MINUTE_MS]];
  return [
    ['posts', POST_WORKSPACE_PER_MINUTE, MINUTE_MS],
    ...POST_CHANNEL_WINDOWS.map(({ calls: limit, ms }): [string, number, number] => [`posts ${channelId}`, limit, ms]),
  ];
}
