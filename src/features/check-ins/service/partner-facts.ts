import type { PartnerFacts } from '#core/contributions/partner-change.ts';
import { BaselineFacts } from '../history-schemas.ts';
import type { EventPayload } from '../history-schemas.ts';

/** What of the partner's record decides its plan. */
export function factsOfPartner({ timeZone, ...after }: PartnerFacts): BaselineFacts {
  return BaselineFacts.parse({ ...after, zone: timeZone });
}

/** The events that lead from one to the other; the day that anchors its weeks stays what it was at the beginning. */
export function changesBetween(before: BaselineFacts, after: BaselineFacts): readonly EventPayload[] {
  const { tier, status, launchAt, zone, holidayCalendar, weekendDays, sendWeekday, sendTime } = after;
  const isNew = (...names: readonly (keyof BaselineFacts)[]): boolean =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const events: EventPayload[] = [];
  if (isNew('zone', 'holidayCalendar', 'weekendDays'))
    events.push({ kind: 'zone', zone, holidayCalendar, weekendDays });
  if (isNew('sendWeekday', 'sendTime')) events.push({ kind: 'preferences', sendWeekday, sendTime });
  if (isNew('tier')) events.push({ kind: 'tier', tier });
  if (isNew('status') || (launchAt !== null && isNew('launchAt'))) events.push({ kind: 'status', status, launchAt });
  return events;
}
