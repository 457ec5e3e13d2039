import { expect, onTestFinished, test } from 'vitest';
import { realDelay } from '#core/clock.ts';
import { leaseModel } from '#platform/outbox/leader.ts';
import { agendaModel } from '#platform/scheduler.ts';
import type { AppProcess } from '#sandbox/process/child.ts';
import { channelOf } from '#test/kit/partners.ts';
import { SweepRun, toldEveryMs, toldSweep } from '#test/kit/process-app.ts';
import { notesFor, orderFor, oweNotes, postedNotes, unsettledPlaces } from '#test/kit/process-notes.ts';
import { untilDone } from '#test/kit/process-rest.ts';
import type { ProcessWorld } from '#test/kit/process-world.ts';
import { openProcessWorld, serve } from '#test/kit/process-world.ts';
import { seededRandom } from '#test/kit/random.ts';

const entry = new URL('../kit/process-app.ts', import.meta.url);
const leadersToKill = 4;
const watchedMs = 4000;

/** A bound against hanging, not a statement about speed. */
const timeout = 240_000;

test(
  'two replicas, the leader killed now and then: each message once, in order, and one run of a sweep per tick',
  { timeout },
  async () => {
    const random = seededRandom(7);
    const world = await openProcessWorld({ partners: 20, tier: 'core', latencyMs: () => 50 + random() * 150 });
    onTestFinished(() => world.close());
    const fork = (): AppProcess => world.fork({ entry, settings: { OUTBOX_CONCURRENCY: '2' } });
    const replicas = [fork(), fork()];
    const runs = replicas.map(recordRuns);
    await Promise.all(replicas.map((replica) => serve(world, replica)));

    // Each app runs every sweep once when it starts; from then on Agenda gives a tick to one of them.
    await realDelay(toldEveryMs);
    const from = lastBegin(runs.flat());
    await realDelay(watchedMs);
    const watched = runs.flat().filter(({ beganMs }) => beganMs > from);
    expect(watched.length).toBeGreaterThanOrEqual(2);
    expect(overlaps(watched)).toEqual([]);

    await oweNotes(world, world.partners);
    const disturbed = new Set<string>();
    for (let n = 0; n < leadersToKill; n += 1) {
      const successor = fork();
      await realDelay(1500 + random() * 1000);
      const leader = await leaderOf(world, replicas);
      await leader.kill();
      for (const place of await unsettledPlaces(world.database)) disturbed.add(place);
      replicas.splice(replicas.indexOf(leader), 1, successor);
      await serve(world, successor);
    }
    await untilDone(world, replicas);

    expect(disturbed.size).toBeGreaterThan(0);
    expect(disturbed.size).toBeLessThan(world.partners.length);
    for (const partner of world.partners) {
      const notes = notesFor(partner);
      const posted = postedNotes(world.slack, partner);
      const keys = posted.map(({ key }) => key);
      expect(keys.toSorted()).toEqual(notes.map(({ key }) => key).toSorted());
      for (const { key, root } of notes) expect(posted.find((note) => note.key === key)?.under, key).toBe(root);
      // A post whose fate was unknown holds back only its own thread.
      if (!disturbed.has(channelOf(partner))) expect(keys).toEqual(orderFor(notes));
    }
    expect(world.slack.log.calls.filter(({ error }) => error === 'ratelimited')).toEqual([]);

    const sweeps = await world.database.collection(agendaModel.collection).find().toArray();
    const names = sweeps.map(({ name }) => String(name));
    expect(names).toContain(toldSweep);
    expect(names.length).toBe(new Set(names).size);
    expect(await Promise.all(replicas.map((replica) => replica.stop()))).toEqual([0, 0]);
  },
);

function recordRuns(replica: AppProcess): SweepRun[] {
  const runs: SweepRun[] = [];
  replica.onTold((what) => void runs.push(SweepRun.parse(what)));
  return runs;
}

function lastBegin(runs: readonly SweepRun[]): number {
  return Math.max(0, ...runs.map(({ beganMs }) => beganMs));
}

/** Pairs of runs at the same time. */
function overlaps(runs: readonly SweepRun[]): [SweepRun, SweepRun][] {
  const ordered = runs.toSorted((left, right) => left.beganMs - right.beganMs);
  return ordered.flatMap((run, n): [SweepRun, SweepRun][] => {
    const next = ordered[n + 1];
    return next && next.beganMs < run.endedMs ? [[run, next]] : [];
  });
}

/** The process that holds the outbox's lease; waits for one to take it. */
async function leaderOf({ database }: ProcessWorld, replicas: readonly AppProcess[]): Promise<AppProcess> {
  for (;;) {
    const lease = await database
      .collection<{ _id: string; holder: string }>(leaseModel.collection)
      .findOne({ _id: 'outbox-leader' });
    const leader = replicas.find(({ pid }) => lease?.holder.startsWith(`${pid}-`));
    if (leader) return leader;
    await realDelay(20);
  }
}
