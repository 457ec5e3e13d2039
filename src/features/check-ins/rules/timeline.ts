import { steps } from '../schemas.ts';
import type { Step } from '../schemas.ts';
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
  return timelineOf(schedule)[0] ?? { nextAction: 'close', nextActionAt: schedule.closeAt };
}

/** The step that follows; null after the last. A step that waited longer than planned skips nothing. */
export function stepAfter(step: DueStep, schedule: TouchSchedule): DueStep | null {
  return timelineOf(schedule).find((each) => byInstant(each, step) > 0) ?? null;
}

/** The first step after the prompt that still lies ahead of its delivery; closing always comes. */
export function stepAfterDelivery(schedule: TouchSchedule, deliveredAt: Date): DueStep {
  const following = timelineOf(schedule).filter(({ nextAction }) => nextAction !== 'prompt' && nextAction !== 'slots');
  const ahead = following.find(({ nextActionAt }) => nextActionAt > deliveredAt);
  return ahead ?? { nextAction: 'close', nextActionAt: schedule.closeAt };
}

function byInstant(a: DueStep, b: DueStep): number {
  return a.nextActionAt.getTime() - b.nextActionAt.getTime() || orderOf(a) - orderOf(b);
}

function orderOf({ nextAction }: DueStep): number {
  return steps.indexOf(nextAction);
}
