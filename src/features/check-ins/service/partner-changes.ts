import type { Actor } from '#core/actor.ts';
import type { PartnerChange, PartnerFacts } from '#core/contributions/partner-change.ts';
import type { Write } from '#core/write.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import type { EventPayload } from '../history-schemas.ts';
import type { HistoryStore } from '../history-store.ts';
import { touchesOf } from '../planner/touches.ts';
import { cadenceIdOf } from '../rules/keys.ts';
import type { OccurrenceStore } from '../store.ts';
import { asked, isAsked, promptIntent } from './intents.ts';
import { atRest, moveOn } from './moves.ts';
import { changesBetween, factsOfPartner } from './partner-facts.ts';
import type { PlanSources } from './plan-source.ts';
import { createRebuilding, factsNow } from './rebuilding.ts';

export interface PartnerChangeDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  history: HistoryStore;
  sources: PlanSources;
  program: ProgramPublic;
}

const system: Actor = { kind: 'job', name: 'check-ins' };
/** Statuses that end what is still being asked (domain §2.4). */
const endingStatuses = ['offboarding', 'ended', 'declined'];

/** Starts, stops and rebuilds the touches with the partner (domain §1.4, §2.4). */
export function createPartnerChanges(deps: PartnerChangeDeps) {
  const { occurrences, cadences, history, sources } = deps;
  const { rebuild } = createRebuilding(deps);

  return {
    /** Told twice of the same change, nothing more happens. */
    async onPartnerChange({ partnerId, before, after }: PartnerChange, write: Write): Promise<void> {
      const source = await sources.load(partnerId, write);
      if (source === null) return begin(partnerId, after, write);
      const changes = changesBetween(factsNow(source), factsOfPartner(after));
      for (const payload of changes) await history.appendEvent(partnerId, payload, write);
      const changed = changes.length === 0 ? null : await sources.load(partnerId, write);
      if (changed !== null) await rebuild(changed, { actor: system, cause: causeOf(changes) }, write);
      const ends = endingStatuses.includes(after.status) && before !== null && before.status !== after.status;
      if (ends) await cancelAsking(partnerId, after.status, write);
    },
  };

  /** The first time that a partner is active its history begins. */
  async function begin(partnerId: string, after: PartnerFacts, write: Write): Promise<void> {
    const facts = factsOfPartner(after);
    const touches = touchesOf(facts);
    if (touches.length === 0) return;
    const { version: settingsVersion } = await deps.program.newest();
    await history.insertBaseline({ partnerId, at: write.at, facts, settingsVersion, events: 0 }, write);
    const plan = { tier: facts.tier, partnerId, since: write.at, settingsVersion, nextPlanAt: write.at };
    const started = touches.map((touchId) => ({ cadenceId: cadenceIdOf(touchId, partnerId), touchId, ...plan }));
    await cadences.insertCadences(started, write);
  }

  async function cancelAsking(partnerId: string, reason: string, write: Write): Promise<void> {
    for (const occurrence of await occurrences.listAsking(partnerId, write)) {
      const move = { occurrences, write, actor: system };
      const cancelled = await moveOn(move, occurrence, 'cancel', { reason, closedAt: write.at, ...atRest });
      if (isAsked(cancelled)) await write.send(promptIntent(asked(cancelled)));
    }
  }
}

/** What an occurrence that falls away is marked with. */
function causeOf(changes: readonly EventPayload[]): string {
  const status = changes.find((change) => change.kind === 'status');
  if (status !== undefined) return `status_${status.status}`;
  return `${changes.at(-1)?.kind ?? 'plan'}_changed`;
}
