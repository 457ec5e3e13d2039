import { businessMinutesBetween } from '#core/calendar/business-hours.ts';
import type { Deal } from '../schemas.ts';
import type { DealKpis, Share, Spread } from '../figure-schemas.ts';
import { usedBy, wasKept } from './clock.ts';
import type { DealSettings } from './settings.ts';

export interface Period {
  from: Date;
  /** Not included. */
  to: Date;
}

const dayMs = 86_400_000;
const endings = ['won', 'lost', 'expired', 'revoked'] as const;

/** History without a clock counts in no figure about time. */
export function kpisOf(
  deals: readonly Deal[],
  period: Period,
  { timeIn, clocks }: Pick<DealSettings, 'timeIn' | 'clocks'>,
): DealKpis {
  const isWithin = (at: Date | null | undefined): boolean => !!at && at >= period.from && at < period.to;
  const submitted = deals.filter(({ completeAt }) => isWithin(completeAt));
  const decided = deals.filter(({ decision }) => isWithin(decision?.at));
  const approved = decided.filter(({ decision }) => decision?.outcome === 'approved');
  const closed = deals.filter(({ status, closedAt }) => endings.some((end) => end === status) && isWithin(closedAt));
  const timed = decided.filter(({ clock }) => clock?.stoppedAt);
  const won = closed.filter(({ status }) => status === 'won');
  const live = deals.filter(({ status }) => status === 'approved');
  const minutesUntil = ({ clock, completeAt }: Deal, at: Date | null): number[] =>
    clock && at ? [businessMinutesBetween(completeAt, at, timeIn(clock.zone))] : [];
  const contacts = deals
    .filter(({ firstContactAt }) => isWithin(firstContactAt))
    .flatMap((deal) => minutesUntil(deal, deal.firstContactAt));
  return {
    submitted: submitted.length,
    triagedInTime: withinHours(
      submitted.flatMap((deal) => minutesUntil(deal, deal.triagedAt)),
      clocks.triageHours,
    ),
    firstContactInTime: withinHours(contacts, clocks.firstContactHours),
    firstContact: spreadOf(contacts),
    decision: spreadOf(timed.flatMap(({ clock }) => (clock ? [usedBy(clock, period.to, timeIn(clock.zone))] : []))),
    decidedInTime: shareOf(timed.filter(({ clock }) => clock && wasKept(clock)).length, timed.length),
    approvalRate: shareOf(approved.length, decided.length),
    infoNeededRate: shareOf(submitted.filter(({ infoRequests }) => infoRequests.length > 0).length, submitted.length),
    conflictRate: shareOf(submitted.filter(isConflicting).length, submitted.length),
    conversion: shareOf(won.length, closed.length),
    expiryRate: shareOf(approved.filter(({ status }) => status === 'expired').length, approved.length),
    daysToWin: medianOf(
      won.map(({ completeAt, closedAt }) => Math.floor(((closedAt?.getTime() ?? 0) - completeAt.getTime()) / dayMs)),
    ),
    protectedUsdMinor: live.reduce((sum, { amountUsd }) => sum + (amountUsd?.amountMinor ?? 0), 0),
    protectedWithoutRate: live.filter(({ amountUsd }) => amountUsd === null).length,
  };
}

/** Flagged with any class but the company's own duplicate (C2 to C15). */
function isConflicting({ findings }: Deal): boolean {
  return findings.some(({ class: of }) => of !== 'C1' && of !== 'probable' && of !== 'possible');
}

function shareOf(part: number, whole: number): Share {
  return { part, whole, basisPoints: whole === 0 ? null : Math.round((part * 10_000) / whole) };
}

function withinHours(minutes: readonly number[], hours: number): Share {
  return shareOf(minutes.filter((one) => one <= hours * 60).length, minutes.length);
}

function spreadOf(minutes: readonly number[]): Spread {
  const sorted = minutes.toSorted((a, b) => a - b);
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1] ?? null;
  return { count: sorted.length, median: medianOf(sorted), p90 };
}

/** The mean of the two middle ones when their number is even, half up. */
function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : Math.round((upper + lower) / 2);
}
