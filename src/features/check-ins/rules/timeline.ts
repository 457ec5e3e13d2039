import { steps } from '../schemas.ts';
import type { Occurrence, Step } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';

export interface DueStep {
  nextAction: Step;
  nextActionAt: Date;
}

/** Every step of an occurrence by its instant (domain §2.2, §8.5); steps of one instant in the order of `steps`. */
export function timelineOf(schedule: TouchSchedule): readonly DueStep[] {
  const { qbr } = schedule;
  const at: Readonly<Partial<Record<Step, Date | null>>> = {
    prepare: schedule.prepareAt,
    prompt: schedule.promptAt,
    gaps: schedule.dueAt && schedule.gapsAt,
    [qbr === null ? 'summary' : 'pack']: schedule.summaryAt,
    slots: qbr?.slotsAt ?? null,
    agenda: qbr?.agendaAt ?? null,
    actions: qbr?.actionsAt ?? null,
    minutes: qbr?.minutesAt ?? null,
    nps: qbr?.npsAt ?? null,
    progress: qbr?.progressAt ?? null,
    close: schedule.closeAt,
  };
  const once = steps.flatMap((nextAction): DueStep[] => {
    const nextActionAt = at[nextAction];
    return nextActionAt ? [{ nextAction, nextActionAt }] : [];
  });
  const reminders = schedule.remindersAt.map((nextActionAt): DueStep => ({ nextAction: 'remind', nextActionAt }));
  return [...once, ...reminders].sort(byInstant);
}

export function firstStep(schedule: TouchSchedule): DueStep {
  return timelineOf(schedule)[0] ?? closingStep(schedule);
}

/** The step that follows; null after the last. A step that waited longer than planned skips nothing. */
export function stepAfter(step: DueStep, schedule: TouchSchedule): DueStep | null {
  return timelineOf(schedule).find((each) => byInstant(each, step) > 0) ?? null;
}

/** The first step after the prompt that still lies ahead of its delivery; closing always comes. */
export function stepAfterDelivery(schedule: TouchSchedule, deliveredAt: Date): DueStep {
  const following = timelineOf(schedule).filter(({ nextAction }) => nextAction !== 'prompt' && nextAction !== 'slots');
  const ahead = following.find(({ nextActionAt }) => nextActionAt > deliveredAt);
  return ahead ?? closingStep(schedule);
}

/** What is answered only waits for its end. */
export function closingStep({ closeAt }: TouchSchedule): DueStep {
  return { nextAction: 'close', nextActionAt: closeAt };
}

/** What comes next when the days of an occurrence move: what was done is not done again, nothing else is left out. */
export function stepAfterChange(
  { state, snapshot, nextAction }: Pick<Occurrence, 'state' | 'snapshot' | 'nextAction'>,
  schedule: TouchSchedule,
  now: Date,
): DueStep {
  const isSent = state !== 'scheduled' && state !== 'prepared';
  const isDone = ({ nextAction: step, nextActionAt }: DueStep): boolean => {
    if (step === 'slots') return isSent || nextAction !== 'slots';
    if (step === 'prompt') return isSent;
    if (step === 'prepare') return schedule.qbr === null ? snapshot !== null : Boolean(snapshot?.contentAt);
    return isSent && step !== 'close' && nextActionAt <= now;
  };
  const open = timelineOf(schedule).find((step) => !isDone(step));
  return open ?? closingStep(schedule);
}

function byInstant(a: DueStep, b: DueStep): number {
  return a.nextActionAt.getTime() - b.nextActionAt.getTime() || orderOf(a) - orderOf(b);
}

function orderOf({ nextAction }: DueStep): number {
  return steps.indexOf(nextAction);
}
