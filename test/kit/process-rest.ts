import { realDelay, stopwatch } from '#core/clock.ts';
import type { OutboundRow } from '#platform/outbox/model.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import { occurrenceModel } from '#features/check-ins/model.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import type { ProcessWorld } from './process-world.ts';

const limitMs = 90_000;
const closeMs = 1500;

/**
 * Waits until nothing is due and every message is settled. What only waits for later (Retry-After) is brought about by
 * setting the clocks of Slack and apps. Throws with what is left after 90 seconds.
 */
export async function untilDone(world: ProcessWorld, apps: readonly AppProcess[]): Promise<void> {
  const elapsedMs = stopwatch();
  for (;;) {
    const open = await openRows(world);
    const due = await dueSteps(world);
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
