import process from 'node:process';
import { parseArgs } from 'node:util';
import { createPlayground } from './web/page/playground.ts';
import { servePage } from './web/page/server.ts';
import { openPlaygroundStage } from './web/stage/stage.ts';

/** `npm run playground [-- --port N --at 2026-12-08T13:30:00Z]`: the real app beside a pretend Slack, in a browser on this machine. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, at: { type: 'string' } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);

say('Drumbeat playground: setting up Lumenforge and its 30 partners …');
const stage = await openPlaygroundStage(values.at === undefined ? undefined : new Date(values.at));
const page = await servePage(createPlayground(stage), stage.server.description, Number(values.port));
say(stage.server.description);
say(`Open ${page.address} (only this machine can; Ctrl+C ends it)`);

const ended = Promise.withResolvers<void>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.resolve());
await ended.promise;
await page.close();
await stage.close();
process.exit(0);
