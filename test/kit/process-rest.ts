import { realDelay, stopwatch, systemClock } from '#core/clock.ts';
import type { OutboundRow } from '#platform/outbox/model.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { agendaModel } from '#platform/scheduler.ts';
import { occurrenceModel } from '#features/check-ins/model.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import type { ProcessWorld } from './process-world.ts';

const limitMs = 90_000;
const closeMs = 1500;

/**
 * Waits until nothing is due and every message is settled. What only waits for later (Retry-After) is brought about by
 * setting the clocks of Slack and apps. Throws with what is left after 90 seconds.
 */
export function untilDone(world: ProcessWorld, apps: readonly AppProcess[]): Promise<void> {
  return untilPosted(world, apps, () => dueSteps(world));
}

/** The same for messages alone, unless `countDue` finds more that is to come. */
export async function untilPosted(
  world: ProcessWorld,
  apps: readonly AppProcess[],
  countDue = (): Promise<number> => Promise.resolve(0),
): Promise<void> {
  const elapsedMs = stopwatch();
  for (;;) {
    const open = await openRows(world);
    const due = await countDue();
    if (open.length === 0 && due === 0) return;
    if (elapsedMs() > limitMs) throw new Error(`still open: ${due} steps, ${JSON.stringify(open.slice(0, 5))}`);
    const earliest = Math.min(...open.map((row) => row.readyAt.getTime()));
    const allLater =
      due === 0 &&
      open.every(({ state }) => state !== 'attempting') &&
      earliest > world.clock.now().getTime() + closeMs;
    if (allLater) setClocks(world, apps, new Date(earliest));
    await realDelay(25);
  }
}

/** Rings Agenda's alarm for one sweep now, in real time, until nothing that it looks after is due. */
export async function sweepUntil(world: ProcessWorld, name: string, isDone: () => Promise<boolean>): Promise<void> {
  const elapsedMs = stopwatch();
  while (!(await isDone())) {
    if (elapsedMs() > limitMs) throw new Error(`${name} never came to its end`);
    const due = { nextRunAt: systemClock().now() };
    await world.database.collection(agendaModel.collection).updateOne({ name, lockedAt: null }, { $set: due });
    await realDelay(100);
  }
}

export function setClocks(world: ProcessWorld, apps: readonly AppProcess[], now: Date): void {
  world.clock.setTo(now);
  for (const app of apps) app.setClock(now);
}

function openRows({ database }: ProcessWorld): Promise<Pick<OutboundRow, '_id' | 'state' | 'readyAt' | 'reason'>[]> {
  return database
    .collection<OutboundRow>(outboundModel.collection)
    .find({ state: { $in: ['waiting', 'ready', 'attempting', 'unknown'] } })
    .project<Pick<OutboundRow, '_id' | 'state' | 'readyAt' | 'reason'>>({ state: 1, readyAt: 1, reason: 1 })
    .toArray();
}

/** Steps due by now, and prompts queued whose delivery is not on record yet. */
function dueSteps({ database, clock }: ProcessWorld): Promise<number> {
  return database.collection(occurrenceModel.collection).countDocuments({ nextActionAt: { $lte: clock.now() } });
}
