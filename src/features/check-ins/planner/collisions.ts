import type { TouchId } from '#core/touches.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addDays, isoWeekKey, isSameWeek, mondayOf } from './days.ts';
import type { Placement } from './occurrences.ts';
import type { Planning } from './planning.ts';
import { plannedKeyOf, qbrTouchIds } from './touches.ts';
import type { ReviewTouchId } from './touches.ts';

const dayMs = 86_400_000;
/** Pre-work is sent up to so many days before the quarter of its meeting, holidays included. */
const preWorkLeadDays = 40;

/** Business reviews that will be held, or whose pre-work goes out, around a day; those of an earlier tier included. */
export function reviewsAround(date: PlainDate, planning: Planning): readonly Placement[] {
  return [date, addDays(date, preWorkLeadDays)].flatMap((day) => qbrTouchIds.flatMap((id) => held(id, day, planning)));
}

/** The occurrence that takes the content of a review over (domain §2.5 rule 3); null when it is held by itself. */
export function absorberOf(touchId: ReviewTouchId, on: PlainDate, planning: Planning): Placement | null {
  if (touchId === 'monthly_checkin' || touchId === 'quarterly_newsletter') return null;
  const qbr = reviewsAround(on, planning).find(({ heldOn }) => {
    if (heldOn === null) return false;
    const isItsMonth = touchId === 'monthly_performance_review' && heldOn.slice(0, 7) === on.slice(0, 7);
    return isItsMonth || isSameWeek(heldOn, on);
  });
  if (qbr !== undefined) return qbr;
  if (touchId !== 'weekly_deal_review') return null;
  return performanceReviewsAround(on, planning).find(({ heldOn }) => heldOn && isSameWeek(heldOn, on)) ?? null;
}

/** A review of an earlier tier that has asked the same in this week: an open one is not doubled (domain §2.5 rule 8). */
export function siblingOf(touchId: ReviewTouchId, on: PlainDate, planning: Planning): Placement | null {
  if (touchId !== 'weekly_deal_review' && touchId !== 'biweekly_pipeline_review') return null;
  const sibling = touchId === 'weekly_deal_review' ? 'biweekly_pipeline_review' : 'weekly_deal_review';
  // A bi-weekly review can have moved into the week after its own.
  const found = [on, addDays(on, -7)].map((day) => {
    return planning.decided.get(plannedKeyOf(sibling, planning.facts.partnerId, isoWeekKey(day)));
  });
  return found.find((other) => other?.heldOn && isSameWeek(other.heldOn, on)) ?? null;
}

/** True when another prompt is posted less than 24 h before or after (domain §2.5 rule 3). */
export function isCrowded(touchId: TouchId, on: PlainDate, promptAt: Date, planning: Planning): boolean {
  const near = (at: number): boolean => Math.abs(at - promptAt.getTime()) < dayMs;
  if (near(planning.lastPromptMs)) return true;
  return stronger(touchId, on, planning).some(({ promptAt: at }) => at !== null && near(at.getTime()));
}

/** The check-in leaves the week of the newsletter (domain §2.5 rule 3). */
export function isNewsletterWeek(on: PlainDate, planning: Planning): boolean {
  return [on, addDays(mondayOf(on), 6)].some((day) => {
    const [newsletter] = held('quarterly_newsletter', day, planning);
    return newsletter?.heldOn ? isSameWeek(newsletter.heldOn, on) : false;
  });
}

/** Prompts that keep their day when a prompt of this touch comes too close. */
function stronger(touchId: TouchId, on: PlainDate, planning: Planning): readonly Placement[] {
  if (touchId === 'weekly_deal_review') {
    return [...reviewsAround(on, planning), ...performanceReviewsAround(on, planning)];
  }
  const yieldsToQbr = touchId === 'monthly_performance_review' || touchId === 'biweekly_pipeline_review';
  return yieldsToQbr ? reviewsAround(on, planning) : [];
}

function performanceReviewsAround(on: PlainDate, planning: Planning): readonly Placement[] {
  const week = mondayOf(on);
  const months = new Map([addDays(week, -1), week, addDays(week, 7)].map((day) => [day.slice(0, 7), day]));
  return [...months.values()].flatMap((day) => held('monthly_performance_review', day, planning));
}

function held(touchId: TouchId, date: PlainDate, planning: Planning): readonly Placement[] {
  const found = planning.existing(touchId, date);
  return found?.state === 'scheduled' ? [found] : [];
}
