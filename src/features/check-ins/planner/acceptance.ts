import { addDays } from './days.ts';
import type { EventOf, PlanEvent } from './history.ts';
import type { Placement } from './occurrences.ts';
import { periodAt } from './periods.ts';
import { quarterDay, timeInWindow } from './planning.ts';
import type { Planning } from './planning.ts';
import { quarterAt } from './quarters.ts';
import { isQbr, plannedKeyOf, qbrTouchIds, touchesOf } from './touches.ts';

/** domain §2.4: one move by the partner, two by the partner manager. */
const mostMoves = { partner: 1, pm: 2 } as const;

/** Why a change of the plan is refused; null when it may take effect. */
export type Refusal =
  | 'not_theirs'
  | 'already_sent'
  | 'too_many_moves'
  | 'outside_period'
  | 'outside_window'
  | 'not_ahead'
  | 'no_business_day';

/** Refused changes leave the plan as it is; a form asks this first, so that the person is told. */
export function refusalOf(event: PlanEvent, planning: Planning): Refusal | null {
  if (event.kind === 'move') return refusalOfMove(event, planning);
  return event.kind === 'qbr_date' ? refusalOfDate(event, planning) : null;
}

/** The review whose pre-work went out and whose meeting this date moves; null when it is still to be planned. */
export function openReviewOf(
  event: EventOf<'qbr_date'>,
  planning: Pick<Planning, 'facts' | 'decided'>,
): Placement | null {
  const keys = qbrTouchIds.map((id) => plannedKeyOf(id, planning.facts.partnerId, event.periodKey));
  return (
    keys.map((key) => decidedBefore(key, event.at, planning)).find((found) => found?.state === 'scheduled') ?? null
  );
}

function refusalOfMove(event: EventOf<'move'>, planning: Planning): Refusal | null {
  const { facts } = planning;
  const { touchId, by, on } = event;
  if (isQbr(touchId) || !touchesOf(facts).includes(touchId)) return 'not_theirs';
  const key = plannedKeyOf(touchId, facts.partnerId, event.periodKey);
  if (decidedBefore(key, event.at, planning)) return 'already_sent';
  const earlier = facts.moves.get(key) ?? [];
  if (earlier.filter((move) => move.by === by).length >= mostMoves[by]) return 'too_many_moves';
  const period = periodAt(touchId, on, facts);
  // The last day is kept free, see `calendarCause`.
  if (period.key !== event.periodKey || on >= period.endsOn) return 'outside_period';
  if (event.time !== null && timeInWindow(event.time, facts) === null) return 'outside_window';
  return isAhead(event, planning) ? null : 'not_ahead';
}

function refusalOfDate(event: EventOf<'qbr_date'>, planning: Planning): Refusal | null {
  const { facts, timetable, sending, vendorCalendar } = planning;
  const touchId = touchesOf(facts).find(isQbr);
  const open = openReviewOf(event, planning);
  if (touchId === undefined && open === null) return 'not_theirs';
  const touch = facts.settings.touches[touchId ?? (open?.touchId === 'qbr_core' ? 'qbr_core' : 'qbr_strategic')];
  const key = plannedKeyOf(touchId ?? 'qbr_core', facts.partnerId, event.periodKey);
  if (open === null && decidedBefore(key, event.at, planning)) return 'already_sent';
  if (open?.heldOn && open.heldOn <= timetable.localDateOf(event.at, facts.zone)) return 'already_sent';
  if ((facts.qbrDates.get(event.periodKey) ?? []).length > mostMoves.pm) return 'too_many_moves';
  if (quarterAt(event.on, facts.settings).key !== event.periodKey) return 'outside_period';
  const { earliestBusinessDay, latestBusinessDay } = touch.anchor;
  if (event.on < quarterDay(event.on, earliestBusinessDay, planning)) return 'outside_period';
  if (event.on > quarterDay(event.on, latestBusinessDay, planning)) return 'outside_period';
  const isWorked = timetable.isBusinessDay(event.on, sending) && timetable.isBusinessDay(event.on, vendorCalendar);
  if (!isWorked) return 'no_business_day';
  // Answers must still be due after the pre-work, which goes out tomorrow at the earliest.
  const dueOn = timetable.addBusinessDays(event.on, touch.answersDue?.businessDays ?? 0, sending);
  const tomorrow = addDays(timetable.localDateOf(event.at, facts.zone), 1);
  return dueOn > tomorrow ? null : 'not_ahead';
}

function isAhead({ on, at }: { on: string; at: Date }, { facts, timetable }: Planning): boolean {
  return on > timetable.localDateOf(at, facts.zone);
}

function decidedBefore(key: string, at: Date, { decided }: Pick<Planning, 'decided'>): Placement | null {
  const found = decided.get(key);
  return found !== undefined && found.decidedAt < at ? found : null;
}
