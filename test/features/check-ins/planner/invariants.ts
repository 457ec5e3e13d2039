import type { TouchId } from '#core/touches.ts';
import { addMonths } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import * as instants from '#core/calendar/instants.ts';
import { quarterOf } from '#core/calendar/periods.ts';
import { isClosed } from '#core/send-window.ts';
import {
  addDays,
  daysBetween,
  endOfMonth,
  isoWeekKey,
  mondayOf,
  monthKey,
  startOfMonth,
} from '#features/check-ins/planner/days.ts';
import type { PlanEvent, PlanPartner } from '#features/check-ins/planner/history.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { createTimetable } from '#features/check-ins/planner/timetable.ts';
import { defaultSettings } from '#features/program/rules.ts';
import { isoWeeksBetween } from './world.ts';
import type { Tier } from '#features/check-ins/schemas.ts';

/** domain §2.1, written down once more. */
const touchesOfTier: Record<Tier, readonly TouchId[]> = {
  strategic: ['weekly_deal_review', 'monthly_performance_review', 'qbr_strategic'],
  core: ['biweekly_pipeline_review', 'qbr_core'],
  emerging: ['monthly_checkin', 'quarterly_newsletter'],
};
const dayMs = 86_400_000;
const { addBusinessDays, isBusinessDay } = createTimetable();
const localDateOf = remembered((at: Date, zone: string) => instants.localDateOf(at, zone));
const localTimeOf = remembered((at: Date, zone: string) => instants.localTimeOf(at, zone));
const quarterStarts = new Map<string, string>();

export interface Lived {
  partner: PlanPartner;
  history: readonly PlanEvent[];
  from: Date;
  to: Date;
}

/** A stretch of time without a change of tier, status or place. */
interface Stretch {
  from: Date;
  to: Date;
  tier: Tier;
  status: string;
  zone: string;
  calendar: PlanPartner['calendar'];
}

/** What breaks domain §2.8 and §2.5, in words; the rules are worked out here anew, by other means than the planner's. */
export function violationsOf(planned: readonly PlannedOccurrence[], lived: Lived): readonly string[] {
  const stretches = stretchesOf(lived);
  const prompts = planned.filter(({ state, touchId }) => state === 'scheduled' && touchId !== 'quarterly_newsletter');
  return [
    ...planned.flatMap((occurrence) => wrongByItself(occurrence, stretches, lived)),
    ...twice(planned.map(({ key }) => key)).map((key) => `${key} twice`),
    ...crowded(prompts),
    ...colliding(planned, lived),
    ...unaccounted(planned, stretches, lived),
  ];
}

function stretchesOf({ partner, history, from, to }: Lived): readonly Stretch[] {
  let now: Stretch = { ...partner, from, to };
  const stretches: Stretch[] = [];
  const sorted = history.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const event of sorted) {
    if (event.kind !== 'tier' && event.kind !== 'status' && event.kind !== 'zone') continue;
    stretches.push({ ...now, to: event.at });
    const { tier, status, zone, calendar } = { ...now, ...event };
    now = { tier, status, zone, calendar, from: event.at, to };
  }
  return [...stretches, now];
}

function wrongByItself(occurrence: PlannedOccurrence, stretches: readonly Stretch[], lived: Lived): readonly string[] {
  const { key, touchId, state, reason, schedule, decidedAt, heldOn, promptAt } = occurrence;
  const found = stretches.find(({ from, to }) => decidedAt >= from && decidedAt < to);
  if (found === undefined) return [`${key} decided outside the time`];
  const wrong: string[] = [];
  const check = (isRight: boolean, text: string): void => void (isRight || wrong.push(`${key} ${text}`));
  check(found.status === 'active', `of a partner that is ${found.status}`);
  check(touchesOfTier[found.tier].includes(touchId), `of a ${found.tier} partner`);
  check(occurrence.tier === found.tier && occurrence.zone === found.zone, 'with another tier or zone');
  check(periodOf(touchId, occurrence.anchorOn) === occurrence.periodKey, `anchored ${occurrence.anchorOn}`);
  if (state === 'skipped') {
    check(reason !== null && promptAt === null && schedule === null, 'skipped without a reason');
    return wrong;
  }
  if (promptAt === null || schedule === null || heldOn === null) return [...wrong, `${key} without a schedule`];
  check(reason === null, 'scheduled with a reason to skip');
  const promptOn = localDateOf(promptAt, found.zone);
  const isSending = (on: PlainDate): boolean =>
    isBusinessDay(on, found.calendar) && !isClosed(on, defaultSettings.closedPeriods);
  check(isSending(promptOn), `prompted on ${promptOn}`);
  const time = localTimeOf(promptAt, found.zone);
  check(time >= '09:00' && time < '16:30', `prompted at ${time}`);
  const launchOn = localDateOf(lived.partner.launchAt ?? lived.from, found.zone);
  check(promptOn >= addBusinessDays(launchOn, 5, found.calendar), 'too soon after launch');
  if (touchId !== 'weekly_deal_review' && !touchId.startsWith('qbr')) {
    const startsOn = quarterStarts.get(monthKey(promptOn)) ?? quarterOf(promptOn, 1).startsOn;
    quarterStarts.set(monthKey(promptOn), startsOn);
    const third = addBusinessDays(addDays(startsOn, -1), 3, found.calendar);
    check(promptOn > third, 'in the first three business days of a quarter');
  }
  const { dueAt, closeAt, prepareAt, summaryAt, remindersAt } = schedule;
  check(
    remindersAt.every((at) => at > promptAt && dueAt !== null && at < dueAt),
    'reminds at another time',
  );
  check(dueAt === null || (dueAt > promptAt && dueAt < closeAt), 'is due at another time');
  check(touchId.startsWith('qbr') || prepareAt < promptAt, 'is prepared after the prompt');
  check(
    summaryAt === null || touchId.startsWith('qbr') || summaryAt > (dueAt ?? promptAt),
    'sums up before the answers',
  );
  // The meeting of a review can have been moved since, in another place.
  if (touchId.startsWith('qbr')) return wrong;
  for (const at of [...remindersAt, ...(summaryAt ? [summaryAt] : [])]) {
    check(isSending(localDateOf(at, found.zone)), `writes on ${localDateOf(at, found.zone)}`);
  }
  return wrong;
}

function crowded(prompts: readonly PlannedOccurrence[]): readonly string[] {
  const sorted = prompts.toSorted((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
  return sorted.flatMap((prompt, n) => {
    const before = sorted[n - 1];
    if (before === undefined || prompt.decidedAt.getTime() - before.decidedAt.getTime() >= dayMs) return [];
    return [`${before.key} and ${prompt.key} within 24 h`];
  });
}

/** Collisions of domain §2.5 rule 3, unless something happened between the two decisions. */
function colliding(planned: readonly PlannedOccurrence[], { history }: Lived): readonly string[] {
  const held = planned.filter(({ state }) => state === 'scheduled');
  return held.filter(takesOver).flatMap((strong) =>
    held.flatMap((weak) => {
      if (!collide(strong, weak)) return [];
      const [first, last] = [strong.decidedAt, weak.decidedAt].toSorted((a, b) => a.getTime() - b.getTime());
      const isDisturbed = history.some(
        ({ at, kind }) => (at >= first! && at <= last!) || (kind === 'qbr_date' && at > weak.decidedAt),
      );
      return isDisturbed ? [] : [`${weak.key} beside ${strong.key}`];
    }),
  );
}

function takesOver({ touchId }: PlannedOccurrence): boolean {
  return !['weekly_deal_review', 'biweekly_pipeline_review', 'monthly_checkin'].includes(touchId);
}

function collide(strong: PlannedOccurrence, weak: PlannedOccurrence): boolean {
  const [a, b] = [strong.heldOn ?? '', weak.heldOn ?? ''];
  const isSameWeek = mondayOf(a) === mondayOf(b);
  const weakIs = (...ids: readonly TouchId[]): boolean => ids.includes(weak.touchId);
  if (strong.touchId.startsWith('qbr')) {
    if (weakIs('monthly_performance_review')) return isSameWeek || monthKey(a) === monthKey(b);
    return isSameWeek && weakIs('weekly_deal_review', 'biweekly_pipeline_review');
  }
  if (strong.touchId === 'monthly_performance_review') return isSameWeek && weakIs('weekly_deal_review');
  return strong.touchId === 'quarterly_newsletter' && isSameWeek && weakIs('monthly_checkin');
}

/** Every period that lies whole within a stretch of one tier was held or skipped with a reason. */
function unaccounted(
  planned: readonly PlannedOccurrence[],
  stretches: readonly Stretch[],
  lived: Lived,
): readonly string[] {
  const keys = new Set(planned.map(({ touchId, periodKey }) => `${touchId} ${periodKey}`));
  const launchOn = addDays(localDateOf(lived.partner.launchAt ?? lived.from, 'UTC'), 20);
  return tierStretches(stretches).flatMap(({ tier, from, to }) => {
    const startsOn = [addDays(localDateOf(from, 'UTC'), 2), launchOn].toSorted().at(-1)!;
    const endsOn = addDays(localDateOf(to, 'UTC'), -2);
    return touchesOfTier[tier].flatMap((touchId) =>
      wholePeriods(touchId, startsOn, endsOn, lived.partner.cadenceAnchorDate)
        .map((period) => `${touchId} ${period}`)
        .filter((period) => !keys.has(period)),
    );
  });
}

function tierStretches(stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    if (last?.tier === stretch.tier && last.status === stretch.status) last.to = stretch.to;
    else joined.push({ ...stretch });
  }
  return joined.filter(({ status }) => status === 'active');
}

function wholePeriods(touchId: TouchId, from: PlainDate, to: PlainDate, anchorDate: PlainDate): readonly string[] {
  if (touchId === 'weekly_deal_review' || touchId === 'biweekly_pipeline_review') {
    const isHeld = (monday: PlainDate): boolean =>
      touchId === 'weekly_deal_review' || Math.abs(daysBetween(addDays(anchorDate, -1), monday) / 7) % 2 === 0;
    const length = touchId === 'weekly_deal_review' ? 0 : 7;
    return isoWeeksBetween(from, addDays(to, -length)).filter(isHeld).map(isoWeekKey);
  }
  const months: string[] = [];
  for (let month = startOfMonth(addMonths(from, 1)); endOfMonth(month) <= to; month = addMonths(month, 1)) {
    months.push(month);
  }
  if (touchId === 'monthly_checkin' || touchId === 'monthly_performance_review') return months.map(monthKey);
  // Pre-work goes out up to forty days before the quarter of its meeting.
  const isQbr = touchId !== 'quarterly_newsletter';
  return months
    .filter((month) => ['01', '04', '07', '10'].includes(month.slice(5, 7)))
    .filter((month) => !isQbr || (addDays(month, -40) >= from && addDays(month, 45) <= to))
    .map((month) => quarterOf(month, 1).key);
}

function periodOf(touchId: TouchId, anchorOn: PlainDate): string {
  if (touchId.startsWith('weekly') || touchId.startsWith('biweekly')) return isoWeekKey(anchorOn);
  return touchId.startsWith('monthly') ? monthKey(anchorOn) : quarterOf(anchorOn, 1).key;
}

function twice(keys: readonly string[]): readonly string[] {
  return keys.filter((key, n) => keys.indexOf(key) !== n);
}

function remembered(find: (at: Date, zone: string) => string): (at: Date, zone: string) => string {
  const known = new Map<string, string>();
  return (at, zone) => {
    const key = `${zone}${at.getTime()}`;
    const text = known.get(key) ?? find(at, zone);
    known.set(key, text);
    return text;
  };
}
