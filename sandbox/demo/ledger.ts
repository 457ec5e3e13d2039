import process from 'node:process';
import type { LedgerLine } from '#features/check-ins/ledger-schemas.ts';
import { postedTwice } from '../posted-twice.ts';
import type { Stage } from './stage.ts';

const answeredStates = new Set(['completed', 'completed_partial', 'partial']);

/** Prints the run ledger and the closing table; false when something is missing or doubled. */
export async function printLedger(stage: Stage): Promise<boolean> {
  const lines = await stage.app().features.bySlug['check-ins'].listLedger({
    actor: { kind: 'operator', name: 'demo' },
    from: '2026-11-16',
    to: '2026-12-31',
  });
  const names = new Map(
    (await stage.database.collection('partners').find().toArray()).map((partner) => [
      String(partner['partnerId']),
      String(partner['displayName']),
    ]),
  );
  print('');
  print(row(['partner', 'period', 'state', 'answers', 'reminded', 'late', 'reason']));
  for (const line of lines) print(ledgerRow(line, names.get(line.partnerId) ?? ''));

  const doubled = await postedTwice(stage.slack, stage.database);
  const skipped = lines.filter((line) => line.state === 'skipped');
  const counts = {
    due: lines.length,
    sent: lines.filter((line) => line.sentAt !== null).length,
    answered: lines.filter((line) => answeredStates.has(line.state)).length,
    reminded: lines.filter((line) => line.reminded).length,
    missed: lines.filter((line) => line.state === 'missed').length,
    skipped: skipped.length,
    duplicates: doubled.length,
  };
  print('');
  print(
    Object.keys(counts)
      .map((name) => name.padStart(11))
      .join(''),
  );
  print(
    Object.values(counts)
      .map((count) => String(count).padStart(11))
      .join(''),
  );
  for (const line of skipped) print(`skipped: ${names.get(line.partnerId)} (${line.reason})`);
  for (const text of doubled) print(`posted twice: ${text}`);
  const everyKind = [counts.sent, counts.answered, counts.reminded, counts.missed, counts.skipped].every(
    (count) => count > 0,
  );
  print('');
  print(
    everyKind && doubled.length === 0
      ? 'Every check-in ran once, or its skip has a reason. Nothing was posted twice.'
      : 'The demo did not end as promised.',
  );
  return everyKind && doubled.length === 0;
}

function ledgerRow(line: LedgerLine, name: string): string {
  return row([
    `${line.partnerId} ${name}`,
    line.periodKey,
    line.state,
    `${line.answered}/${line.required}`,
    line.reminded ? 'yes' : '',
    line.late > 0 ? String(line.late) : '',
    line.reason ?? '',
  ]);
}

function row(cells: readonly string[]): string {
  const widths = [34, 9, 18, 9, 10, 6, 12];
  return cells.map((cell, index) => cell.padEnd(widths[index] ?? 10)).join('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
