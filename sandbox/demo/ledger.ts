import process from 'node:process';
import { postedTwice } from '../posted-twice.ts';
import { operator } from './acting.ts';
import { attentionOf } from './attention-table.ts';
import { dealTable } from './deal-acting.ts';
import type { Stage } from './stage.ts';
import { countsOf, touchTable } from './touch-table.ts';

/** Prints what came of the weeks; false when a figure is impossible or something stands in Slack twice. */
export async function printLedger(stage: Stage, weeks: { count: number; from: Date; to: Date }): Promise<boolean> {
  const lines = (
    await stage.app().features.bySlug['check-ins'].listLedger({
      actor: operator,
      from: weeks.from.toISOString().slice(0, 10),
      to: weeks.to.toISOString().slice(0, 10),
    })
  ).filter(({ sentAt, state }) => sentAt !== null || state === 'skipped' || state === 'cancelled');
  const doubled = await postedTwice(stage.slack, stage.database);
  const attention = await attentionOf(stage, lines, weeks.count);
  print('');
  for (const line of touchTable(lines)) print(line);
  print('');
  for (const line of attention.lines) print(line);
  const deals = await dealTable(stage);
  print('');
  for (const line of deals.lines) print(line);
  print(`duplicates: ${doubled.length}`);

  const counts = countsOf(lines);
  const keys = lines.flatMap(({ occurrenceKey, sentAt }) => (sentAt === null ? [] : [occurrenceKey]));
  const wrong = [
    ...deals.wrong,
    ...doubled.map((key) => `posted twice: ${key}`),
    ...keys.filter((key, n) => keys.indexOf(key) !== n).map((key) => `held twice: ${key}`),
    ...lines
      .filter(({ sentAt, reason }) => sentAt === null && reason === null)
      .map((line) => `no reason: ${line.occurrenceId}`),
    ...(attention.outsideWindow > 0 ? [`${attention.outsideWindow} messages outside working hours`] : []),
    ...(attention.weeksOverCap > 0 ? [`${attention.weeksOverCap} weeks over a cap`] : []),
    ...(counts.due === counts.sent + counts.skipped + counts.merged ? [] : ['a touch was neither sent nor skipped']),
    ...Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [] : [`nothing was ${name}`])),
  ];
  print('');
  for (const line of wrong) print(`wrong: ${line}`);
  print(
    wrong.length === 0
      ? 'Every touch ran once, or its skip has a reason. Nothing was posted twice, at night, or over a cap.'
      : 'The demo did not end as promised.',
  );
  return wrong.length === 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
