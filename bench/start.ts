import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from '#app/app.ts';
import { systemClock } from '#core/clock.ts';
import { createLumenforgeSlack, sandboxConfig, sandboxEnvironment } from '#sandbox/app.ts';
import { startChild } from './kit/child.ts';
import type { DatabaseReady } from './kit/database.ts';
import { timeToReady } from './kit/process.ts';
import type { Report } from './kit/report.ts';
import { median } from './kit/statistics.ts';

export const about = 'time from process start to ready, against a bare start of bolt, mongoose and agenda';

const rounds = 11;
const sides = ['bare', 'whole'] as const;
type Side = (typeof sides)[number];
const files = {
  bare: fileURLToPath(new URL('kit/bare-start.ts', import.meta.url)),
  whole: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
};

export async function run(report: Report): Promise<void> {
  const database = await startChild<DatabaseReady>(new URL('kit/database.ts', import.meta.url), { databases: 2 });
  const { uri, names, description } = database.ready;
  report.note(description);
  const slack = createLumenforgeSlack(systemClock());
  const { apiUrl, close } = await slack.listen();
  const uriOf = { bare: withDatabase(uri, names[0] ?? ''), whole: withDatabase(uri, names[1] ?? '') };
  const environmentOf = (side: Side): Record<string, string> =>
    sandboxEnvironment(uriOf[side], { SLACK_API_URL: apiUrl });
  try {
    const migrating = await createApp(sandboxConfig(uriOf.whole, { SLACK_API_URL: apiUrl }));
    await migrating.migrate();
    await migrating.stop();
    await compare(report, 'time to ready, median', environmentOf);
    const cache = mkdtempSync(join(tmpdir(), 'drumbeat-bench-'));
    const cached = (side: Side): Record<string, string> => ({ ...environmentOf(side), NODE_COMPILE_CACHE: cache });
    await compare(report, 'time to ready, median, both with NODE_COMPILE_CACHE', cached);
    rmSync(cache, { recursive: true, force: true });
  } finally {
    slack.stop();
    await close();
    await database.stop();
  }
}

async function compare(
  report: Report,
  name: string,
  environmentOf: (side: Side) => Record<string, string>,
): Promise<void> {
  // The first start of each reads its files from disk and creates what is missing; it does not count.
  for (const side of sides) await timeToReady(files[side], environmentOf(side));
  const times = { bare: [] as number[], whole: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      times[side].push(await timeToReady(files[side], environmentOf(side)));
    }
  }
  const [whole, bare] = [median(times.whole), median(times.bare)];
  const baseline = 'bare start of bolt, mongoose and agenda';
  report.figure({ name, value: whole / bare, baseline, aim: { atMost: 1.5 } });
  report.note(`${name}: ${whole.toFixed(0)} ms against ${bare.toFixed(0)} ms, ${rounds} starts each`);
}

/** The URI of the sandbox's server names no database. */
function withDatabase(uri: string, name: string): string {
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.href;
}
