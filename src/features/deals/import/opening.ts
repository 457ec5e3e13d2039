import type { Write } from '#core/write.ts';
import { approverFor } from '../rules/approver.ts';
import { levelNeeded } from '../rules/authority.ts';
import { decisionBudget, pausedClock, startedClock } from '../rules/clock.ts';
import { rootKeyOf } from '../rules/keys.ts';
import { isUndecided } from '../rules/states.ts';
import { earliest, timersAfter } from '../rules/timers.ts';
import type { Deal } from '../schemas.ts';
import type { DealContext } from '../service/context.ts';
import { withDeadline } from './history.ts';

/** Unknown to a file, so that nobody is asked for what may long have happened. */
const milestones: readonly string[] = ['milestone_meeting', 'milestone_proof'];

/** Who decides on an imported deal that is still to be decided; null for all others. */
export function approverOfImported(deal: Deal, { team, settings, partner }: DealContext): string | null {
  if (!isUndecided(deal.status)) return null;
  const level = levelNeeded(deal.amountUsd?.amountMinor ?? null, settings);
  return approverFor(level, team, { zone: partner.zone, at: deal.completeAt })?.staffId ?? null;
}

/**
 * What is still open goes on from where it stands: undecided ones have run against their clock since they were complete
 * and are matched by the next sweep; of approved ones the reminders count from the last update that is known.
 */
export function opened(deal: Deal, context: DealContext, { at }: Pick<Write, 'at'>): Deal {
  const isOpen = isUndecided(deal.status) || deal.status === 'approved';
  if (!isOpen) return deal;
  const { mainChannelId } = context.card;
  const thread = mainChannelId === null ? null : { key: rootKeyOf(deal.dealId), channelId: mainChannelId };
  const extensions = deal.extensions.map((one) => withDeadline(one, context.reviewTime, context.settings));
  const going: Deal = { ...deal, thread, extensions, clock: clockOf(deal, context) };
  const since = isUndecided(deal.status) ? deal.completeAt : (deal.lastUpdateAt ?? at);
  const computed = timersAfter(going, since, context).filter(
    ({ step, at: due }) => due > at || !milestones.includes(step),
  );
  const timers = isUndecided(deal.status) ? [...computed, { step: 'match' as const, at }] : computed;
  return { ...going, timers, nextStepAt: earliest(timers) };
}

function clockOf(deal: Deal, { card, reviewTime, settings }: DealContext): Deal['clock'] {
  if (!isUndecided(deal.status)) return null;
  const budget = decisionBudget(card.tier, deal.completeAt, reviewTime, settings);
  const clock = startedClock(deal.completeAt, budget, reviewTime);
  const asked = deal.infoRequests.at(-1);
  return deal.status === 'info_needed' && asked ? pausedClock(clock, asked.askedAt, reviewTime) : clock;
}
