import { onTestFinished } from 'vitest';
import { startMongod } from '#sandbox/mongod/server.ts';
import type { FailCommandOptions } from '#sandbox/mongod/server.ts';
import { createEdgeProbe, startEdges } from './edge-kit.ts';
import type { EdgeProbe, EdgeTest } from './edge-kit.ts';

/** Never ends while the test runs: the worker is gone in the middle of its work. */
export function hang(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  onTestFinished(() => resolve());
  return promise;
}

/** The test's app vanishes without a word; another one starts on its database. Returns the new one's probe. */
export async function abandon(test: EdgeTest): Promise<EdgeProbe> {
  const probe = createEdgeProbe();
  await test.abandon({ moreFeatures: (ctx) => [probe.feature(ctx)] });
  return probe;
}

export interface FaultyTest extends EdgeTest {
  failCommand(options: FailCommandOptions | 'off'): void;
}

/** On a stand-in of its own, whose commands can be made to fail. */
export async function startWithFaultyDatabase(): Promise<FaultyTest> {
  const server = await startMongod();
  onTestFinished(() => server.close());
  const test = await startEdges({ databaseUri: server.uri });
  return Object.assign(test, { failCommand: server.failCommand });
}
