import { addBusinessDays } from '#core/calendar/business-days.ts';
import { addBusinessMinutes, businessMinutesBetween } from '#core/calendar/business-hours.ts';
import type { BusinessHours } from '#core/calendar/business-hours.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { instantAt, localDateOf } from '#core/calendar/instants.ts';
import { steps } from '../schemas.ts';
import type { EscalationLevel, Step } from '../schemas.ts';

/** By when: at the end of the nth business day after or of a day that was agreed, or after so many business hours (domain §3.4). */
export type DueRule = { businessDays: number } | { businessHours: number } | { on: PlainDate };

export interface Due {
  dueAt: Date;
  /** In the owner's zone. */
  dueOn: PlainDate;
}

/** Due instants follow the vendor's working days and the owner's clock, because the work is ours. */
export function dueOf(rule: DueRule, at: Date, time: BusinessHours): Due {
  if ('on' in rule) return dueOnDay(rule.on, time);
  if ('businessHours' in rule) {
    const dueAt = addBusinessMinutes(at, rule.businessHours * 60, time);
    return { dueAt, dueOn: localDateOf(dueAt, time.zone) };
  }
  return dueOnDay(addBusinessDays(localDateOf(at, time.zone), rule.businessDays, time.cal), time);
}

export function dueOnDay(dueOn: PlainDate, time: BusinessHours): Due {
  return { dueOn, dueAt: instantAt(dueOn, time.closesAt, time.zone) };
}

/** After waiting for the partner as much working time is left as when the wait began; what was late stays late. */
export function dueAfterWait(due: Due, wait: { from: Date; to: Date }, time: BusinessHours): Due {
  const left = businessMinutesBetween(wait.from, due.dueAt, time);
  if (wait.from >= due.dueAt) return due;
  const dueAt = addBusinessMinutes(wait.to, left, time);
  return { dueAt, dueOn: localDateOf(dueAt, time.zone) };
}

/** Business days from the due day to each step (domain §2.2 vendor side, §3.4 reminders). */
export const stepDays: Readonly<Record<Step, number>> = {
  remind_before: -1,
  remind_due: 0,
  overdue_pm: 3,
  overdue_lead: 7,
  overdue_vp: 14,
};

export const levelOf: Readonly<Partial<Record<Step, EscalationLevel>>> = {
  overdue_pm: 'pm',
  overdue_lead: 'pm_lead',
  overdue_vp: 'vp',
};

export interface TimedStep {
  nextStep: Step;
  nextStepAt: Date;
}

export const atRest = { nextStep: null, nextStepAt: null } as const;

/** Every step of a follow-up that is due on this day, each in the owner's morning. */
export function stepsOf(dueOn: PlainDate, time: BusinessHours): readonly TimedStep[] {
  return steps.map((nextStep) => {
    const days = stepDays[nextStep];
    const date = days === 0 ? dueOn : addBusinessDays(dueOn, days, time.cal);
    return { nextStep, nextStepAt: instantAt(date, time.opensAt, time.zone) };
  });
}

/** The first step that still lies ahead. */
export function stepAfter(dueOn: PlainDate, after: Date, time: BusinessHours): TimedStep | typeof atRest {
  return stepsOf(dueOn, time).find(({ nextStepAt }) => nextStepAt > after) ?? atRest;
}

/** What the sweep does first: nobody is reminded on the day on which they get it. */
export function firstStep(dueOn: PlainDate, openedAt: Date, time: BusinessHours): TimedStep | typeof atRest {
  const thatDay = instantAt(localDateOf(openedAt, time.zone), '23:59', time.zone);
  return stepAfter(dueOn, thatDay, time);
}

/** What to do now: after downtime only the last step that came due, never a burst of them. */
export function lastDueStep(dueOn: PlainDate, now: Date, time: BusinessHours): Step | null {
  return stepsOf(dueOn, time).findLast(({ nextStepAt }) => nextStepAt <= now)?.nextStep ?? null;
}

export function isReminder(step: Step): step is 'remind_before' | 'remind_due' {
  return step === 'remind_before' || step === 'remind_due';
}
