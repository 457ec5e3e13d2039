import type { WebClient } from '@slack/web-api';
import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import type { AddresseePort, MessageRegistry, OutcomePort, PolicyPort } from '#core/ports.ts';
import type { Reader } from '#core/interaction.ts';
import type { InOneWrite } from '#core/write.ts';
import type { Metrics } from '../metrics.ts';
import { createBell } from '../bell.ts';
import type { Observe } from '../database-watch.ts';
import { createBundles } from './bundles.ts';
import { createChecks } from './checks.ts';
import { createContent } from './content.ts';
import { createLeader } from './leader.ts';
import type { OutboxLimits } from './limits.ts';
import type { OutboundRow } from './model.ts';
import { createPace } from './pace.ts';
import { createOutboxRows } from './rows.ts';
import { createSender } from './send.ts';
import { createSlackWrites } from './slack-writes.ts';
import { batch, createWaiting, unreachablePlaces } from './waiting.ts';

export interface OutboxDeps {
  connection: Connection;
  client: WebClient;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  limits: OutboxLimits;
  observe: Observe;
  inOneWrite: InOneWrite;
  addressees: AddresseePort;
  policy: PolicyPort;
  messages: MessageRegistry;
  outcomes: OutcomePort;
  /** For messages that name no partner. */
  homeReader: Reader;
  /** Unique per process. */
  holder: string;
}

/** Edits, deletions and pins of one message go one after the other, but wait for no post. */
const editLane = 'edit:';
/** Rest of a place after a step that threw, so that a bad row is no hot loop. */
const afterStumbleMs = 5000;

/** Makes Slack match what verbs owe it: one leader, paced, each message once (design §6.3–6.5). */
export function createOutbox(deps: OutboxDeps) {
  const { clock, limits } = deps;
  const bundles = createBundles(deps.connection);
  const rows = createOutboxRows({ ...deps, bundles });
  const pace = createPace(limits);
  const leader = createLeader({ connection: deps.connection, clock, holder: deps.holder, leaseMs: limits.leaseMs });
  const sender = createSender({
    ...deps,
    rows,
    pace,
    writes: createSlackWrites(deps.client),
    checks: createChecks(deps),
    content: createContent({ ...deps, bundles }),
    epoch: leader.epoch,
    isLeading: leader.isLeading,
  });
  const unknownAfterMs = limits.slackTimeoutMs + limits.lostAnswerMarginMs;
  const inFlight = new Map<string, Promise<void>>();
  const bell = createBell(clock);
  let renewedAt = 0;
  const waiting = createWaiting({ ...deps, rows, pace, isUnderWay: sender.isUnderWay, unknownAfterMs });

  function start(place: string, work: () => Promise<void>): void {
    const running = work()
      .catch((thrown: unknown) => {
        deps.log.error({ err: thrown, event: 'outbox' }, 'an outbox step failed');
        pace.holdPlace(place, new Date(clock.now().getTime() + afterStumbleMs));
      })
      .finally(() => {
        inFlight.delete(place);
        bell.ring();
      });
    inFlight.set(place, running);
  }

  /** Renews the lease when that is due, and takes up what an earlier leader, or a failed record, left open. */
  async function lead(): Promise<boolean> {
    if (!isLeaseFresh()) {
      const leadership = await leader.lead();
      if (!leadership) return false;
      renewedAt = clock.now().getTime();
      if (leadership.isNew) await takeOver();
    }
    if (await waiting.hasAbandoned()) await rows.reopenAbandoned(clock.now(), sender.isUnderWay, unknownAfterMs);
    return true;
  }

  function isLeaseFresh(): boolean {
    return leader.isLeading() && clock.now().getTime() - renewedAt < limits.renewMs;
  }

  async function takeOver(): Promise<void> {
    const now = clock.now();
    deps.log.info({ event: 'outbox-leader', epoch: leader.epoch() }, 'this replica now dispatches');
    pace.takeOver(now, await rows.listAttemptsSince(new Date(now.getTime() - 60_000)));
  }

  function startLookups(unknown: readonly OutboundRow[], now: Date): void {
    for (const row of unknown) {
      const place = `${editLane}${row._id}`;
      if (row.readyAt.getTime() > now.getTime() || inFlight.has(place) || inFlight.size >= limits.concurrency) continue;
      start(place, () => sender.resolveUnknown(row));
    }
  }

  /** Starts every call that may begin now; returns how many. */
  async function startDue(): Promise<number> {
    const now = clock.now();
    const unknown = await waiting.listUnknown();
    startLookups(unknown, now);
    const blockedThreads = unknown.flatMap((row) => (row.threadKey === null ? [] : [row.threadKey]));
    const places = new Set<string>([...pace.busyPlaces(now), ...unreachablePlaces(unknown), ...inFlight.keys()]);
    const keys = new Set<string>(
      [...inFlight.keys()].flatMap((lane) => (lane.startsWith(editLane) ? [lane.slice(editLane.length)] : [])),
    );
    let started = 0;
    for (;;) {
      if (inFlight.size >= limits.concurrency) return started;
      const due = await rows.listDue({
        now,
        mayPost: pace.isWorkspaceFree(now),
        exceptPlaces: [...places].filter((place) => !place.startsWith(editLane)),
        exceptKeys: [...keys],
        exceptThreads: blockedThreads,
        limit: batch,
      });
      const before = started;
      for (const row of due) {
        const lane = row.ts === null ? row.place : `${editLane}${row._id}`;
        if (places.has(lane) || inFlight.size >= limits.concurrency) continue;
        if (row.ts === null && !pace.isWorkspaceFree(now)) continue;
        places.add(lane);
        keys.add(row._id);
        start(lane, () => sender.send(row));
        started += 1;
      }
      if (started === before || due.length < batch) return started;
    }
  }

  return {
    /** Sends everything that may be sent at this instant; for the stepped driver. */
    async drain(): Promise<void> {
      for (;;) {
        const started = (await waiting.hasWork()) && (await lead()) ? await startDue() : 0;
        if (started === 0 && inFlight.size === 0) return;
        await Promise.all(inFlight.values());
      }
    },

    /** The next instant at which something may be sent; null when nothing waits. */
    nextDueAt: waiting.nextDueAt,

    /** Runs until aborted: the loop of a serving process. */
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        try {
          if (!isLeaseFresh()) await lead();
          if (leader.isLeading()) await startDue();
        } catch (thrown) {
          deps.log.error({ err: thrown, event: 'outbox' }, 'the outbox loop stumbled');
        }
        const now = clock.now();
        const free = pace.nextFreeAt(now);
        await bell.wait(Math.min(limits.idleMs, free ? free.getTime() - now.getTime() : limits.idleMs), signal);
      }
      await Promise.allSettled(inFlight.values());
    },

    /** Gives the lead up, so that a successor need not wait for the lease to run out. */
    resign: () => leader.resign().catch(() => undefined),

    /** New intents were committed: look at once. */
    wake: () => bell.ring(),

    async measure(): Promise<void> {
      const oldest = await rows.nextReadyAt('ready');
      const lateSeconds = oldest ? Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1000) : 0;
      deps.metrics.outboxDepth(await rows.countInState('ready'), lateSeconds);
    },

    readdress: (oldId: string, newId: string) => rows.readdress(oldId, newId, clock.now()),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
