import { daysBetween } from '#core/calendar/dates.ts';
import type { TouchRun } from '#core/touches.ts';
import { touchIds } from '#core/touches.ts';
import { sectionOf } from '../planner/outcome.ts';
import { isQbr } from '../planner/touches.ts';
import type { AskingTouch } from '../questions/question.ts';
import type { Occurrence, TouchId } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';

/** The touches whose content a message has: its own first, then those that it took over (domain §2.5 rule 3). */
export function touchesShown({ touchId, sections }: Pick<Occurrence, 'touchId' | 'sections'>): readonly TouchId[] {
  const taken = touchIds.filter((other) => other !== touchId && sections.includes(sectionOf[other]));
  return [touchId, ...taken];
}

/**
 * The touches whose questions it asks. A business review asks its pre-work weeks before the week that it absorbs, so what
 * it takes over is shown in its pack and not asked.
 */
export function touchesAsked(occurrence: Pick<Occurrence, 'touchId' | 'sections'>): readonly AskingTouch[] {
  const shown = isQbr(occurrence.touchId) ? [occurrence.touchId] : touchesShown(occurrence);
  return shown.filter((touchId) => touchId !== 'quarterly_newsletter');
}

const usualDays: Readonly<Record<TouchId, number>> = {
  weekly_deal_review: 7,
  biweekly_pipeline_review: 14,
  monthly_checkin: 30.44,
  monthly_performance_review: 30.44,
  qbr_strategic: 91.31,
  qbr_core: 91.31,
  quarterly_newsletter: 91.31,
};

/** How many periods of a touch lie between two anchors. */
export function periodsBetweenAnchors(touchId: TouchId, earlier: string, later: string): number {
  return Math.round(daysBetween(earlier, later) / usualDays[touchId]);
}

/** As other features see it. */
export function runOf(occurrence: Occurrence & { schedule: TouchSchedule }): TouchRun {
  const { occurrenceId, touchId, partnerId, periodKey, heldOn, anchorOn, zone, schedule } = occurrence;
  const meetingAt = schedule.qbr?.meetingAt ?? null;
  const { closeAt } = schedule;
  return { occurrenceId, touchId, partnerId, periodKey, heldOn: heldOn ?? anchorOn, zone, meetingAt, closeAt };
}
