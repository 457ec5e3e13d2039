import { addBusinessDays } from '#core/calendar/business-days.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { addHours, instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { Zone } from '#core/calendar/instants.ts';
import { quarterAt } from '#features/check-ins/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Issue } from '../schemas.ts';

type Settings = Awaited<ReturnType<ProgramPublic['current']>>;

/** The vendor's dates of one issue (domain §2.2); each partner gets it by its own calendar and zone. */
export interface IssueDates {
  issueKey: string;
  zone: Zone;
  /** Marketing is asked for a draft. */
  draftAt: Date;
  /** By when it must be approved. */
  approveBy: Date;
  goesOutOn: PlainDate;
}

export type SweepStep = 'draft' | 'late';

/** A late word that comes days after the newsletter would have gone out helps nobody. */
const lateHours = 24;
const quartersAhead = 4;

/** Dates of the quarter that holds `date`. */
function datesAt(date: PlainDate, settings: Settings, calendar: WorkCalendar): IssueDates & { endsOn: PlainDate } {
  const { key, startsOn, endsOn } = quarterAt(date, settings);
  const { anchor, prepare, pmList } = settings.touches.quarterly_newsletter;
  const zone = settings.vendor.timeZone;
  const day = (offset: number): PlainDate =>
    addBusinessDays(addDays(startsOn, -1), Math.max(1, anchor.businessDay + offset), calendar);
  return {
    issueKey: key,
    zone,
    draftAt: instantAt(day(prepare.businessDays), prepare.at, zone),
    approveBy: instantAt(day(pmList.businessDays), pmList.at, zone),
    goesOutOn: day(0),
    endsOn,
  };
}

/** Dates of the current quarter and of so many after it. */
export function datesFrom(
  now: Date,
  settings: Settings,
  calendar: WorkCalendar,
  ahead: number = quartersAhead,
): readonly IssueDates[] {
  const found: IssueDates[] = [];
  for (let on = localDateOf(now, settings.vendor.timeZone); found.length <= ahead;) {
    const { endsOn, ...dates } = datesAt(on, settings, calendar);
    found.push(dates);
    on = addDays(endsOn, 1);
  }
  return found;
}

/** The issue that is worked on: the first one that has not gone out. */
export function nextIssue(now: Date, dates: readonly IssueDates[]): IssueDates | undefined {
  return dates.find(({ goesOutOn, zone }) => localDateOf(now, zone) <= goesOutOn);
}

/** What the sweep does next about an issue and when; null when nothing is left to say. */
export function stepOf(
  { draftAt, approveBy }: IssueDates,
  issue: Pick<Issue, 'state' | 'draftToldAt' | 'lateToldAt'> | null,
  now: Date,
): { step: SweepStep; at: Date } | null {
  const isOpen = issue === null || issue.state !== 'approved';
  const needsDraft = issue === null || issue.state === 'draft' || issue.state === 'withdrawn';
  if (needsDraft && !issue?.draftToldAt && now < approveBy) return { step: 'draft', at: draftAt };
  const isWorthIt = now <= addHours(approveBy, lateHours);
  return isOpen && !issue?.lateToldAt && isWorthIt ? { step: 'late', at: approveBy } : null;
}
