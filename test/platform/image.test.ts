import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { realDelay, stopwatch, systemClock } from '#core/clock.ts';
import { createLumenforgeSlack, sandboxEnvironment } from '#sandbox/app.ts';
import { freshDatabaseName, openStandIn } from '#sandbox/database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const readyWithinMs = 20_000;

/** The file list of the image: what `COPY` takes, and where to. */
function copied(): { sources: string[]; target: string }[] {
  const lines = dockerfile.match(/^COPY .+$/gmu) ?? [];
  return lines.map((line) => {
    const words = line.split(/\s+/u).slice(1);
    return { sources: words.slice(0, -1), target: words.at(-1) ?? '' };
  });
}

/** As `COPY` does it: onto a target that ends with a slash by name, a folder's content into any other. */
function copyInto(folder: string): void {
  for (const { sources, target } of copied()) {
    for (const source of sources) {
      const to = target.endsWith('/') ? join(folder, target, basename(source)) : join(folder, target);
      cpSync(join(root, source), to, { recursive: true });
    }
  }
}

interface Run {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

function run(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): Run {
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  });
  return { child, output: () => output, ended };
}

async function succeeds(started: Run): Promise<string> {
  const code = await started.ended;
  if (code !== 0) throw new Error(`ended with ${code}: ${started.output()}`);
  return started.output();
}

async function answersOk(started: Run, url: string): Promise<void> {
  const elapsedMs = stopwatch();
  while (elapsedMs() < readyWithinMs && started.child.exitCode === null) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await realDelay(20);
  }
  throw new Error(`${url} never said 200: ${started.output()}`);
}

async function portIn(started: Run): Promise<string> {
  const elapsedMs = stopwatch();
  while (elapsedMs() < readyWithinMs && started.child.exitCode === null) {
    const port = /health on (\d+)/u.exec(started.output())?.[1];
    if (port !== undefined) return port;
    await realDelay(20);
  }
  throw new Error(`the app did not start: ${started.output()}`);
}

test('the image takes the lock file, everything that is shipped, and nothing of the sandbox or the tests', () => {
  const sources = copied().flatMap((line) => line.sources);
  expect(sources).toEqual(
    expect.arrayContaining([
      'package.json',
      'package-lock.json',
      'manifest.json',
      'migrations',
      'blocks',
      'jobs',
      'src',
    ]),
  );
  expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  expect(sources.filter((source) => /^(\.|sandbox|test|bench|tools|node_modules)/u.test(source))).toEqual([]);
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toContain('*');
  expect(sources.filter((source) => !ignored.includes(`!${source}`))).toEqual([]);
});

test('the files of the image alone install, migrate, serve, and stop with 0', { timeout: 90_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drumbeat-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  copyInto(folder);

  // The shell's Node may be older than the project's, and the `node` package is a development dependency.
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  const npmEnv = { ...process.env, PATH: path, NODE_ENV: 'production' };
  await succeeds(run(folder, 'npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], npmEnv));
  for (const absent of ['sandbox', 'test', 'node_modules/vitest']) expect(existsSync(join(folder, absent))).toBe(false);

  const database = await openStandIn();
  onTestFinished(database.close);
  const slack = createLumenforgeSlack(systemClock());
  const { apiUrl, close } = await slack.listen();
  onTestFinished(async () => {
    slack.stop();
    await close();
  });
  const uri = new URL(database.uri);
  uri.pathname = `/${freshDatabaseName()}`;
  const env = { PATH: path, NODE_ENV: 'production', ...sandboxEnvironment(uri.href, { SLACK_API_URL: apiUrl }) };

  // The app refuses to start on a database that was not migrated.
  await succeeds(run(folder, process.execPath, ['src/cli.ts', 'migrate'], env));
  const compiled = join(folder, 'compiled');
  await succeeds(run(folder, 'sh', ['-c', compileCommand()], { PATH: path, NODE_COMPILE_CACHE: compiled }));
  expect(readdirSync(compiled, { recursive: true }).length).toBeGreaterThan(100);
  const started = run(folder, process.execPath, startCommand(), { ...env, NODE_COMPILE_CACHE: compiled });
  const health = `http://127.0.0.1:${await portIn(started)}`;
  await answersOk(started, `${health}/healthz`);
  await answersOk(started, `${health}/readyz`);
  started.child.kill('SIGTERM');
  expect(await started.ended, started.output()).toBe(0);
});

/** The step of the build that fills Node's compile cache. */
function compileCommand(): string {
  expect(dockerfile).toMatch(/^ENV NODE_COMPILE_CACHE=\S+$/mu);
  return /^RUN (node .+)$/mu.exec(dockerfile)?.[1] ?? 'false';
}

/** What `CMD` runs, without its `node`. */
function startCommand(): string[] {
  const [command, ...args] = JSON.parse(/^CMD (\[.+\])$/mu.exec(dockerfile)?.[1] ?? '[]') as string[];
  expect([command, ...args]).toEqual(['node', 'src/main.ts']);
  return args;
}
