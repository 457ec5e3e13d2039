import type { TouchId } from '#core/touches.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addDays } from './days.ts';
import { absorberOf, isCrowded, isNewsletterWeek, siblingOf } from './collisions.ts';
import type { Placement, SkipReason } from './occurrences.ts';
import { periodAt } from './periods.ts';
import type { Period } from './periods.ts';
import { placeQbr } from './placing-qbr.ts';
import { anchorFor, askedSkip, isBeforeFirstTouch, isQuarterEndFocus, naturalAnchor } from './planning.ts';
import type { Anchor, Planning } from './planning.ts';
import { calendarCause, firstFreeDay } from './shifting.ts';
import type { Shifted } from './shifting.ts';
import { isQbr, plannedKeyOf } from './touches.ts';
import type { ReviewTouchId } from './touches.ts';

/** Where one occurrence comes to lie under the facts of `planning`; null before the first touch after a launch. */
export function place(touchId: TouchId, period: Period, planning: Planning): Placement | null {
  const key = plannedKeyOf(touchId, planning.facts.partnerId, period.key);
  return isQbr(touchId) ? placeQbr(touchId, key, period, planning) : placeReview(touchId, key, period, planning);
}

function placeReview(touchId: ReviewTouchId, key: string, period: Period, planning: Planning): Placement | null {
  const { facts, timetable } = planning;
  const anchor = anchorFor(touchId, key, period, planning);
  const anchorOn = naturalAnchor(touchId, period, planning).on;
  const shifted = freeDay(touchId, anchor, period, planning, false);
  const day = 'on' in shifted ? shifted.on : anchor.on;
  if (isBeforeFirstTouch(day, planning)) return null;
  const common = { key, touchId, periodKey: period.key, anchorOn, meetingTime: null };
  const skipped = (reason: SkipReason, mergedInto: string | null = null): Placement => ({
    ...common,
    heldOn: null,
    promptAt: null,
    decidedAt: timetable.at(day, anchor.time, facts.zone),
    state: 'skipped',
    reason,
    shift: null,
    mergedInto,
  });
  const asked = askedSkip(touchId, period, day, facts);
  if (asked !== null) return skipped(asked);
  const absorber = absorberOf(touchId, day, planning);
  if (absorber) return skipped(isQbr(absorber.touchId) ? 'absorbed_by_qbr' : 'merged_into_review', absorber.key);
  const sibling = siblingOf(touchId, day, planning);
  if (sibling !== null) return skipped('already_asked', sibling.key);
  if (touchId === 'quarterly_newsletter' && isQuarterEndFocus(day, planning)) return skipped('quarter_end');
  const free = freeDay(touchId, anchor, period, planning, true);
  if ('beyond' in free) return skipped(free.beyond, nextOf(touchId, key, period, planning));
  const promptAt = timetable.at(free.on, anchor.time, facts.zone);
  const shift = free.cause ?? (anchor.isMoved ? 'moved' : null);
  return {
    ...common,
    heldOn: free.on,
    promptAt,
    decidedAt: promptAt,
    state: 'scheduled',
    reason: null,
    shift,
    mergedInto: null,
  };
}

/** The day on which a review can be held; with `amongPrompts` other prompts count too. */
function freeDay(
  touchId: ReviewTouchId,
  anchor: Anchor,
  period: Period,
  planning: Planning,
  amongPrompts: boolean,
): Shifted {
  const { facts, timetable } = planning;
  const limit = facts.settings.touches[touchId].shiftLimitBusinessDays;
  const isFree = (on: PlainDate): boolean =>
    !amongPrompts || !isCrowded(touchId, on, timetable.at(on, anchor.time, facts.zone), planning);
  const search = (start: PlainDate): Shifted =>
    firstFreeDay(
      start,
      limit,
      (on) => calendarCause(touchId, on, period, planning) ?? (isFree(on) ? null : 'collision'),
      planning,
    );
  let found = search(anchor.on);
  if (touchId !== 'monthly_checkin') return found;
  for (
    let on = addDays(anchor.on, 7);
    'on' in found && on <= period.endsOn && isNewsletterWeek(found.on, planning);
    on = addDays(on, 7)
  ) {
    found = search(on);
    if ('on' in found) found = { on: found.on, cause: found.cause ?? 'collision' };
  }
  return found;
}

/** The next weekly review takes over what a lost one would have shown (domain §2.5 rule 2). */
function nextOf(touchId: ReviewTouchId, key: string, period: Period, { facts }: Planning): string | null {
  if (touchId !== 'weekly_deal_review') return null;
  const next = periodAt(touchId, addDays(period.endsOn, 1), facts);
  return plannedKeyOf(touchId, facts.partnerId, next.key);
}
