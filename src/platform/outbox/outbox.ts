import type { WebClient } from '@slack/web-api';
import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import type { AddresseePort, MessageRegistry, OutcomePort, PolicyPort } from '#core/ports.ts';
import type { Reader } from '#core/interaction.ts';
import type { InOneWrite } from '#core/write.ts';
import type { Metrics } from '../metrics.ts';
import { createBell } from '../bell.ts';
import { createBundles } from './bundles.ts';
import { createChecks } from './checks.ts';
import { createContent } from './content.ts';
import { createLeader } from './leader.ts';
import type { OutboxLimits } from './limits.ts';
import type { OutboundRow } from './model.ts';
import { createPace } from './pace.ts';
import { createOutboxRows } from './rows.ts';
import { createSender, lookupFailed } from './send.ts';
import { createSlackWrites } from './slack-writes.ts';

export interface OutboxDeps {
  connection: Connection;
  client: WebClient;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  limits: OutboxLimits;
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

const batch = 200;
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

  /** Renews the lease, and takes up what an earlier leader, or a failed record, left open. */
  async function lead(): Promise<boolean> {
    const leadership = await leader.lead();
    if (!leadership) return false;
    if (leadership.isNew) await takeOver();
    await rows.reopenAbandoned(clock.now(), sender.isUnderWay, unknownAfterMs);
    return true;
  }

  async function takeOver(): Promise<void> {
    const now = clock.now();
    deps.log.info({ event: 'outbox-leader', epoch: leader.epoch() }, 'this replica now dispatches');
    pace.takeOver(now, await rows.listAttemptsSince(new Date(now.getTime() - 60_000)));
  }

  async function startLookups(unknown: readonly OutboundRow[], now: Date): Promise<void> {
    for (const row of unknown) {
      const place = `${editLane}${row._id}`;
      if (row.readyAt.getTime() > now.getTime() || inFlight.has(place) || inFlight.size >= limits.concurrency) continue;
      start(place, () => sender.resolveUnknown(row));
    }
  }

  /** Starts every call that may begin now; returns how many. */
  async function startDue(): Promise<number> {
    const now = clock.now();
    const unknown = await rows.listInState('unknown', batch);
    await startLookups(unknown, now);
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
      if (started === before) return started;
    }
  }

  return {
    /** Sends everything that may be sent at this instant; for the stepped driver. */
    async drain(): Promise<void> {
      for (;;) {
        const started = (await lead()) ? await startDue() : 0;
        if (started === 0 && inFlight.size === 0) return;
        await Promise.all(inFlight.values());
      }
    },

    /** The next instant at which something may be sent; null when nothing waits. */
    async nextDueAt(): Promise<Date | null> {
      const now = clock.now();
      const unknown = await rows.nextReadyAt('unknown');
      const ready = await rows.nextReadyAt('ready');
      const abandoned = await rows.nextAbandonedAt(sender.isUnderWay, unknownAfterMs);
      const instants = [unknown, abandoned].flatMap((at) => (at ? [later(at, now)] : []));
      if (ready && ready.getTime() > now.getTime()) instants.push(ready);
      if (ready && ready.getTime() <= now.getTime()) {
        const blocked = unreachablePlaces(await rows.listInState('unknown', batch));
        const places = (await rows.listDuePlaces(now)).filter((place) => !blocked.has(place));
        for (const place of places) instants.push(pace.freeAt(place, now));
      }
      return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
    },

    /** Runs until aborted: the loop of a serving process. */
    async run(signal: AbortSignal): Promise<void> {
      let lastRenewal = 0;
      while (!signal.aborted) {
        try {
          const now = clock.now();
          if (!leader.isLeading() || now.getTime() - lastRenewal >= limits.renewMs) {
            await lead();
            lastRenewal = now.getTime();
          }
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

/** Places that could not even be read: nothing new goes there before it is known what stands there, so order is kept. */
function unreachablePlaces(unknown: readonly OutboundRow[]): Set<string> {
  return new Set(unknown.filter((row) => row.reason?.startsWith(lookupFailed)).map((row) => row.place));
}

export type Outbox = ReturnType<typeof createOutbox>;

function later(left: Date, right: Date): Date {
  return left.getTime() > right.getTime() ? left : right;
}
