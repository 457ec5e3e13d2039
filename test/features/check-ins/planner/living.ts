import { isBusinessDay } from '#core/calendar/business-days.ts';
import { instantAt, localDateOf, localTimeOf } from '#core/calendar/instants.ts';
import { daysBetween } from '#features/check-ins/planner/days.ts';
import type { PlanPartner } from '#features/check-ins/planner/history.ts';
import { missedInARow } from '#features/check-ins/planner/ladders.ts';
import { resolveLate } from '#features/check-ins/planner/late.ts';
import type { PlannedOccurrence } from '#features/check-ins/planner/occurrences.ts';
import { nextStatusPostOn } from '#features/status-posts/rules/next-post.ts';
import { defaultSettings } from '#features/program/rules.ts';
import type { Outage } from './world.ts';

const dayMs = 86_400_000;

/** Sends the prompts as a bot would that is down at times; says what should not have happened. */
export function violationsWhenDown(
  planned: readonly PlannedOccurrence[],
  outages: readonly Outage[],
): readonly string[] {
  const wrong: string[] = [];
  let lastPromptAt: Date | null = null;
  for (const { key, schedule, zone, touchId } of planned) {
    if (schedule === null || touchId === 'quarterly_newsletter') continue;
    let now = upAt(schedule.promptAt, outages);
    let answer = resolveLate({ schedule }, now, zone, { sendUntil: '16:30', lastPromptAt });
    while (answer.kind === 'wait') {
      now = upAt(answer.until, outages);
      answer = resolveLate({ schedule }, now, zone, { sendUntil: '16:30', lastPromptAt });
    }
    if (answer.kind === 'skipped') {
      if (outages.length === 0) wrong.push(`${key} was not sent: ${answer.reason}`);
      continue;
    }
    if (localDateOf(now, zone) !== localDateOf(schedule.promptAt, zone)) wrong.push(`${key} sent on another day`);
    if (localTimeOf(now, zone) >= '16:30') wrong.push(`${key} sent at ${localTimeOf(now, zone)}`);
    if (lastPromptAt !== null && now.getTime() - lastPromptAt.getTime() < dayMs) wrong.push(`${key} in a burst`);
    lastPromptAt = now;
  }
  return wrong;
}

/** With status posts between them, our messages are never thirty days apart (domain §2.3, §2.8). */
export function longestSilenceDays(planned: readonly PlannedOccurrence[], partner: PlanPartner, from: Date, to: Date) {
  const { zone, calendar } = partner;
  const rule = { zone, calendar, closedPeriods: defaultSettings.closedPeriods };
  const planMessages = planned.flatMap(({ promptAt }) => (promptAt === null ? [] : [promptAt]));
  let last = from;
  let longest = 0;
  const say = (at: Date): void => {
    longest = Math.max(longest, daysBetween(localDateOf(last, zone), localDateOf(at, zone)));
    last = at;
  };
  for (const at of [...planMessages, to]) {
    for (let on = nextStatusPostOn(last, rule); on !== null && on < localDateOf(at, zone);) {
      if (!isBusinessDay(on, calendar)) throw new Error(`status post on ${on}`);
      say(instantAt(on, '10:00', zone));
      on = nextStatusPostOn(last, rule);
    }
    if (at < to) say(at);
  }
  return longest;
}

/** Counts misses in a row as they happen, against the ladder's count over the whole list. */
export function isLadderRight(answers: readonly boolean[]): boolean {
  let inARow = 0;
  return answers.every((answered, n) => {
    inARow = answered ? 0 : inARow + 1;
    return missedInARow(answers.slice(0, n + 1).map((each) => (each ? 'completed' : 'missed'))) === inARow;
  });
}

function upAt(at: Date, outages: readonly Outage[]): Date {
  const down = outages.find(({ from, to }) => at >= from && at < to);
  return down === undefined ? at : upAt(down.to, outages);
}
