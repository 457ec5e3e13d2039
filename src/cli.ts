import { readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { OperatorActor } from '#core/actor.ts';
import { systemClock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import { formatImportReport } from '#core/csv/report.ts';
import type { SettingChange } from '#features/program/schemas.ts';
import { readConfig } from '#platform/config.ts';
import type { App } from './app.ts';
import { createApp } from './app.ts';
import { operatorProblemText } from './start-problems.ts';

/** The operator's command line: imports, migrations, single jobs, programme settings. */
const program = new Command('drumbeat').description('Runs and looks after a Drumbeat deployment.');

const operator: OperatorActor = { kind: 'operator', name: userInfo().username };
/** A job may be run for another moment only as a dry run: what it writes must be true now (design §8). */
const nowToleranceMs = 60_000;

const importable = ['partners', 'staff', 'deals', 'accounts'] as const;
type Importable = (typeof importable)[number];

program
  .command('migrate')
  .description('create collections and indexes and apply migrations, once, under a lock')
  .action(() =>
    withApp(async (app) => {
      const applied = await app.migrate();
      say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`);
    }),
  );

program
  .command('import')
  .description(
    'import partners, staff, deals or accounts from a CSV file; the headers are documented in docs/import.md',
  )
  .argument('<what>', importable.join(', '), oneOf(importable))
  .argument('<file>', 'the CSV file')
  .option('--dry-run', 'check every row and say what would change')
  .option('--apply', 'write it')
  .option('--skip-bad', 'import the good rows although others are bad')
  .action((what: Importable, file: string, options: { dryRun?: true; apply?: true; skipBad?: true }) => {
    if (Boolean(options.dryRun) === Boolean(options.apply))
      program.error('Say either --dry-run or --apply. Nothing was changed.');
    return withApp(async (app) => {
      await app.prepare();
      const report = await importOf(
        app,
        what,
      )({
        actor: operator,
        text: readFileSync(file, 'utf8'),
        mode: options.apply ? 'apply' : 'dry-run',
        skipBad: options.skipBad ?? false,
      });
      say(formatImportReport(report));
      if (report.bad.length > 0 || report.unreadable) process.exitCode = 1;
    });
  });

program
  .command('export')
  .description('write deals as a CSV file that import reads again')
  .argument('<what>', 'deals', oneOf(['deals'] as const))
  .option('--partner <id>', 'of one partner only, e.g. P-0005')
  .option('--out <file>', 'the file to write; printed unless given')
  .action((_what: 'deals', options: { partner?: string; out?: string }) =>
    withApp(async (app) => {
      await app.prepare();
      const { deals } = app.features.bySlug;
      const { text, count } = await deals.exportDeals({ actor: operator, partnerId: options.partner ?? null });
      if (count === 0) process.stderr.write('There are no such deals.\n');
      if (options.out === undefined) return void process.stdout.write(text);
      writeFileSync(options.out, text);
      say(`${count} deals written to ${options.out}`);
    }),
  );

program
  .command('job')
  .description('run one job once')
  .argument('[name]', 'e.g. check-ins.sweep-emerging; without it, the list')
  .option(
    '--at <instant>',
    'run as if it were this instant (ISO 8601); more than a minute from now only with --dry-run',
    anInstant,
  )
  .option('--dry-run', 'print what would be done, write nothing')
  .action((name: string | undefined, options: { at?: Date; dryRun?: true }) =>
    withApp(async (app) => {
      if (name === undefined) return say(app.jobNames.join('\n'));
      const away = options.at ? Math.abs(options.at.getTime() - systemClock().now().getTime()) : 0;
      if (away > nowToleranceMs && !options.dryRun) {
        program.error('--at more than a minute from now works only with --dry-run. Nothing was done.');
      }
      await app.prepare();
      const report = await app.runJob(name, {
        ...(options.at ? { at: options.at } : {}),
        dryRun: options.dryRun ?? false,
      });
      say([...(report.lines ?? []), `${report.handled} handled, ${report.failed} failed`].join('\n'));
      if (report.failed > 0) process.exitCode = 1;
    }),
  );

const settings = program.command('settings').description('the programme settings: show them, or change one');
settings
  .command('show')
  .description('print the settings in force')
  .action(() =>
    withApp(async (app) => {
      const { version, settings: values } = await app.features.bySlug.program.public.newest();
      say(`version ${version}\n${JSON.stringify(values, null, 2)}`);
    }),
  );
settings
  .command('set')
  .description('change one value; without --apply only the difference is shown')
  .argument('<path>', 'e.g. windows.send.from')
  .argument('<value>', 'JSON, or plain text')
  .requiredOption('--reason <text>', 'why, for the audit trail')
  .option('--apply', 'write it')
  .action((path: string, value: string, options: { reason: string; apply?: true }) =>
    withApp(async (app) => {
      const { program: programSettings } = app.features.bySlug;
      const { version } = await programSettings.public.newest();
      const result = await programSettings.changeSettings({
        actor: operator,
        change: patchAt(path.split('.'), parsed(value)),
        reason: options.reason,
        expectedVersion: version,
        dryRun: !options.apply,
      });
      say(
        [
          ...result.changes.map(changeLine),
          result.applied ? `applied as version ${result.version}` : 'nothing written: add --apply',
        ].join('\n'),
      );
    }),
  );

await program.parseAsync();

async function withApp(work: (app: App) => Promise<void>): Promise<void> {
  let app: App | null = null;
  try {
    app = await createApp(readConfig());
    await work(app);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    process.stderr.write(`${operatorProblemText(thrown)}\n`);
    process.exitCode = 1;
  } finally {
    await app?.stop();
  }
}

function importOf(app: App, what: Importable) {
  const { directory, deals } = app.features.bySlug;
  const imports = {
    partners: directory.importPartners,
    staff: directory.importStaff,
    deals: deals.importDeals,
    accounts: deals.importAccounts,
  } as const;
  return imports[what];
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function oneOf<const Words extends readonly string[]>(words: Words) {
  return (text: string): Words[number] => {
    if (!words.includes(text)) throw new InvalidArgumentError(`one of: ${words.join(', ')}`);
    return text;
  };
}

function anInstant(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('an instant such as 2026-12-08T10:00:00Z');
  return at;
}

function patchAt(path: readonly string[], value: unknown): Record<string, unknown> {
  const [head = '', ...rest] = path;
  return { [head]: rest.length === 0 ? value : patchAt(rest, value) };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function changeLine({ path, before, after }: SettingChange): string {
  return `${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}
