import type { Actor } from '#core/actor.ts';
import type { DueItems } from '#core/job.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import { workOf } from '../rules/keys.ts';
import type { Tier } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import type { createChanging } from './changing.ts';
import { alreadyDone } from './moves.ts';
import type { createPlanning } from './planning.ts';
import type { createSteps } from './steps.ts';

export interface DueWorkDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  program: ProgramPublic;
  planning: ReturnType<typeof createPlanning>;
  steps: ReturnType<typeof createSteps>;
  changing: ReturnType<typeof createChanging>;
}

/** The newest version of the settings. */
type Version = () => Promise<number>;

/** What the sweep of one tier finds to do: occurrences to store, steps to take, plans to follow new settings. */
export function createDueWork({ occurrences, cadences, program, planning, steps, changing }: DueWorkDeps) {
  /** Ids of cadences and of occurrences, earliest due first; plans made by older settings before all. */
  async function listDue(tier: Tier, version: number, { now, limit, except }: Parameters<DueItems['listDue']>[0]) {
    const outdated = await cadences.listOutdated(tier, version, limit, except);
    if (outdated.length > 0) return outdated;
    const [plans, due] = await Promise.all([
      cadences.listDue(tier, now, limit, except),
      occurrences.listDue(tier, now, limit, except),
    ]);
    return [...plans, ...due];
  }

  /** Read once a tick: settings that come meanwhile are noticed by the next. */
  function versionOfTick(): Version {
    let read: Promise<number> | null = null;
    return () => (read ??= program.newest().then(({ version }) => version));
  }

  async function handle(id: string, newest: Version, { now, actor }: { now: Date; actor: Actor }): Promise<string> {
    if (workOf(id) === 'step') return steps.runStep({ occurrenceId: id, now, actor });
    const cadence = await cadences.findCadence(id);
    if (cadence === null) throw alreadyDone();
    if (cadence.settingsVersion < (await newest()))
      return changing.followSettings({ partnerId: cadence.partnerId, actor });
    return planning.planNext({ cadenceId: id, now, actor });
  }

  return {
    /** All that the sweep of one tier works on at an instant. */
    dueItems(tier: Tier, tick: { now: Date; actor: Actor }): DueItems {
      const newest = versionOfTick();
      return {
        listDue: async (query) => listDue(tier, await newest(), query),
        handle: (id) => handle(id, newest, tick),
        async setAside(id, code) {
          await (workOf(id) === 'step' ? occurrences.setAside(id, code) : cadences.setAside(id));
        },
        wouldDo: (id) => (workOf(id) === 'step' ? `would take ${id} a step further` : `would plan the next of ${id}`),
      };
    },

    /** The earliest instant at which something of this tier is due; new settings are noticed with it, or by the next tick. */
    async nextDueAt(tier: Tier): Promise<Date | null> {
      const waiting = await Promise.all([cadences.findNextPlanAt(tier), occurrences.findNextActionAt(tier)]);
      const instants = waiting.flatMap((at) => (at === null ? [] : [at.getTime()]));
      return instants.length === 0 ? null : new Date(Math.min(...instants));
    },
  };
}
