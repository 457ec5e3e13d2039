import { expect } from 'vitest';
import { deliveryKey } from '#platform/inbox/keys.ts';
import type { TestApp, TestAppOptions } from './app.ts';
import { traceOf } from './trace.ts';
import type { Trace } from './trace.ts';
import { createTripwire } from './tripwire.ts';
import type { DeathAt } from './tripwire.ts';

type Wrapped = Pick<TestAppOptions, 'wrapFetch'>;

export interface RunsOnceOptions<Test extends TestApp> {
  /** The app right before the act, the same every time; hands `wrapFetch` on to `createTestApp`. */
  create(options: Wrapped): Promise<Test>;
  /** One press, one submission or one run of a job. It is done twice in one of the runs. */
  act(test: Test): Promise<unknown>;
  /** The same act, watched: done once in the run that nothing disturbs. `act` unless given. */
  watched?(test: Test): Promise<unknown>;
  /** Milliseconds of the clock until everything that follows has happened; ten minutes unless given. */
  settleMs?: number;
  /** Names of fields that may differ between two runs, such as counters of views. */
  ignore?: readonly string[];
  /** At how many calls of each method it dies; two unless given. */
  crashesPerMethod?: number;
  /**
   * A method that is called often enough gets its three deaths in one run, each at a call of its own; else each death
   * has a run. Building the same app again is most of what this costs.
   */
  together?: true;
}

/** Calls by which a message or its state in Slack changes; each is a step at which the app can die. */
const writing = new Set(['chat.postMessage', 'chat.update', 'chat.delete', 'pins.add', 'reactions.add']);
const deaths: readonly DeathAt[] = ['before', 'after', 'lost'];
const restMs = 120_000;

/**
 * Proves that an act has one effect: done twice, taken up by another replica after its delivery was only stored or was
 * worked on but not ended, and with a crash at each call to Slack it leaves the same messages and the same documents.
 * Returns the names of the runs.
 */
export async function runsOnce<Test extends TestApp>(given: RunsOnceOptions<Test>): Promise<readonly string[]> {
  const options = { ...given, create: (wrapped: Wrapped) => createRested(given, wrapped) };
  const { create, act, ignore, crashesPerMethod = 2 } = options;
  const undisturbed = await create({});
  const callsBefore = undisturbed.slack.log.calls.length;
  const deliveriesBefore = undisturbed.slack.log.deliveries.length;
  await (given.watched ?? act)(undisturbed);
  await settle(undisturbed);
  const expected = await traceOf(undisturbed, ignore);
  const calls = undisturbed.slack.log.calls.slice(callsBefore).map((call) => call.method);
  const isDelivered = undisturbed.slack.log.deliveries.length > deliveriesBefore;

  const ran: string[] = [];
  await compare('done twice', async () => {
    const test = await create({});
    await act(test);
    await act(test);
    return test;
  });
  if (isDelivered) {
    await compare('stored, then taken up by another replica', () => storedOnly(options));
    await compare('worked on, then taken up by another replica', () => notEnded(options));
  }
  for (const method of writing) {
    const made = calls.filter((call) => call === method).length;
    if (options.together && made >= deaths.length) {
      await compare(`crash ${deaths.join(', ')} ${method}`, () => crashed(options, method, 1, deaths));
      continue;
    }
    for (let nth = 1; nth <= Math.min(crashesPerMethod, made); nth += 1) {
      for (const at of deaths) await compare(`crash ${at} ${method} ${nth}`, () => crashed(options, method, nth, [at]));
    }
  }
  return ran;

  async function compare(name: string, run: () => Promise<Test>): Promise<void> {
    const test = await run();
    await settle(test);
    const trace: Trace = await traceOf(test, ignore);
    expect(trace, name).toEqual(expected);
    ran.push(name);
  }

  async function settle(test: Test): Promise<void> {
    await test.time.advanceTo(new Date(test.clock.now().getTime() + (options.settleMs ?? 600_000)));
  }
}

/** What every app does at its start has been done before the act, so that a successor's start adds nothing. */
async function createRested<Test extends TestApp>({ create }: RunsOnceOptions<Test>, wrapped: Wrapped): Promise<Test> {
  const test = await create(wrapped);
  await test.restart();
  await test.time.advanceTo(new Date(test.clock.now().getTime() + restMs));
  return test;
}

/** The delivery reaches the database and nothing else: its worker died right after storing it. */
async function storedOnly<Test extends TestApp>({ create, act }: RunsOnceOptions<Test>): Promise<Test> {
  const test = await create({});
  const rows = test.database.collection<{ _id: string }>('inbox_deliveries');
  test.slack.connectApp({
    kind: 'inProcess',
    async handle(request) {
      const body = bodyOf(await request.text());
      const { key, kind } = deliveryKey(body);
      const at = test.clock.now();
      const row = { kind, state: 'received', body: JSON.stringify(body), attempts: 1, endedAt: null, reason: null };
      await rows.insertOne({ _id: key, ...row, leaseUntil: at, receivedAt: at } as { _id: string });
      return new Response('');
    },
  });
  await act(test);
  await test.abandon();
  return test;
}

/** The worker died after its last write, right before it could end the delivery. */
async function notEnded<Test extends TestApp>({ create, act }: RunsOnceOptions<Test>): Promise<Test> {
  const test = await create({});
  const before = test.slack.log.deliveries.length;
  await act(test);
  await test.time.settle();
  const rows = test.database.collection<{ _id: string }>('inbox_deliveries');
  for (const { payload } of test.slack.log.deliveries.slice(before)) {
    const open = { state: 'received', body: JSON.stringify(payload), endedAt: null, leaseUntil: test.clock.now() };
    await rows.updateOne({ _id: deliveryKey(payload).key }, { $set: open });
  }
  await test.abandon();
  return test;
}

/** The app dies at the nth call; its successor, when there is another death, at its own first call. */
async function crashed<Test extends TestApp>(
  { create, act, settleMs = 600_000 }: RunsOnceOptions<Test>,
  method: string,
  nth: number,
  ways: readonly DeathAt[],
): Promise<Test> {
  const tripwire = createTripwire();
  const test = await create({ wrapFetch: tripwire.wrap });
  for (const [index, at] of ways.entries()) {
    const isFirst = index === 0;
    const trip = tripwire.arm(method, isFirst ? nth : 1, at);
    const { time } = test;
    const follows = () => time.advanceTo(new Date(test.clock.now().getTime() + settleMs));
    // What a dead app was asked for may never be answered, so nobody waits for the act again.
    const going = isFirst ? act(test).then(follows) : follows();
    going.catch(() => undefined);
    await Promise.race([going, trip.dead]);
    if (!trip.isReached()) throw new Error(`it never came to ${method} to die ${at} it`);
    await test.abandon();
  }
  return test;
}

function bodyOf(text: string): unknown {
  if (text.startsWith('{')) return JSON.parse(text);
  const form = Object.fromEntries(new URLSearchParams(text));
  return form['payload'] === undefined ? form : JSON.parse(form['payload']);
}
