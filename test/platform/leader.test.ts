import { expect, test } from 'vitest';
import { createLeader } from '#platform/outbox/leader.ts';
import { createBench } from './start-kit.ts';
import type { Bench } from './start-kit.ts';

const leaseMs = 6000;
const leaderOf = ({ database, clock }: Bench, holder: string) =>
  createLeader({ connection: database, clock, holder, leaseMs });
const wait = ({ clock }: Bench, ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms));

test('of two replicas one leads, and the other while the first renews never', async () => {
  const bench = await createBench();
  const [first, second] = [leaderOf(bench, 'a'), leaderOf(bench, 'b')];
  expect(await first.lead()).toMatchObject({ epoch: 1, isNew: true });
  for (let n = 0; n < 5; n += 1) {
    wait(bench, 2000);
    expect(await first.lead()).toMatchObject({ epoch: 1, isNew: false });
    expect(await second.lead()).toBeNull();
  }
});

test('of many that begin at once one leads', async () => {
  const bench = await createBench();
  const leaders = Array.from({ length: 8 }, (_, n) => leaderOf(bench, `replica-${n}`));
  const results = await Promise.all(leaders.map((leader) => leader.lead()));
  expect(results.filter((result) => result !== null)).toHaveLength(1);
});

test('a successor leads only when the lease has run out, under a higher epoch, and the old one knows it no longer leads', async () => {
  const bench = await createBench();
  const [first, second] = [leaderOf(bench, 'a'), leaderOf(bench, 'b')];
  await first.lead();
  wait(bench, leaseMs);
  expect(first.isLeading()).toBe(false);
  expect(await second.lead()).toBeNull();
  wait(bench, 1);
  expect(await second.lead()).toMatchObject({ epoch: 2, isNew: true });
  expect(await first.lead()).toBeNull();
});

test('one that resigns is followed at once', async () => {
  const bench = await createBench();
  const [first, second] = [leaderOf(bench, 'a'), leaderOf(bench, 'b')];
  await first.lead();
  await first.resign();
  expect(first.isLeading()).toBe(false);
  expect(await second.lead()).toMatchObject({ epoch: 2 });
});
