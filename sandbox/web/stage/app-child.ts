import { flushCompileCache } from 'node:module';
import process from 'node:process';
import type { App } from '#app/app.ts';
import type { ManualClock } from '#core/clock.ts';
import { manualClock } from '#core/clock.ts';
import type { Log, LogFields } from '#core/log-fields.ts';
import { createDatabaseWatch } from '#platform/database-watch.ts';
import { readConfig } from '#platform/config.ts';
import { createApp } from '#app/app.ts';
import { fixtureRates } from '../../fixtures/deals.ts';
import type { DealFiles, LogLine, PartnerFiles, Report } from './orders.ts';
import { Order } from './orders.ts';

/**
 * The real app as a process of its own for the playground: killable like that of `sandbox/run-app.ts`, but on the stepped
 * driver, so that a move over a quarter visits every due instant instead of jumping over them.
 */
serve();

function serve(): void {
  const running: { app: App | null; clock: ManualClock | null } = { app: null, clock: null };

  async function start(now: Date): Promise<void> {
    const clock = manualClock(now);
    // The page only reads; what an app killed before had begun is over when this one starts.
    const watch = createDatabaseWatch();
    const app = await createApp(readConfig(), { stepped: { clock, watch }, log: reportingLog(clock, {}) });
    Object.assign(running, { app, clock });
    await app.migrate();
    await app.start();
    const commands = app.features.list
      .flatMap((feature) => feature.commands ?? [])
      .map(({ name, usage, summary }) => ({ name, usage, summary }));
    report({ type: 'ready', jobNames: [...app.jobNames], commands });
  }

  async function follow(order: Order): Promise<void> {
    if (order.type === 'start') return start(order.now);
    if (order.type === 'stop') {
      await running.app?.stop();
      process.exit(0);
    }
    const stepped = running.app?.stepped;
    if (!stepped || !running.app || !running.clock) throw new Error('the app has not started');
    if (order.type === 'seed' || order.type === 'seed-deals') {
      await (order.type === 'seed' ? importPartners(running.app, order) : importDeals(running.app, order));
      return report({ type: 'seeded' });
    }
    running.clock.moveTo(order.now);
    await stepped.settle();
    report({ type: 'stepped', nextAt: await stepped.nextDueAt() });
  }

  process.on('message', (message) => {
    follow(Order.parse(message)).catch((thrown: unknown) => {
      report({ type: 'failed', problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
    });
  });
  process.on('disconnect', () => process.exit());
  report({ type: 'loaded' });
  // Node would write it at the end, which a kill prevents.
  flushCompileCache();
}

const operator = { kind: 'operator', name: 'playground' } as const;
const importing = { actor: operator, mode: 'apply', skipBad: false } as const;

async function importPartners(app: App, seed: PartnerFiles): Promise<void> {
  const { directory } = app.features.bySlug;
  const staff = await directory.importStaff({ ...importing, text: seed.staffCsv });
  const partners = await directory.importPartners({ ...importing, text: seed.partnersCsv });
  if (!staff.applied || !partners.applied) throw new Error('the fixtures were refused');
}

async function importDeals(app: App, seed: DealFiles): Promise<void> {
  const { program, deals } = app.features.bySlug;
  const { version } = await program.public.newest();
  // Customers of the sandbox end in `.example`, and amounts need a rate.
  const change = { deals: { allowReservedDomains: true, fx: fixtureRates } };
  await program.changeSettings({
    ...{ actor: operator, change, reason: 'playground', dryRun: false },
    expectedVersion: version,
  });
  const reports = [
    await deals.importAccounts({ ...importing, text: seed.accountsCsv }),
    await deals.importDeals({ ...importing, text: seed.dealsCsv }),
    await deals.importDeals({ ...importing, text: seed.scenariosCsv }),
  ];
  if (reports.some(({ applied }) => !applied)) throw new Error('the deals of the fixtures were refused');
}

/** Warnings, errors and what sweeps handled, for the page's look inside. */
function reportingLog(clock: ManualClock, base: LogFields): Log {
  const write = (level: LogLine['level'], fields: LogFields, message: string): void => {
    const { err, ...rest } = { ...base, ...fields };
    const problem = err instanceof Error ? { err: err.message } : {};
    report({ type: 'log', line: { at: clock.now(), level, message, fields: { ...rest, ...problem } } });
  };
  return {
    debug: () => undefined,
    info: (fields, message) => (fields.job === undefined ? undefined : write('info', fields, message)),
    warn: (fields, message) => write('warn', fields, message),
    error: (fields, message) => write('error', fields, message),
    with: (fields) => reportingLog(clock, { ...base, ...fields }),
  };
}

function report(message: Report): void {
  if (process.connected) process.send?.(message);
}
