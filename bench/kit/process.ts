import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { stopwatch } from '#core/clock.ts';

const readyWithinMs = 60_000;
const betweenLooksMs = 2;

/** Starts `file` with Node and nothing of this environment but PATH; returns the milliseconds until /readyz says 200. */
export async function timeToReady(file: string, environment: Readonly<Record<string, string>>): Promise<number> {
  const opsPort = await freePort();
  const env = { PATH: process.env['PATH'], ...environment, OPS_PORT: String(opsPort) };
  const elapsedMs = stopwatch();
  const started = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    while ((await statusOf(opsPort)) !== 200) {
      if (started.exitCode !== null || elapsedMs() > readyWithinMs) throw new Error(`${file} did not get ready`);
      await delay(betweenLooksMs);
    }
    return elapsedMs();
  } finally {
    await end(started);
  }
}

async function end(started: ChildProcess): Promise<void> {
  if (started.exitCode !== null) return;
  const gone = once(started, 'exit');
  started.kill('SIGTERM');
  const tooLong = setTimeout(() => started.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(tooLong);
}

function statusOf(port: number): Promise<number> {
  return new Promise((resolve) => {
    const asking = get({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', () => resolve(0));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
