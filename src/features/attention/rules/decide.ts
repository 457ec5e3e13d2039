import { businessDaysBetween } from '#core/calendar/business-days.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { nextOpenAt } from '#core/send-window.ts';
import { isOfOldThread, matesOf } from './bundle.ts';
import { channelBlocks } from './caps.ts';
import { isMuted } from './mute.ts';
import { byRank, isCounted } from './order.ts';
import type { Ranked } from './order.ts';
import { personsOverCap } from './persons.ts';
import type { Block, Decision, DeferralReason, Question } from './question.ts';
import { closedReason, windowOf } from './windows.ts';

/** Statuses in which a partner hears nothing but P0 and P1 (domain §1.4, §20 invariant 18). */
export const silentStatuses: readonly string[] = ['prospect', 'declined', 'paused', 'ended'];

const windowReasons: readonly DeferralReason[] = ['quiet_hours', 'weekend', 'holiday', 'closed_period'];

/**
 * Whether a message may go out at `now` (domain §2.6), from facts alone: the same answer for the outbox, which asks at
 * the moment of sending, and for a simulation. P0 and direct replies go at once; P1 waits for its window only; the rest
 * keeps windows, channel caps and person caps. What can no longer be sent in time is dropped at once, with its reason.
 */
export function decide(question: Question): Decision {
  const { message, now, partner } = question;
  if (message.isEdit) return { kind: 'send', unmentioned: isCounted(message) ? overCap(question) : [] };
  if (message.notAfter !== null && message.notAfter.getTime() < now.getTime()) return dropped('expired');
  if (!message.isInternal && message.priority !== 'P0' && message.priority !== 'P1') {
    if (partner && silentStatuses.includes(partner.status)) return dropped('partner_status');
    if (isMuted(message.topic, partner)) return dropped('muted');
  }
  if (message.priority === 'P0' || message.direct) return sent();
  const window = windowOf(question);
  const opensAt = nextOpenAt(now, window);
  if (!opensAt) return dropped('expired');
  if (opensAt.getTime() > now.getTime()) {
    return postponed(question, { until: opensAt, reason: closedReason(now, window) });
  }
  if (message.isInternal || message.priority === 'P1') return sent();
  if (isOfOldThread(question)) return { kind: 'new_post' };
  // A reply disturbs only whom it mentions, and belongs where people read already: better without the mention than late.
  if (message.isReply) return { kind: 'send', unmentioned: overCap(question) };
  return message.isChannel ? decidePost(question) : decideForPersons(question);
}

function decidePost(question: Question): Decision {
  const { message, rivals } = question;
  const mates = matesOf(question);
  const rank = [message, ...mates].reduce<Ranked>((best, next) => (byRank(next, best) < 0 ? next : best), message);
  const rest = rivals.filter((rival) => !mates.includes(rival));
  const block = latest(channelBlocks(question, rank, rest));
  if (block) return postponed(question, block);
  if (mates.length === 0) return decideForPersons(question);
  return { kind: 'bundle', keys: [message, ...mates].toSorted(byRank).map(({ key }) => key) };
}

/** A post of its own waits for the people that it mentions, unless it would then come too late. */
function decideForPersons(question: Question): Decision {
  const over = personsOverCap(question);
  const block = latest(over.map((entry) => entry.block));
  if (!block) return sent();
  const decision = postponed(question, block);
  if (decision.kind !== 'drop' || !question.message.isChannel) return decision;
  return { kind: 'send', unmentioned: over.map(({ person }) => person) };
}

function overCap(question: Question) {
  return personsOverCap(question).map(({ person }) => person);
}

/** Held back to the first open instant after the block; dropped when that is too late. */
function postponed(question: Question, block: Block): Decision {
  const { message } = question;
  const reason = windowReasons.includes(block.reason) ? 'expired' : 'cap';
  const until = nextOpenAt(block.until, windowOf(question));
  if (!until) return dropped(reason);
  if (message.notAfter !== null && until.getTime() > message.notAfter.getTime()) return dropped(reason);
  if (message.priority === 'P4' && waitOf(question, until) > question.settings.caps.contentDropBusinessDays) {
    return dropped(reason);
  }
  return { kind: 'defer', until, reason: block.reason };
}

/** Business days from the first deferral to `until`. */
function waitOf({ message, now, zone, calendar }: Question, until: Date): number {
  return businessDaysBetween(localDateOf(message.deferredAt ?? now, zone), localDateOf(until, zone), calendar);
}

function latest(blocks: readonly Block[]): Block | null {
  return blocks.reduce<Block | null>(
    (last, block) => (last === null || block.until.getTime() > last.until.getTime() ? block : last),
    null,
  );
}

function sent(): Decision {
  return { kind: 'send', unmentioned: [] };
}

function dropped(reason: Extract<Decision, { kind: 'drop' }>['reason']): Decision {
  return { kind: 'drop', reason };
}
