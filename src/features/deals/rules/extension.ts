import { businessDaysBetween } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays, daysBetween } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import type { Extension } from '../part-schemas.ts';
import { milestonesOf, missesNone } from './protection.ts';
import type { Protected, Tier } from './protection.ts';
import type { DealSettings } from './settings.ts';

export type ExtensionCondition = 'in_time' | 'updated' | 'close_date' | 'activity' | 'milestones' | 'count' | 'total';

export interface ExtensionAsked {
  newCloseOn: PlainDate;
  activity: string;
  reason: string | null;
}

type Extendable = Protected & { extensions: readonly Extension[] };
type ExtensionRules = Pick<DealSettings, 'extension' | 'milestones' | 'stale'>;

export function grantedCount(deal: { extensions: readonly Extension[] }): number {
  return deal.extensions.filter(({ outcome }) => outcome === 'approved').length;
}

export function pendingExtension(deal: { extensions: readonly Extension[] }): Extension | null {
  return deal.extensions.find(({ outcome }) => outcome === 'pending') ?? null;
}

export function mostExtensions(deal: Extendable, { extension }: Pick<DealSettings, 'extension'>): number {
  return extension.most[deal.protection.tier as Tier];
}

/** The last protected day after one more extension. */
export function extendedUntil(deal: Extendable, { extension }: Pick<DealSettings, 'extension'>): PlainDate {
  return addDays(deal.protectedUntilOn, extension.days[deal.protection.tier as Tier]);
}

/** Whether to offer one at T − 14: not where none is left or one is asked for. */
export function offersExtension(deal: Extendable, settings: Pick<DealSettings, 'extension'>): boolean {
  return grantedCount(deal) < mostExtensions(deal, settings) && pendingExtension(deal) === null;
}

/** Asked for later than so many business days before the end: accepted, but decided perhaps after it (domain §18 J11). */
export function isLateRequest(
  { protection, protectedUntilOn }: Pick<Protected, 'protection' | 'protectedUntilOn'>,
  now: Date,
  cal: WorkCalendar,
  { extension }: Pick<DealSettings, 'extension'>,
): boolean {
  const today = localDateOf(now, protection.zone);
  return businessDaysBetween(today, protectedUntilOn, cal) < extension.requestBusinessDays;
}

/** Every condition of domain §4.10 that does not hold. `count` and `total` are for a sales leader to waive. */
export function unmetConditions(
  deal: Extendable,
  asked: ExtensionAsked,
  now: Date,
  cal: WorkCalendar,
  settings: ExtensionRules,
): ExtensionCondition[] {
  const { zone, approvedAt } = deal.protection;
  const { extension } = settings;
  const today = localDateOf(now, zone);
  const updatedOn = localDateOf(deal.lastUpdateAt ?? approvedAt, zone);
  const total = daysBetween(localDateOf(approvedAt, zone), extendedUntil(deal, settings));
  const holds: Readonly<Record<ExtensionCondition, boolean>> = {
    in_time: !isLateRequest(deal, now, cal, settings),
    updated: daysBetween(updatedOn, today) <= extension.updateMaxAgeDays,
    close_date: asked.newCloseOn > today,
    activity: asked.activity.trim() !== '',
    milestones: missesNone(milestonesOf(deal, now, settings)) || (asked.reason ?? '').trim() !== '',
    count: grantedCount(deal) < mostExtensions(deal, settings),
    total: total <= extension.longestTotalDays,
  };
  return (Object.keys(holds) as ExtensionCondition[]).filter((condition) => !holds[condition]);
}

/** Silence approves the first extension when every condition holds (domain §4.7). */
export function silenceApproves(deal: Extendable, unmet: readonly ExtensionCondition[]): boolean {
  return grantedCount(deal) === 0 && unmet.length === 0;
}

/** What only a sales leader may grant (domain §4.10: at most 180 days; a third extension). */
export function needsSalesLeader(unmet: readonly ExtensionCondition[]): boolean {
  return unmet.includes('count') || unmet.includes('total');
}
