import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { BusinessHours } from '#core/calendar/business-hours.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { Timer, TimerStep } from '../part-schemas.ts';
import type { Deal } from '../schemas.ts';
import { ladderTimers } from './clock.ts';
import { pendingExtension } from './extension.ts';
import { endsAt } from './protection.ts';
import type { Tier } from './protection.ts';
import type { DealSettings } from './settings.ts';

export interface TimerContext {
  /** Working time of whoever decides. */
  reviewTime: BusinessHours;
  partner: { zone: string; cal: WorkCalendar };
  settings: Pick<DealSettings, 'clocks' | 'stale' | 'milestones'>;
}

/** In the partner's morning. */
const reminderTime = '10:00';

/** Each group is a ladder: after downtime only the last rung of it is told. */
const ladders: readonly (readonly TimerStep[])[] = [
  ['sla_50', 'sla_75', 'sla_100', 'sla_150'],
  ['info_warning', 'info_withdraw'],
  ['protection_30', 'protection_14', 'protection_7', 'protection_1', 'expire'],
  ['stale_30', 'stale_45', 'stale_60'],
];

/** These are due however late they come to be known (rungs by the clock's own level); others are dropped when past. */
const overdueToo: readonly TimerStep[] = ['sla_50', 'sla_75', 'sla_100', 'sla_150', 'expire'];

/**
 * What follows for a deal as it now stands, earliest first. A stored timer that has not run is kept when it still
 * belongs; one that has run does not come back.
 */
export function timersAfter(deal: Deal, now: Date, context: TimerContext): Timer[] {
  const isStored = (timer: Timer) =>
    deal.timers.some(({ step, at }) => step === timer.step && at.getTime() === timer.at.getTime());
  const computed = timersOf(deal, context).filter(
    (timer) => timer.at > now || isStored(timer) || overdueToo.includes(timer.step),
  );
  return inOrder([...deal.timers.filter(({ step }) => step === 'match'), ...computed]);
}

/** What is to be done now: of each ladder only its last rung, in order of time. */
export function dueNow(timers: readonly Timer[], now: Date): readonly TimerStep[] {
  const due = timers.filter(({ at }) => at <= now);
  const isOvertaken = ({ step }: Timer) => {
    const ladder = ladders.find((steps) => steps.includes(step)) ?? [];
    return due.some((other) => ladder.indexOf(other.step) > ladder.indexOf(step));
  };
  return inOrder(due.filter((timer) => !isOvertaken(timer))).map(({ step }) => step);
}

export function afterRunning(timers: readonly Timer[], now: Date): Timer[] {
  return timers.filter(({ at }) => at > now);
}

export function earliest(timers: readonly Timer[]): Date | null {
  return timers.reduce<Date | null>((first, { at }) => (first === null || at < first ? at : first), null);
}

function timersOf(deal: Deal, context: TimerContext): readonly Timer[] {
  switch (deal.status) {
    case 'submitted':
    case 'in_review':
      return deal.clock === null ? [] : ladderTimers(deal.clock, context.reviewTime);
    case 'info_needed':
      return infoTimers(deal, context);
    case 'approved':
      return protectionTimers(deal, context);
    case 'expired':
      return deal.reinstatement === null ? [] : [{ step: 'reinstatement_overdue', at: deal.reinstatement.answerBy }];
    case 'rejected': {
      const line = deal.secondInLine;
      return line?.state === 'offered' && line.confirmBy ? [{ step: 'offer_lapse', at: line.confirmBy }] : [];
    }
    default:
      return [];
  }
}

/** An unanswered question is warned of at its day's end, then ends the registration (domain §4.7). */
function infoTimers(deal: Deal, { partner, settings, reviewTime }: TimerContext): readonly Timer[] {
  const asked = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null);
  if (asked === undefined) return [];
  const endOfDay = (date: PlainDate) => instantAt(date, reviewTime.closesAt, partner.zone);
  return [
    { step: 'info_warning', at: endOfDay(asked.answerBy) },
    { step: 'info_withdraw', at: endOfDay(withdrawOn(asked.answerBy, partner.cal, settings)) },
  ];
}

export function withdrawOn(
  answerBy: PlainDate,
  cal: WorkCalendar,
  { clocks }: Pick<DealSettings, 'clocks'>,
): PlainDate {
  return addBusinessDays(answerBy, clocks.infoWithdrawBusinessDays, cal);
}

function protectionTimers(deal: Deal, { settings }: TimerContext): readonly Timer[] {
  const { protection, protectedUntilOn } = deal;
  if (protection === null || protectedUntilOn === null) return [];
  const { zone, approvedAt } = protection;
  const morning = (date: PlainDate) => instantAt(date, reminderTime, zone);
  const approvedOn = localDateOf(approvedAt, zone);
  const updatedOn = localDateOf(deal.lastUpdateAt ?? approvedAt, zone);
  const before = (days: number) => morning(addDays(protectedUntilOn, -days));
  const since = (days: number) => morning(addDays(updatedOn, days));
  const { milestones, stale } = settings;
  const pending = pendingExtension(deal);
  const timers: Timer[] = [
    { step: 'protection_30', at: before(30) },
    { step: 'protection_14', at: before(14) },
    { step: 'protection_7', at: before(7) },
    { step: 'protection_1', at: before(1) },
    { step: 'stale_30', at: since(stale.askDays) },
    { step: 'stale_45', at: since(stale.leadDays) },
    { step: 'stale_60', at: since(stale.revokeDays) },
  ];
  // The day after the last one on which it could have been met.
  if (protection.meetingOn === null) {
    timers.push({ step: 'milestone_meeting', at: morning(addDays(approvedOn, milestones.meetingDays + 1)) });
  }
  if (protection.proofOn === null) {
    const days = milestones.proofDays[protection.tier as Tier] + 1;
    timers.push({ step: 'milestone_proof', at: morning(addDays(approvedOn, days)) });
  }
  const ends = endsAt(protectedUntilOn, zone);
  const lives = timers.filter(({ at }) => at < ends);
  // A request that is pending holds the end back until it is decided.
  const last: Timer =
    pending === null ? { step: 'expire', at: ends } : { step: 'extension_silence', at: pending.decideBy };
  return [...lives, last];
}

function inOrder(timers: readonly Timer[]): Timer[] {
  return timers.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
