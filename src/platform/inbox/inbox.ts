import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import { createBell } from '../bell.ts';
import { createStanding } from '../database-watch.ts';
import type { Observe } from '../database-watch.ts';
import type { Metrics } from '../metrics.ts';
import { isDuplicateKey, modelOf } from '../mongo.ts';
import { deliveryKey } from './keys.ts';
import type { DeliveryRow } from './model.ts';
import { deliveryModel } from './model.ts';
import { createTurns } from './turns.ts';

/** What handlers are told of the delivery they work on, and how they say how it ended. */
export interface Delivery {
  key: string;
  /** Processed again after a crash: triggers are dead. */
  replayed: boolean;
  attempt: number;
  /** done unless the edge says otherwise: refused = field errors, retry = unavailable, failed = ours. */
  result: 'done' | 'refused' | 'retry' | 'failed';
  reason: string | null;
}

/** One incoming request, whichever receiver brought it. */
export interface Incoming {
  body: unknown;
  /** Answers Slack; once only, later calls are ignored by the caller. */
  ack(answer?: unknown): Promise<void>;
}

export interface InboxDeps {
  connection: Connection;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  observe: Observe;
  /** Milliseconds a replica may work on a delivery before another takes it up. */
  leaseMs: number;
  /** Bolt, given the payload and what it needs to know of the delivery. */
  process(incoming: Incoming, delivery: Delivery): Promise<void>;
}

const maximumAttempts = 8;
const keepKeyMs = 7 * 24 * 3_600_000;
const keepFailedMs = 30 * 24 * 3_600_000;
const betweenCleaningsMs = 3_600_000;
const idleMs = 1000;

/** Far below the driver's 100 connections, so that the insert before an ack finds one. */
const turnLimits = { most: 24, whileAcknowledging: 2 };

/** Kinds that are acknowledged as soon as they are stored; a view must first say what is wrong with its fields. */
const ackAtOnce = new Set(['event', 'action', 'command', 'shortcut', 'view_closed', 'other']);

/** Stored before acknowledged, worked on at least once, done once (design §6.1). */
export function createInbox(deps: InboxDeps) {
  const rows = modelOf(deps.connection, deliveryModel);
  const bell = createBell(deps.clock);
  const turns = createTurns(turnLimits);
  const underWay = new Map<string, Promise<void>>();
  /** Answers to forms under way, for the same form sent again meanwhile. */
  const formAnswers = new Map<string, Promise<unknown>>();
  let cleanedAt: Date | null = null;
  /** When the first worker that is not heard of any more is given up; null when nobody works. */
  const nextLeaseEnd = createStanding(deps.observe)(async () => {
    const row = await rows
      .findOne({ state: 'received' }, { leaseUntil: 1 })
      .sort({ leaseUntil: 1 })
      .lean<Pick<DeliveryRow, 'leaseUntil'>>();
    return row?.leaseUntil ?? null;
  });

  /** Stores the delivery or finds the one stored before. Throws when the database does not take it. */
  async function store(key: string, kind: DeliveryRow['kind'], body: unknown): Promise<'new' | 'known'> {
    const now = deps.clock.now();
    const fresh = { body: JSON.stringify(body), leaseUntil: new Date(now.getTime() + deps.leaseMs), attempts: 1 };
    try {
      await rows.collection.insertOne({
        ...fresh,
        _id: key as never,
        kind,
        state: 'received',
        receivedAt: now,
        endedAt: null,
        reason: null,
      });
      return 'new';
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
    }
    const again = await rows.updateOne(
      { _id: key, state: 'refused' },
      { $set: { ...fresh, state: 'received', endedAt: null } },
    );
    return again.modifiedCount === 1 ? 'new' : 'known';
  }

  async function work(key: string, incoming: Incoming, attempt: number, replayed: boolean): Promise<void> {
    const delivery: Delivery = { key, replayed, attempt, result: 'done', reason: null };
    try {
      await deps.process(incoming, delivery);
    } catch (thrown) {
      delivery.result = 'failed';
      delivery.reason = 'core.bug';
      deps.log.error({ deliveryKey: key, err: thrown }, 'a delivery could not be processed');
    }
    await end(delivery);
  }

  async function end(delivery: Delivery): Promise<void> {
    const now = deps.clock.now();
    const givesUp = delivery.result === 'retry' && delivery.attempt >= maximumAttempts;
    if (delivery.result === 'retry' && !givesUp) {
      const leaseUntil = new Date(now.getTime() + 1000 * 2 ** delivery.attempt);
      await rows.updateOne({ _id: delivery.key, state: 'received' }, { $set: { leaseUntil, reason: delivery.reason } });
      return;
    }
    const state = delivery.result === 'retry' ? 'failed' : delivery.result;
    await rows.updateOne(
      { _id: delivery.key, state: 'received' },
      { $set: { state, endedAt: now, reason: delivery.reason, ...(state === 'failed' ? {} : { body: null }) } },
    );
  }

  function track(key: string, work: Promise<void>): Promise<void> {
    const tracked = work
      .catch((thrown: unknown) => deps.log.error({ err: thrown, event: 'inbox' }, 'a delivery could not be ended'))
      .finally(() => underWay.delete(key));
    underWay.set(key, tracked);
    return tracked;
  }

  /** A delivery whose worker is gone again and again may be what kills it. */
  async function giveUp(row: DeliveryRow): Promise<void> {
    deps.log.error({ deliveryKey: row._id, event: 'inbox' }, 'a delivery was given up; it is kept');
    const change = { state: 'failed', endedAt: deps.clock.now(), reason: row.reason ?? 'core.abandoned' } as const;
    await rows.updateOne({ _id: row._id, state: 'received' }, { $set: change });
  }

  /** A form is answered when worked on. Throws when it was not: Slack says so, and the form stays open. */
  async function receiveForm(key: string, incoming: Incoming): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    promise.catch(() => undefined);
    formAnswers.set(key, promise);
    const ack = (answer?: unknown): Promise<void> => {
      resolve(answer);
      return incoming.ack(answer);
    };
    await track(key, work(key, { body: incoming.body, ack }, 1, false));
    reject(new Error('a form could not be answered'));
    formAnswers.delete(key);
    await promise;
  }

  /** Takes up deliveries whose worker is gone. */
  async function recover(): Promise<number> {
    const now = deps.clock.now();
    let recovered = 0;
    for (;;) {
      const row = await rows
        .findOneAndUpdate(
          { state: 'received', leaseUntil: { $lte: now }, _id: { $nin: [...underWay.keys()] } },
          { $set: { leaseUntil: new Date(now.getTime() + deps.leaseMs) }, $inc: { attempts: 1 } },
          { sort: { leaseUntil: 1 }, returnDocument: 'after' },
        )
        .lean<DeliveryRow>();
      if (!row) return recovered;
      recovered += 1;
      if (row.attempts > maximumAttempts) {
        await giveUp(row);
        continue;
      }
      deps.metrics.inboxDelivery(row.kind, 'recovered');
      const incoming = { body: JSON.parse(row.body ?? '{}') as unknown, ack: () => Promise.resolve() };
      await track(row._id, work(row._id, incoming, row.attempts, true));
    }
  }

  async function clean(): Promise<void> {
    const now = deps.clock.now();
    if (cleanedAt && now.getTime() - cleanedAt.getTime() < betweenCleaningsMs) return;
    cleanedAt = now;
    await rows.deleteMany({
      state: { $in: ['done', 'refused'] },
      endedAt: { $lt: new Date(now.getTime() - keepKeyMs) },
    });
    await rows.deleteMany({ state: 'failed', endedAt: { $lt: new Date(now.getTime() - keepFailedMs) } });
  }

  return {
    /** Called by the receivers. Throws when the delivery could not be stored: Slack is answered 500 and comes again. */
    async receive(incoming: Incoming): Promise<void> {
      const { key, kind } = deliveryKey(incoming.body);
      if (kind === 'options')
        return deps.process(incoming, { key, replayed: false, attempt: 1, result: 'done', reason: null });
      const stored = await turns.first(async () => {
        const outcome = await store(key, kind, incoming.body);
        if (outcome === 'new' && ackAtOnce.has(kind)) await incoming.ack();
        return outcome;
      });
      deps.metrics.inboxDelivery(kind, stored);
      if (stored === 'known') return incoming.ack(await formAnswers.get(key));
      // Slack waits for the answer to a form, so its work takes no turn.
      if (!ackAtOnce.has(kind)) return receiveForm(key, incoming);
      const acknowledged = { body: incoming.body, ack: () => Promise.resolve() };
      await track(
        key,
        turns.afterwards(() => work(key, acknowledged, 1, false)),
      );
    },

    recover,

    /** For the stepped driver: everything under way, and everything abandoned, is worked off. */
    async drain(): Promise<void> {
      await Promise.all(underWay.values());
      const leaseEnd = await nextLeaseEnd();
      if (leaseEnd !== null && leaseEnd.getTime() <= deps.clock.now().getTime()) await recover();
      await clean();
    },

    nextDueAt: nextLeaseEnd,

    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        try {
          await recover();
          await clean();
        } catch (thrown) {
          deps.log.error({ err: thrown, event: 'inbox' }, 'the inbox loop stumbled');
        }
        await bell.wait(idleMs, signal);
      }
      await Promise.all(underWay.values());
    },
  };
}

export type Inbox = ReturnType<typeof createInbox>;
