import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { QbrTouchId, Review, TimedStep } from '../schemas.ts';

type ProgramSettings = Awaited<ReturnType<ProgramPublic['current']>>;

/** Where and by which rules a review's days are counted. */
export interface ReviewTime {
  touchId: QbrTouchId;
  zone: string;
  calendar: WorkCalendar;
  settings: Pick<ProgramSettings, 'touches' | 'closedPeriods'>;
}

/** The days around a meeting that people should know (domain §2.2, §8.5). */
export interface ReviewDays {
  preworkOn: PlainDate;
  preworkDueOn: PlainDate;
  packOn: PlainDate;
  minutesOn: PlainDate;
}

export interface NextStep {
  nextStep: TimedStep;
  nextStepAt: Date;
}

export const atRest = { nextStep: null, nextStepAt: null } as const;

/** From when the VP hears that a pack is not approved; the lead of the partner managers is told when it is due. */
const vpBusinessDays = -3;
/** After the day on which the minutes were due (domain §2.2: vendor action overdue). */
const lateMinutes = { minutes_pm: 3, minutes_lead: 7 } as const;

export function daysOf(meetingOn: PlainDate, time: ReviewTime): ReviewDays {
  const touch = time.settings.touches[time.touchId];
  return {
    preworkOn: dayOf(meetingOn, touch.prompt.businessDays, time),
    preworkDueOn: dayOf(meetingOn, touch.answersDue?.businessDays ?? touch.prompt.businessDays, time),
    packOn: dayOf(meetingOn, touch.summary?.businessDays ?? 0, time),
    minutesOn: dayOf(meetingOn, touch.minutes.businessDays, time),
  };
}

/** When each step of our own side comes, in the partner's working days and on its clock. */
export function stepsOf(meetingOn: PlainDate, time: ReviewTime): readonly NextStep[] {
  const { prepare, summary, minutes, pmList } = time.settings.touches[time.touchId];
  const at = (businessDays: number, clock: string): Date =>
    instantAt(dayOf(meetingOn, businessDays, time), clock, time.zone);
  const packDue = summary ?? pmList;
  return [
    { nextStep: 'draft', nextStepAt: at(prepare.businessDays, prepare.at) },
    { nextStep: 'pack_lead', nextStepAt: at(packDue.businessDays, packDue.at) },
    { nextStep: 'pack_vp', nextStepAt: at(vpBusinessDays, packDue.at) },
    { nextStep: 'minutes_pm', nextStepAt: at(minutes.businessDays + lateMinutes.minutes_pm, minutes.at) },
    { nextStep: 'minutes_lead', nextStepAt: at(minutes.businessDays + lateMinutes.minutes_lead, minutes.at) },
  ];
}

/** What has to be done next for a review as it stands; what is done already is passed over. */
export function nextStepOf(
  review: Pick<Review, 'state' | 'pack' | 'minutes' | 'meetingOn'>,
  after: TimedStep | null,
  time: ReviewTime,
): NextStep | typeof atRest {
  const all = stepsOf(review.meetingOn, time);
  const done = after === null ? -1 : all.findIndex(({ nextStep }) => nextStep === after);
  return all.slice(done + 1).find(({ nextStep }) => isOpen(nextStep, review)) ?? atRest;
}

/** Whether a step still has something to do. */
export function isOpen(step: TimedStep, { state, pack, minutes }: Pick<Review, 'state' | 'pack' | 'minutes'>): boolean {
  if (state === 'held' || state === 'missed' || state === 'cancelled') return false;
  if (step === 'draft') return pack === null;
  if (step === 'pack_lead' || step === 'pack_vp') return pack === null || pack.approvedAt === null;
  return minutes === null;
}

function dayOf(meetingOn: PlainDate, businessDays: number, { calendar, settings }: ReviewTime): PlainDate {
  const working: WorkCalendar = {
    weekendDays: calendar.weekendDays,
    isHoliday: (date) => calendar.isHoliday(date) || isClosed(date, settings.closedPeriods),
    covers: (date) => calendar.covers(date),
  };
  return businessDays === 0 ? meetingOn : addBusinessDays(meetingOn, businessDays, working);
}
