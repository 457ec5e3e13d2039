import process from 'node:process';
import { parseArgs } from 'node:util';
import { dealStory } from './demo/deals.ts';
import { printLedger } from './demo/ledger.ts';
import { createNarrator } from './demo/narrator.ts';
import { createPeople } from './demo/people.ts';
import { quarterStory } from './demo/script-quarter.ts';
import { story } from './demo/script.ts';
import { openStage } from './demo/stage.ts';

/** `npm run demo [-- --weeks 13]`: weeks of the real app beside a pretend Slack. No settings, no network. */
const startAt = new Date('2026-11-16T09:00:00Z');
const dayMs = 24 * 3_600_000;
const usualWeeks = 7;
const mostWeeks = 52;

const { values } = parseArgs({ options: { weeks: { type: 'string', default: String(usualWeeks) } } });
const weeks = Number(values.weeks);
if (!Number.isInteger(weeks) || weeks < usualWeeks || weeks > mostWeeks) {
  process.stderr.write(`--weeks takes a whole number from ${usualWeeks} to ${mostWeeks}, e.g. --weeks 13.\n`);
  process.exit(1);
}
const endAt = new Date(startAt.getTime() + weeks * 7 * dayMs);

const stage = await openStage(startAt);
const narrator = createNarrator(stage);
const people = createPeople(stage, (what) => narrator.act(what));
narrator.say(
  `Drumbeat demo: Lumenforge and its 30 partners, ${weeks} weeks from Mon 16 Nov 2026 (${stage.server.description})`,
);
try {
  const acts = [...story, ...dealStory, ...quarterStory].toSorted((left, right) => left.at.localeCompare(right.at));
  for (const act of acts.filter(({ at }) => new Date(at) < endAt)) {
    await goTo(new Date(act.at));
    narrator.act(act.does);
    narrator.answer(await act.act(stage));
  }
  await goTo(endAt);
  narrator.tellWeek();
  process.exitCode = (await printLedger(stage, { count: weeks, from: startAt, to: endAt })) ? 0 : 1;
} finally {
  await stage.close();
}

/** A day at a time, people acting in between; while the app is down only the clock moves. */
async function goTo(to: Date): Promise<void> {
  while (stage.clock.now().getTime() < to.getTime()) {
    const next = new Date(Math.min(to.getTime(), stage.clock.now().getTime() + dayMs));
    if (stage.isUp()) {
      await stage.time().advanceTo(next, async () => {
        narrator.pass();
        await people.act();
      });
    } else stage.clock.moveTo(next);
    narrator.pass();
  }
}
