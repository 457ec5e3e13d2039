import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt } from '#core/calendar/instants.ts';
import { isClosed } from '#core/send-window.ts';
import { vendorRungs } from '#features/check-ins/public.ts';
import type { VendorRung } from '#features/check-ins/public.ts';
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

type Rungs = Readonly<Partial<Record<VendorRung['to'], TimedStep>>>;

export const atRest = { nextStep: null, nextStepAt: null } as const;

export function daysOf(meetingOn: PlainDate, time: ReviewTime): ReviewDays {
  const touch = time.settings.touches[time.touchId];
  return {
    preworkOn: dayOf(meetingOn, touch.prompt.businessDays, time),
    preworkDueOn: dayOf(meetingOn, touch.answersDue?.businessDays ?? touch.prompt.businessDays, time),
    packOn: dayOf(meetingOn, touch.summary?.businessDays ?? 0, time),
    minutesOn: dayOf(meetingOn, touch.minutes.businessDays, time),
  };
}

/** When each step of our own side comes, in the partner's working days and on its clock (domain §2.2, vendor side). */
export function stepsOf(meetingOn: PlainDate, time: ReviewTime): readonly NextStep[] {
  const { prepare, summary, minutes, pmList } = time.settings.touches[time.touchId];
  const working = workingDays(time);
  const minutesOn = dayOf(meetingOn, minutes.businessDays, time);
  const at = (on: PlainDate, clock: string): Date => instantAt(on, clock, time.zone);
  const rungs = (duty: Parameters<typeof vendorRungs>[0], clock: string, steps: Rungs): NextStep[] =>
    vendorRungs(duty, working).flatMap(({ to, on }) => {
      const nextStep = steps[to];
      return nextStep === undefined ? [] : [{ nextStep, nextStepAt: at(on, clock) }];
    });
  return [
    { nextStep: 'draft', nextStepAt: at(dayOf(meetingOn, prepare.businessDays, time), prepare.at) },
    ...rungs({ kind: 'qbr_pack', meetingOn }, (summary ?? pmList).at, { pm_lead: 'pack_lead', vp: 'pack_vp' }),
    ...rungs({ kind: 'action', dueOn: minutesOn }, minutes.at, { pm: 'minutes_pm', pm_lead: 'minutes_lead' }),
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

function dayOf(meetingOn: PlainDate, businessDays: number, time: ReviewTime): PlainDate {
  return businessDays === 0 ? meetingOn : addBusinessDays(meetingOn, businessDays, workingDays(time));
}

/** Business days of the partner outside closed periods, as the plan counts them. */
function workingDays({ calendar, settings }: ReviewTime): WorkCalendar {
  return {
    weekendDays: calendar.weekendDays,
    isHoliday: (date) => calendar.isHoliday(date) || isClosed(date, settings.closedPeriods),
    covers: (date) => calendar.covers(date),
  };
}
