import { expect, test } from 'vitest';
import { manualClock } from '#core/clock.ts';
import type { Job } from '#core/job.ts';
import type { Observe } from '#platform/database-watch.ts';
import { createJobRunner } from '#platform/job-runner.ts';
import { createMetrics } from '#platform/metrics.ts';
import { createSteppedScheduler } from '#platform/scheduler-stepped.ts';
import { memoryLog } from '#test/kit/log.ts';

const hourMs = 3_600_000;
const at = (time: string): Date => new Date(`2026-11-16T${time}:00Z`);

/** An hourly sweep whose ticks are kept, started at twenty past ten. */
function createBench(nextDueAt?: () => Date | null, observe?: Observe) {
  const clock = manualClock(at('10:20'));
  const ticks: string[] = [];
  const job: Job = {
    name: 'probe.sweep-things',
    everyMs: hourMs,
    async run(_payload, { now }) {
      ticks.push(now.toISOString().slice(11, 16));
      return { handled: 0, failed: 0 };
    },
    ...(nextDueAt ? { nextDueAt: async () => nextDueAt() } : {}),
  };
  const runner = createJobRunner({ jobs: [job], clock, log: memoryLog(), metrics: createMetrics() });
  const scheduler = createSteppedScheduler({ clock, runner, participants: [], ...(observe ? { observe } : {}) });
  return { clock, ticks, scheduler };
}

test('every sweep runs once at the start, though nothing is due, as in a serving process', async () => {
  const { scheduler, ticks } = createBench(() => null);
  await scheduler.start();
  await scheduler.advanceTo(at('23:00'));
  expect(ticks).toEqual(['10:20']);
});

test('a sweep that cannot say when it is due runs on every tick of its grid', async () => {
  const { scheduler, ticks } = createBench();
  await scheduler.start();
  await scheduler.settle();
  await scheduler.advanceTo(at('13:10'));
  expect(ticks).toEqual(['10:20', '11:00', '12:00', '13:00']);
});

test('what becomes due after the start waits for the next tick, and is tried on each until it is done', async () => {
  const held: { due: Date | null } = { due: null };
  const { scheduler, ticks } = createBench(() => held.due);
  await scheduler.start();
  held.due = at('10:15');
  await scheduler.settle();
  expect(ticks).toEqual(['10:20']);
  await scheduler.advanceTo(at('12:30'));
  held.due = null;
  await scheduler.advanceTo(at('15:00'));
  expect(ticks).toEqual(['10:20', '11:00', '12:00']);
});

test('what becomes due between two ticks waits for the next one, though nothing was due at those before', async () => {
  const held: { due: Date | null } = { due: null };
  const { scheduler, ticks } = createBench(() => held.due);
  await scheduler.start();
  await scheduler.advanceTo(at('15:30'));
  held.due = new Date(0);
  await scheduler.settle();
  expect(ticks).toEqual(['10:20']);
  expect(await scheduler.nextDueAt()).toEqual(at('16:00'));
});

test('a tick that time jumped over is made up for at once', async () => {
  const { clock, scheduler, ticks } = createBench(() => at('11:00'));
  await scheduler.start();
  clock.moveTo(at('13:25'));
  await scheduler.settle();
  expect(ticks).toEqual(['10:20', '13:25']);
});

test('time goes straight to the first tick at which something is due', async () => {
  const { scheduler, ticks } = createBench(() => (ticks.length > 1 ? null : at('18:30')));
  await scheduler.start();
  expect(await scheduler.nextDueAt()).toEqual(at('19:00'));
  const steps: Date[] = [];
  await scheduler.advanceTo(at('23:00'), (step) => void steps.push(step));
  expect(ticks).toEqual(['10:20', '19:00']);
  expect(steps).toEqual([at('19:00')]);
});

test('while nothing was written a sweep is asked once, again when its instant has come, and at least once a day', async () => {
  const held = { asked: 0, isWritten: false };
  const observe: Observe = async (ask) => ({ value: await ask(), stands: () => !held.isWritten });
  const { clock, scheduler, ticks } = createBench(() => {
    held.asked += 1;
    return ticks.length > 1 ? new Date('2026-11-20T08:00:00Z') : at('18:30');
  }, observe);
  await scheduler.start();
  for (const time of ['11:00', '12:00', '18:00']) await scheduler.advanceTo(at(time));
  expect(held.asked).toBe(1);
  await scheduler.advanceTo(at('20:00'));
  expect(ticks).toEqual(['10:20', '19:00']);
  expect(held.asked).toBe(3);
  clock.moveTo(new Date('2026-11-17T19:00:00Z'));
  await scheduler.settle();
  expect(held.asked).toBe(4);
  held.isWritten = true;
  await scheduler.nextDueAt();
  expect(held.asked).toBe(5);
});
