import { describe, expect, test } from 'vitest';
import { manualClock, realDelay } from '#core/clock.ts';
import { createSetClock, createSwitchedClock } from '#sandbox/process/clock.ts';

const machineStart = new Date('2026-01-01T00:00:00Z');
const playStart = new Date('2026-12-08T10:00:00Z');
const after = (start: Date, seconds: number): Date => new Date(start.getTime() + seconds * 1000);

/** The work's state once everything that could run has run. */
async function stateOf(work: Promise<unknown>): Promise<'done' | 'waiting'> {
  return Promise.race([work.then(() => 'done' as const), realDelay(5).then(() => 'waiting' as const)]);
}

describe('a clock that can be set', () => {
  test('runs as fast as the machine, from the time it was set to', () => {
    const machine = manualClock(machineStart);
    const clock = createSetClock(playStart, machine);
    machine.moveTo(after(machineStart, 90));
    expect(clock.now()).toEqual(after(playStart, 90));
    clock.setTo(after(playStart, 3600));
    machine.moveTo(after(machineStart, 100));
    expect(clock.now()).toEqual(after(playStart, 3610));
  });

  test('set forward, it wakes who is due by then; others wait for the rest', async () => {
    const machine = manualClock(machineStart);
    const clock = createSetClock(playStart, machine);
    const short = clock.sleep(60_000);
    const long = clock.sleep(120_000);
    clock.setTo(after(playStart, 100));
    expect(await stateOf(short)).toBe('done');
    expect(await stateOf(long)).toBe('waiting');
    machine.moveTo(after(machineStart, 20));
    expect(await stateOf(long)).toBe('done');
  });

  test('set back, it lets sleepers wait longer', async () => {
    const machine = manualClock(machineStart);
    const clock = createSetClock(playStart, machine);
    const sleeper = clock.sleep(10_000);
    clock.setTo(after(playStart, -10));
    await realDelay(1);
    machine.moveTo(after(machineStart, 10));
    expect(await stateOf(sleeper)).toBe('waiting');
    machine.moveTo(after(machineStart, 20));
    expect(await stateOf(sleeper)).toBe('done');
  });

  test('a sleeper ends with the reason of its own signal', async () => {
    const clock = createSetClock(playStart, manualClock(machineStart));
    const stopping = new AbortController();
    const sleeper = clock.sleep(10_000, stopping.signal);
    stopping.abort(new Error('stopped'));
    await expect(sleeper).rejects.toThrow('stopped');
    await expect(clock.sleep(0, stopping.signal)).rejects.toThrow('stopped');
  });
});

test('a switched clock follows the second clock once told', async () => {
  const first = manualClock(machineStart);
  const second = manualClock(playStart);
  const clock = createSwitchedClock(first);
  expect(clock.now()).toEqual(machineStart);
  clock.follow(second);
  expect(clock.now()).toEqual(playStart);
  const sleeper = clock.sleep(1000);
  second.moveTo(after(playStart, 1));
  expect(await stateOf(sleeper)).toBe('done');
});
