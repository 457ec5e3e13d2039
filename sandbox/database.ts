import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Clock } from '#core/clock.ts';
import { realDelay, systemClock } from '#core/clock.ts';
import { startMongod } from './mongod/server.ts';

/** The database of tests, demo, playground and benchmarks (design §10); never the one of MONGODB_URI. */
export interface SandboxDatabase {
  uri: string;
  kind: 'given' | 'mongod' | 'stand-in';
  /** One clear line that says which database is used. */
  description: string;
  close(): Promise<void>;
}

const downloadTimeoutMs = 20_000;
const rememberMs = 24 * 3_600_000;
const memory = new URL('../node_modules/.cache/drumbeat/', import.meta.url);
const memoryFile = new URL('no-mongod.json', memory);

/** DRUMBEAT_TEST_MONGODB_URI, else mongod through mongodb-memory-server, else the stand-in. */
export async function openDatabase(options: { clock?: Clock } = {}): Promise<SandboxDatabase> {
  const given = process.env['DRUMBEAT_TEST_MONGODB_URI'];
  if (given) {
    return {
      uri: given,
      kind: 'given',
      description: 'database: DRUMBEAT_TEST_MONGODB_URI',
      close: () => Promise.resolve(),
    };
  }
  const clock = options.clock ?? systemClock();
  return (await startRealMongod(clock)) ?? openStandIn();
}

/** The stand-in alone, where a test is about the stand-in or needs its fault switches. */
export async function openStandIn(): Promise<SandboxDatabase> {
  const server = await startMongod();
  return {
    uri: server.uri,
    kind: 'stand-in',
    description: 'database: stand-in for MongoDB (mongod cannot be had here)',
    close: server.close,
  };
}

/** `drumbeat_test_<random>`: created by whoever uses it, and the only one that it drops. */
export function freshDatabaseName(): string {
  return `drumbeat_test_${randomBytes(6).toString('hex')}`;
}

async function startRealMongod(clock: Clock): Promise<SandboxDatabase | null> {
  if (failedRecently(clock.now())) return null;
  if (!(await canFetchMongod())) {
    remember(clock.now());
    return null;
  }
  const { MongoMemoryReplSet } = await import('mongodb-memory-server');
  const server = await MongoMemoryReplSet.create({ replSet: { count: 1 } });
  return {
    uri: server.getUri(),
    kind: 'mongod',
    description: 'database: mongod',
    close: async () => void (await server.stop()),
  };
}

async function canFetchMongod(): Promise<boolean> {
  const script = fileURLToPath(new URL('fetch-mongod.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: 'ignore' });
  const ended = once(child, 'exit').then(([code]) => code === 0);
  const inTime = new AbortController();
  const tooLate = realDelay(downloadTimeoutMs, inTime.signal).then(
    () => false,
    () => false,
  );
  const isThere = await Promise.race([ended, tooLate]);
  inTime.abort();
  child.kill('SIGKILL');
  return isThere;
}

function failedRecently(now: Date): boolean {
  try {
    const { failedAt } = JSON.parse(readFileSync(memoryFile, 'utf8')) as { failedAt: string };
    return now.getTime() - new Date(failedAt).getTime() < rememberMs;
  } catch {
    return false;
  }
}

function remember(now: Date): void {
  mkdirSync(memory, { recursive: true });
  writeFileSync(memoryFile, JSON.stringify({ failedAt: now.toISOString() }));
}
