import type { PlainDate } from '#core/calendar/dates.ts';
import { isClosed } from '#core/send-window.ts';
import { addDays } from './days.ts';
import { isCrowded } from './collisions.ts';
import type { Placement, SkipReason } from './occurrences.ts';
import type { Period } from './periods.ts';
import { askedSkip, isBeforeFirstTouch, quarterDay } from './planning.ts';
import type { Planning } from './planning.ts';
import { firstFreeDay } from './shifting.ts';
import type { Shifted } from './shifting.ts';
import { plannedKeyOf } from './touches.ts';
import type { QbrTouchId } from './touches.ts';
import type { ShiftCause } from '../schedule-schemas.ts';

/** The review held in a quarter, decided by its pre-work (domain §2.2, §8.5); the meeting needs both sides at work. */
export function placeQbr(touchId: QbrTouchId, key: string, period: Period, planning: Planning): Placement | null {
  const { facts, timetable } = planning;
  const touch = facts.settings.touches[touchId];
  const set = facts.qbrDates.get(period.key)?.at(-1);
  const anchorOn = quarterDay(period.startsOn, touch.anchor.businessDay, planning);
  const meeting = firstFreeDay(
    set?.on ?? anchorOn,
    touch.shiftLimitBusinessDays,
    (on) => meetingCause(on, planning),
    planning,
  );
  const meetingOn = 'on' in meeting ? meeting.on : anchorOn;
  const planned = timetable.addBusinessDays(meetingOn, touch.prompt.businessDays, planning.sending);
  const earliest = set === undefined ? planned : addDays(timetable.localDateOf(set.at, facts.zone), 1);
  const preWork = preWorkDay(touchId, planned < earliest ? earliest : planned, planning);
  const promptOn = 'on' in preWork ? preWork.on : planned;
  if (isBeforeFirstTouch(promptOn, planning)) return null;
  const promptAt = timetable.at(promptOn, touch.prompt.at, facts.zone);
  const common = { key, touchId, periodKey: period.key, anchorOn, decidedAt: promptAt };
  const skipped = (reason: SkipReason, mergedInto: string | null = null): Placement => ({
    ...common,
    heldOn: null,
    meetingTime: null,
    promptAt: null,
    state: 'skipped',
    reason,
    shift: null,
    mergedInto,
  });
  const asked = askedSkip(touchId, period, promptOn, facts);
  if (asked !== null) return skipped(asked);
  const sibling = siblingReview(touchId, period, planning);
  if (sibling !== null) return skipped('already_asked', sibling.key);
  if ('beyond' in meeting) return skipped(meeting.beyond);
  const due = timetable.addBusinessDays(meeting.on, touch.answersDue?.businessDays ?? 0, planning.sending);
  if ('beyond' in preWork || promptOn >= due) return skipped('too_late');
  return {
    ...common,
    heldOn: meeting.on,
    meetingTime: set?.time ?? touch.anchor.at,
    promptAt,
    state: 'scheduled',
    reason: null,
    shift: meeting.cause ?? (set === undefined ? null : 'moved'),
    mergedInto: null,
  };
}

function preWorkDay(touchId: QbrTouchId, start: PlainDate, planning: Planning): Shifted {
  const { facts, sending, timetable } = planning;
  const { prompt, shiftLimitBusinessDays } = facts.settings.touches[touchId];
  const causeAt = (on: PlainDate): ShiftCause | null => {
    if (!timetable.isBusinessDay(on, sending)) return 'holiday';
    return isCrowded(touchId, on, timetable.at(on, prompt.at, facts.zone), planning) ? 'collision' : null;
  };
  return firstFreeDay(start, shiftLimitBusinessDays, causeAt, planning);
}

function meetingCause(on: PlainDate, { facts, sending, timetable, vendorCalendar }: Planning): ShiftCause | null {
  if (isClosed(on, facts.settings.closedPeriods)) return 'closed_period';
  return timetable.isBusinessDay(on, sending) && timetable.isBusinessDay(on, vendorCalendar) ? null : 'holiday';
}

/** The review of an earlier tier in the same quarter: an open one is not doubled (domain §2.5 rule 8). */
function siblingReview(touchId: QbrTouchId, period: Period, { facts, decided }: Planning): Placement | null {
  const sibling = touchId === 'qbr_core' ? 'qbr_strategic' : 'qbr_core';
  const found = decided.get(plannedKeyOf(sibling, facts.partnerId, period.key));
  return found?.state === 'scheduled' ? found : null;
}
