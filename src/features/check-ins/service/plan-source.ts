import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import { addHours } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Baseline, EventPayload, StoredEvent } from '../history-schemas.ts';
import type { HistoryStore } from '../history-store.ts';
import type { PlanEvent, PlanPartner } from '../planner/history.ts';
import type { PlanRequest } from '../planner/plan.ts';
import { createTimetable } from '../planner/timetable.ts';
import type { PlanSettings } from '../planner/touches.ts';
import { asPlanned } from '../rules/planned.ts';
import type { OccurrenceStore } from '../store.ts';

export interface PlanSourceDeps {
  occurrences: OccurrenceStore;
  history: HistoryStore;
  program: ProgramPublic;
  holidays: HolidayPort;
}

/** All that decides the plan of one partner (planner/plan.ts). */
export interface PlanSource {
  baseline: Baseline;
  events: readonly StoredEvent[];
  settings: PlanSettings;
  settingsVersion: number;
  /** A request from an instant on, with what was decided before it and, on trial, more events. */
  requestFrom(from: Date, options?: { write?: Write; trial?: readonly PlanEvent[] }): Promise<Omit<PlanRequest, 'to'>>;
  /** A stored event as the planner takes it. */
  planEvent(event: StoredEvent): PlanEvent;
}

export type PlanSources = ReturnType<typeof createPlanSources>;

/** What was decided longer ago bears on nothing: a review absorbs and follows within its quarter. */
const reachDays = 130;
/** What the timetable remembers is dropped after so many partners. */
const loadsPerTimetable = 1000;

/** Reads what the planner needs from our documents; calendars and settings are shared between partners. */
export function createPlanSources(deps: PlanSourceDeps) {
  const { occurrences, history, program, holidays } = deps;
  let shared = freshlyShared();

  async function settingsAt(version: number): Promise<PlanSettings> {
    const known = shared.settings.get(version) ?? (await program.atVersion(version));
    shared.settings.set(version, known);
    return known;
  }

  function calendarOf(country: string, weekendDays: readonly number[]): WorkCalendar {
    const key = `${country} ${weekendDays.join(',')}`;
    const known = shared.calendars.get(key) ?? holidays.calendarFor(country, weekendDays);
    shared.calendars.set(key, known);
    return known;
  }

  return {
    /** null for a partner that was never active. */
    async load(partnerId: string, write?: Write): Promise<PlanSource | null> {
      const baseline = await history.findBaseline(partnerId, write);
      if (baseline === null) return null;
      shared = shared.loads > loadsPerTimetable ? freshlyShared() : { ...shared, loads: shared.loads + 1 };
      const { timetable } = shared;
      const events = await history.listEvents(partnerId, write);
      const changes = await program.versionsAfter(baseline.settingsVersion);
      const atStart = await settingsAt(baseline.settingsVersion);
      const settings = changes.at(-1)?.settings ?? atStart;
      const { vendor } = settings;
      const planEvent = (event: StoredEvent): PlanEvent => asPlanEvent(event.at, event.payload, calendarOf);
      const known: readonly PlanEvent[] = [
        ...events.map(planEvent),
        ...changes.map(({ changedAt, settings: changed }) => ({
          at: changedAt,
          kind: 'settings' as const,
          settings: changed,
        })),
      ];
      return {
        baseline,
        events,
        settings,
        settingsVersion: changes.at(-1)?.version ?? baseline.settingsVersion,
        planEvent,
        async requestFrom(from, options = {}) {
          const since = addHours(from, -24 * reachDays);
          const decided = await occurrences.listDecided(partnerId, since, from, options.write);
          return {
            partner: partnerAtStart(baseline, calendarOf),
            vendorCalendar: calendarOf(vendor.holidayCountry, vendor.weekendDays),
            settings: atStart,
            from,
            history: [...known, ...(options.trial ?? [])],
            existing: decided.map(asPlanned),
            timetable,
          };
        },
      };
    },
  };
}

function freshlyShared() {
  return {
    loads: 0,
    timetable: createTimetable(),
    settings: new Map<number, PlanSettings>(),
    calendars: new Map<string, WorkCalendar>(),
  };
}

type CalendarOf = (country: string, weekendDays: readonly number[]) => WorkCalendar;

function partnerAtStart({ partnerId, facts }: Baseline, calendarOf: CalendarOf): PlanPartner {
  const { tier, status, zone, launchAt, cadenceAnchorDate, sendWeekday, sendTime } = facts;
  const calendar = calendarOf(facts.holidayCalendar, facts.weekendDays);
  const preferences = { sendWeekday, sendTime };
  return { partnerId, tier, status, zone, calendar, launchAt, cadenceAnchorDate, preferences };
}

function asPlanEvent(at: Date, payload: EventPayload, calendarOf: CalendarOf): PlanEvent {
  switch (payload.kind) {
    case 'status': {
      const { kind, status, launchAt } = payload;
      return launchAt === null ? { at, kind, status } : { at, kind, status, launchAt };
    }
    case 'zone': {
      const { kind, zone, holidayCalendar, weekendDays } = payload;
      return { at, kind, zone, calendar: calendarOf(holidayCalendar, weekendDays) };
    }
    case 'preferences': {
      const { kind, ...preferences } = payload;
      return { at, kind, preferences };
    }
    default:
      return { at, ...payload };
  }
}
