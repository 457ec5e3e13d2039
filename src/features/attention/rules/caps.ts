import { addMinutes } from '#core/calendar/instants.ts';
import { byRank, isCounted } from './order.ts';
import type { Ranked } from './order.ts';
import { localWeek } from './local-week.ts';
import type { AttentionSettings, Block, Question, Rival } from './question.ts';

/** How long a message steps aside for a better one that is about to go out. */
const stepAsideMinutes = 5;

/**
 * What of the channel's allowance holds back a message of this rank: the caps by ISO week and local day, the spacing,
 * and better messages that wait for the same slots. Empty: nothing. Sources: domain §2.6.
 */
export function channelBlocks(question: Question, rank: Ranked, rivals: readonly Rival[]): readonly Block[] {
  const { now, zone, settings, partner } = question;
  const { caps } = settings;
  const week = localWeek(now, zone);
  const better = rivals.filter((rival) => byRank(rival, rank) < 0 && !isExpired(rival, now));
  const posts = question.history.filter((post) => !post.isReply && isCounted(post));
  const today = posts.filter((post) => week.isToday(post.at));
  const thisWeek = posts.filter((post) => week.isThisWeek(post.at));
  const dueBefore = (instant: Date) => better.filter((rival) => rival.readyAt.getTime() < instant.getTime());
  const isContent = ({ priority }: { priority: string }): boolean => priority === 'P4';
  const blocks: Block[] = [];

  const lastMs = Math.max(...posts.map((post) => post.at.getTime()));
  const freeAt = posts.length === 0 ? now : addMinutes(new Date(lastMs), caps.minutesBetweenPosts);
  if (freeAt.getTime() > now.getTime()) blocks.push({ until: freeAt, reason: 'spacing' });
  if (better.some((rival) => rival.readyAt.getTime() <= now.getTime())) {
    blocks.push({ until: addMinutes(now, stepAsideMinutes), reason: 'higher_priority' });
  }
  if (today.length + dueBefore(week.nextDayAt).length >= caps.postsPerDay) {
    blocks.push({ until: week.nextDayAt, reason: 'day_cap' });
  }
  if (thisWeek.length + dueBefore(week.nextWeekAt).length >= weekCapOf(partner?.tier ?? null, caps)) {
    blocks.push({ until: week.nextWeekAt, reason: 'week_cap' });
  }
  const content = thisWeek.filter(isContent).length + dueBefore(week.nextWeekAt).filter(isContent).length;
  if (isContent(rank) && content >= caps.contentPostsPerWeek) {
    blocks.push({ until: week.nextWeekAt, reason: 'content_cap' });
  }
  return blocks;
}

/** The cap of the tier at the moment of sending; for a tier that has none, or no partner, the smallest there is. */
export function weekCapOf(tier: string | null, { postsPerWeek }: AttentionSettings['caps']): number {
  const byTier: Readonly<Record<string, number>> = postsPerWeek;
  return byTier[tier ?? ''] ?? Math.min(...Object.values(postsPerWeek));
}

function isExpired(rival: Rival, now: Date): boolean {
  return rival.notAfter !== null && rival.notAfter.getTime() < now.getTime();
}
