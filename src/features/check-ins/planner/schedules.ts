import type { PlainDate } from '#core/calendar/dates.ts';
import type { Zone } from '#core/calendar/instants.ts';
import type { Placement } from './occurrences.ts';
import { isQuarterEndFocus, quarterDay } from './planning.ts';
import type { Planning } from './planning.ts';
import { isQbr } from './touches.ts';
import type { QbrSchedule, TouchSchedule } from '../schedule-schemas.ts';

interface Moment {
  readonly businessDays: number;
  readonly at: string;
}

/** The rows of domain §2.2 and §8.5 from the day on which a placement is held; null for a skipped one. */
export function scheduleOf(placement: Placement, zone: Zone, planning: Planning): TouchSchedule | null {
  const { touchId, heldOn, promptAt, meetingTime } = placement;
  if (heldOn === null || promptAt === null) return null;
  const { timetable, facts } = planning;
  const touch = facts.settings.touches[touchId];
  const dayOf = ({ businessDays }: Moment): PlainDate => partnerDay(heldOn, businessDays, planning);
  const at = (moment: Moment): Date => timetable.at(dayOf(moment), moment.at, zone);
  const dueAt = touch.answersDue && at(touch.answersDue);
  const isInTime = (reminder: Date): boolean => reminder > promptAt && (dueAt === null || reminder < dueAt);
  const pmDay = vendorDay(dayOf(touch.pmList), touchId === 'quarterly_newsletter' ? -1 : 1, planning);
  return {
    prepareAt: at(touch.prepare),
    promptAt,
    dueAt,
    remindersAt: touch.reminders.map(at).filter(isInTime),
    gapsAt: timetable.at(pmDay, touch.pmList.at, zone),
    summaryAt: touch.summary && at(touch.summary),
    closeAt: at(touch.close),
    qbr: isQbr(touchId) && meetingTime !== null ? qbrSchedule(touchId, { heldOn, meetingTime, zone }, planning) : null,
  };
}

function qbrSchedule(
  touchId: 'qbr_strategic' | 'qbr_core',
  { heldOn, meetingTime, zone }: { heldOn: PlainDate; meetingTime: string; zone: Zone },
  planning: Planning,
): QbrSchedule {
  const { timetable, facts } = planning;
  const touch = facts.settings.touches[touchId];
  const at = ({ businessDays, at: time }: Moment): Date =>
    timetable.at(partnerDay(heldOn, businessDays, planning), time, zone);
  const ownAt = ({ businessDays, at: time }: Moment): Date =>
    timetable.at(vendorDay(partnerDay(heldOn, businessDays, planning), 1, planning), time, zone);
  return {
    slotsAt: at(touch.slots),
    agendaAt: at(touch.agenda),
    meetingAt: timetable.at(heldOn, meetingTime, zone),
    actionsAt: ownAt(touch.actions),
    minutesAt: at(touch.minutes),
    progressAt: at(touch.progress),
    npsAt: npsAt(touchId, heldOn, zone, planning),
  };
}

/** Q8 is not asked in the last five or first five business days of a quarter (domain §2.5 rule 4). */
function npsAt(touchId: 'qbr_strategic' | 'qbr_core', heldOn: PlainDate, zone: Zone, planning: Planning): Date | null {
  const { questions, prompt } = planning.facts.settings.touches[touchId];
  if (!questions.some(({ id }) => id === 'Q8')) return null;
  const promptOn = partnerDay(heldOn, prompt.businessDays, planning);
  const sixth = quarterDay(promptOn, 6, planning);
  const isTooEarly = promptOn < sixth;
  if (!isTooEarly && !isQuarterEndFocus(promptOn, planning)) return null;
  const on = isTooEarly ? sixth : quarterDay(heldOn, 6, planning);
  return planning.timetable.at(partnerDay(on, 0, planning), '10:00', zone);
}

/** Business days outside closed periods are counted, so that nothing of a touch falls into one. */
function partnerDay(heldOn: PlainDate, businessDays: number, { timetable, sending }: Planning): PlainDate {
  return timetable.addBusinessDays(heldOn, businessDays, sending);
}

/** What the partner manager gets waits for one of the vendor's business days (domain §2.5 rule 2). */
function vendorDay(date: PlainDate, direction: 1 | -1, { timetable, vendorCalendar }: Planning): PlainDate {
  return timetable.isBusinessDay(date, vendorCalendar)
    ? date
    : timetable.addBusinessDays(date, direction, vendorCalendar);
}
