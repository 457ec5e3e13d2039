import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import { stopwatch } from '#core/clock.ts';
import { createAccountStore } from '#features/deals/account-store.ts';
import { createCandidateStore } from '#features/deals/candidate-store.ts';
import { createConflictFinder } from '#features/deals/conflicts/find.ts';
import { createLetterStore } from '#features/deals/letter-store.ts';
import { openStatuses } from '#features/deals/state-schemas.ts';
import { askedFor, fieldsOfDomain, preCheckVerdict } from '#features/deals/pre-check-rules.ts';
import { startChild } from './kit/child.ts';
import type { DatabaseReady } from './kit/database.ts';
import { createCustomers, fillDeals } from './kit/deal-corpus.ts';
import type { Customers } from './kit/deal-corpus.ts';
import { timesOfSubmissions } from './kit/deal-submissions.ts';
import type { Report } from './kit/report.ts';
import { percentile } from './kit/statistics.ts';

export const about =
  'pre-check and full match among 100,000 registrations, 200,000 accounts; submission to acknowledgement';

const full = { registrations: 100_000, accounts: 200_000 };
const tenth = { registrations: full.registrations / 10, accounts: full.accounts / 10 };
const rounds = 2000;
const warmUp = 300;
/** One partner's limit of open registrations is 40. */
const submissions = 30;
/** Slack waits so long for the answer to a form (slack.md §2), a partner for the acknowledgement (domain §4.7). */
const answerMs = 3000;
const acknowledgementMs = 60_000;
const when = { today: '2026-11-16', zone: 'Europe/Berlin' };

interface Times {
  exact: number[];
  preCheck: number[];
  match: number[];
  /** Registrations and accounts looked at by one match. */
  lookedAt: number[];
}

export async function run(report: Report): Promise<void> {
  const database = await startChild<DatabaseReady>(new URL('kit/database.ts', import.meta.url), { databases: 3 }, [
    '--max-semi-space-size=64',
  ]);
  report.note(database.ready.description);
  try {
    const { uri, names } = database.ready;
    await measureSubmissions(report, { uri, database: names[2] ?? '' });
    const small = await timesAmong(report, uri, names[0] ?? '', tenth);
    const large = await timesAmong(report, uri, names[1] ?? '', full);
    for (const kind of ['preCheck', 'match'] as const) {
      const name = kind === 'match' ? 'full match' : 'pre-check';
      report.figure({
        name: `${name}, p99`,
        value: percentile(large[kind], 0.99) / percentile(large.exact, 0.99),
        baseline: 'p99 of an exact lookup by domain in the same run',
        aim: { atMost: 10 },
      });
      report.figure({
        name: `${name}, ten times the entries, p99`,
        value: percentile(large[kind], 0.99) / percentile(small[kind], 0.99),
        baseline: `p99 among ${tenth.registrations} and ${tenth.accounts}`,
        aim: { atMost: 1.5 },
      });
    }
  } finally {
    await database.stop();
  }
}

async function measureSubmissions(report: Report, place: { uri: string; database: string }): Promise<void> {
  const { bare, answered, acknowledged } = await timesOfSubmissions(place, submissions);
  report.figure({
    name: 'submission to its answer, slowest',
    value: Math.max(...answered) / answerMs,
    baseline: `${answerMs} ms that Slack waits`,
    aim: { atMost: 1 },
  });
  report.figure({
    name: 'submission to acknowledgement in the channel, slowest',
    value: Math.max(...acknowledged) / acknowledgementMs,
    baseline: 'a minute',
    aim: { atMost: 1 },
  });
  for (const [name, times] of Object.entries({ answered, acknowledged })) {
    const ratio = percentile(times, 0.5) / percentile(bare, 0.5);
    const [middle, late] = [percentile(times, 0.5), percentile(times, 0.99)];
    report.note(
      `submission ${name}: ${middle.toFixed(0)} ms, p99 ${late.toFixed(0)} ms, ` +
        `${ratio.toFixed(0)} times a bare signed request with one insert (${percentile(bare, 0.5).toFixed(1)} ms)`,
    );
  }
}

async function timesAmong(report: Report, uri: string, name: string, size: typeof full): Promise<Times> {
  const connection = await mongoose.createConnection(uri, { dbName: name }).asPromise();
  try {
    const fillMs = stopwatch();
    const customers = createCustomers();
    await fillDeals(connection, customers, size);
    report.note(
      `${size.registrations} registrations, ${size.accounts} accounts: filled in ${(fillMs() / 1000).toFixed(0)} s`,
    );
    await measure(connection, customers, warmUp);
    const times = await measure(connection, customers, rounds);
    for (const kind of ['exact', 'preCheck', 'match'] as const) {
      const [middle, late] = [percentile(times[kind], 0.5), percentile(times[kind], 0.99)];
      report.note(`${size.registrations}, ${kind}: ${middle.toFixed(2)} ms, p99 ${late.toFixed(2)} ms`);
    }
    const [middle, late] = [percentile(times.lookedAt, 0.5), percentile(times.lookedAt, 0.99)];
    report.note(`${size.registrations}, looked at by one match: ${middle}, p99 ${late}`);
    return times;
  } finally {
    await connection.dropDatabase();
    await connection.close();
  }
}

/** One of each kind in turn, so that whatever slows the machine down slows all of them. */
async function measure(connection: Connection, customers: Customers, count: number): Promise<Times> {
  const finder = createConflictFinder({
    accounts: createAccountStore(connection),
    candidates: createCandidateStore(connection),
    letters: createLetterStore(connection),
  });
  const deals = connection.collection('deals');
  const times: Times = { exact: [], preCheck: [], match: [], lookedAt: [] };
  for (let n = 0; n < count; n += 1) {
    const { fields, domain } = customers.asked();
    const exactMs = stopwatch();
    await deals.findOne({ 'details.customerDomain': domain, status: { $in: [...openStatuses] } });
    times.exact.push(exactMs());
    const preCheckMs = stopwatch();
    preCheckVerdict('P-ASKING', domain, await finder.search(fieldsOfDomain(domain), when.zone), when);
    times.preCheck.push(preCheckMs());
    const registration = { ...askedFor('P-ASKING', domain), fields };
    const matchMs = stopwatch();
    await finder.findConflicts({ registration, ...when });
    times.match.push(matchMs());
    const { registrations, accounts } = await finder.search(fields, when.zone);
    times.lookedAt.push(registrations.length + accounts.length);
  }
  return times;
}
