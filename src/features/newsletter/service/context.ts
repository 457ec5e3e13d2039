import type { Actor } from '#core/actor.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import type { Clock } from '#core/clock.ts';
import type { StandingLine } from '#core/contributions/standing.ts';
import type { IdSource } from '#core/ids.ts';
import { mayDo } from '#core/rights.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic, StaffMember } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { notFound } from '../errors.ts';
import { rights } from '../rules.ts';
import { datesFrom } from '../rules/calendar.ts';
import type { IssueDates } from '../rules/calendar.ts';
import type { NewsletterStore } from '../store.ts';

export interface NewsletterDeps {
  store: NewsletterStore;
  directory: DirectoryPublic;
  program: ProgramPublic;
  holidays: HolidayPort;
  standing(): readonly StandingLine[];
  clock: Clock;
  ids: IdSource;
  inOneWrite: InOneWrite;
}

/** Dates of the current quarter and of those after it: all that can be prepared already, or so many. */
export async function openDates(
  { program, holidays }: Pick<NewsletterDeps, 'program' | 'holidays'>,
  now: Date,
  ahead?: number,
): Promise<readonly IssueDates[]> {
  const settings = await program.current();
  const { holidayCountry, weekendDays } = settings.vendor;
  return datesFrom(now, settings, holidays.calendarFor(holidayCountry, weekendDays), ahead);
}

/** Throws AppError(missing) for a quarter that is over or too far away. */
export async function datesOf(deps: NewsletterDeps, issueKey: string): Promise<IssueDates> {
  const dates = (await openDates(deps, deps.clock.now())).find((each) => each.issueKey === issueKey);
  if (dates === undefined) throw notFound();
  return dates;
}

export function staffIdOf(actor: Actor): string | null {
  return actor.kind === 'staff' ? (actor.staffId ?? null) : null;
}

/** Of the partner managers only their lead (rules.ts); everybody else who holds the right. */
export async function mayApprove({ program }: NewsletterDeps, actor: Actor, staff: readonly StaffMember[]) {
  if (!mayDo(rights, 'approveIssue', actor) || actor.kind !== 'staff') return false;
  const others = rights.approveIssue.filter((role) => role !== 'partner_manager');
  if (actor.roles.some((role) => (others as readonly string[]).includes(role))) return true;
  const { leads } = await program.current();
  return leads.pmLead !== null && staff.some(({ key, staffId }) => key === leads.pmLead && staffId === actor.staffId);
}
