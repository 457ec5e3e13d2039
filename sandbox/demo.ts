import process from 'node:process';
import { printLedger } from './demo/ledger.ts';
import { createNarrator } from './demo/narrator.ts';
import { story } from './demo/script.ts';
import { openStage } from './demo/stage.ts';

/** `npm run demo`: seven weeks of the real app beside a pretend Slack, in a minute. No settings, no network. */
const startAt = new Date('2026-11-16T09:00:00Z');
const endAt = new Date('2026-12-31T23:59:00Z');
const dayMs = 24 * 3_600_000;

const stage = await openStage(startAt);
const narrator = createNarrator(stage);
narrator.say(
  `Drumbeat demo: Lumenforge and its 30 partners, Mon 16 Nov to Thu 31 Dec 2026 (${stage.server.description})`,
);
try {
  for (const act of story) {
    await goTo(new Date(act.at));
    narrator.act(act.does);
    await act.act(stage);
    narrator.catchUp();
  }
  await goTo(endAt);
  process.exitCode = (await printLedger(stage)) ? 0 : 1;
} finally {
  await stage.close();
}

/** A day at a time, so that progress shows; while the app is down only the clock moves. */
async function goTo(to: Date): Promise<void> {
  while (stage.clock.now().getTime() < to.getTime()) {
    const next = new Date(Math.min(to.getTime(), stage.clock.now().getTime() + dayMs));
    if (stage.isUp()) await stage.time().advanceTo(next);
    else stage.clock.moveTo(next);
    narrator.catchUp();
  }
}
