import type { TouchId } from '#core/touches.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addDays, mondayOf } from './days.ts';
import type { EventOf } from './history.ts';
import type { Placement, PlannedOccurrence } from './occurrences.ts';
import { isQuarterEndFocus } from './planning.ts';
import type { Planning } from './planning.ts';
import { scheduleOf } from './schedules.ts';
import { isQbr } from './touches.ts';
import type { Section } from '../schedule-schemas.ts';

/** The part of a message that each touch makes. */
export const sectionOf: Readonly<Record<TouchId, Section>> = {
  weekly_deal_review: 'deals',
  biweekly_pipeline_review: 'pipeline',
  monthly_performance_review: 'performance',
  monthly_checkin: 'checkin',
  qbr_strategic: 'qbr',
  qbr_core: 'qbr',
  quarterly_newsletter: 'newsletter',
};

/** A placement with its schedule, what it takes over, and whom it is for. */
export function occurrenceOf(placement: Placement, planning: Planning): PlannedOccurrence {
  const { facts } = planning;
  const { heldOn, anchorOn, touchId } = placement;
  const taken = heldOn === null ? [] : takenOver(placement, heldOn, planning);
  return {
    ...placement,
    partnerId: facts.partnerId,
    tier: facts.tier,
    zone: facts.zone,
    shiftedFrom: heldOn !== null && heldOn !== anchorOn ? anchorOn : null,
    schedule: scheduleOf(placement, facts.zone, planning),
    absorbs: taken.map(({ key }) => key),
    sections: heldOn === null ? [] : sectionsOf(touchId, heldOn, taken, planning),
    contactId: facts.contactId,
  };
}

/** The review with its meeting on another day; the pre-work that went out stays as it was, zone and tier too. */
export function redated(
  occurrence: PlannedOccurrence,
  { on, time }: EventOf<'qbr_date'>,
  planning: Planning,
): PlannedOccurrence {
  const moved = { ...occurrence, heldOn: on, meetingTime: time, shift: 'moved' as const };
  const shiftedFrom = on === occurrence.anchorOn ? null : occurrence.anchorOn;
  return { ...moved, shiftedFrom, schedule: scheduleOf(moved, occurrence.zone, planning) };
}

function sectionsOf(
  touchId: TouchId,
  heldOn: PlainDate,
  taken: readonly Placement[],
  planning: Planning,
): readonly Section[] {
  const own = sectionOf[touchId];
  const others = taken.map((other) => (other.touchId === touchId ? 'carried_over' : sectionOf[other.touchId]));
  const sections = [...new Set([own, ...others])];
  const closes = sections.includes('deals') && !isQbr(touchId) && isQuarterEndFocus(heldOn, planning);
  return closes ? [...sections, 'quarter_end_focus'] : sections;
}

/** What this occurrence takes over, by the plan as it stands (domain §2.5 rules 2 and 3). */
function takenOver(placement: Placement, heldOn: PlainDate, planning: Planning): readonly Placement[] {
  return candidates(placement.touchId, heldOn)
    .map(([touchId, day]) => planning.existing(touchId, day))
    .filter((other) => other !== null)
    .filter((other) => other.mergedInto === placement.key);
}

function candidates(touchId: TouchId, heldOn: PlainDate): readonly (readonly [TouchId, PlainDate])[] {
  const monday = mondayOf(heldOn);
  const sunday = addDays(monday, 6);
  if (touchId === 'weekly_deal_review') return [['weekly_deal_review', addDays(monday, -7)]];
  if (touchId === 'monthly_performance_review') return [['weekly_deal_review', monday]];
  if (!isQbr(touchId)) return [];
  const months = [...new Map([heldOn, monday, sunday].map((day) => [day.slice(0, 7), day])).values()];
  return [
    ...months.map((day) => ['monthly_performance_review', day] as const),
    ['weekly_deal_review', monday] as const,
    ['biweekly_pipeline_review', monday] as const,
  ];
}
