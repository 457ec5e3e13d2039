import { realDelay } from '#core/clock.ts';
import { partnerRows } from '../stage/people.ts';
import { stamp } from '../render/dates.ts';
import type { ApiCallEntry } from '../../slack/journal.ts';
import type { PlaygroundStage } from '../stage/stage.ts';
import type { Deed, Told } from './deeds.ts';
import { doAs } from './deeds.ts';
import { createHappenings } from './happenings.ts';
import type { InsideTab, Selected } from './inside.ts';
import { createInside } from './inside.ts';
import type { MoveName } from './moves.ts';
import { targetOf } from './moves.ts';
import { checkPromise } from './promise.ts';
import type { Look } from './seen.ts';
import { createSeen } from './seen.ts';
import type { PageState } from './shown.ts';
import type { Trouble } from './trouble.ts';
import { createTrouble } from './trouble.ts';
import { createWhy } from './why.ts';

/** What of a long move is listed; the rest is counted. */
const listedHappenings = 250;
/** A person waits this long for what follows their press before the page shows what is there so far. */
const patienceMs = 1500;
const lookEveryMs = 1;
/** Visible to somebody: what "next event" stops at. */
const visible = new Set(['chat.postMessage', 'chat.update', 'chat.delete', 'reactions.add']);

const deadApp = 'The app is dead, and time stands still. Start it again under “Trouble”.';

/** What the page can ask for and do. */
export function createPlayground(stage: PlaygroundStage) {
  const { slack, clock, time, app, database } = stage;
  const seen = createSeen(stage);
  const happenings = createHappenings(slack);
  const trouble = createTrouble(stage);
  const why = createWhy(database);
  const inside = createInside(stage, async (channelId, ts) => (await why.of(channelId, ts, 'UTC')).documents);
  const held: { mark: number; deeds: number; problem: string | null } = { mark: 0, deeds: 0, problem: null };
  const countries = partnerRows();

  const personOf = (userId: string): { zone: string; country: string } => ({
    zone: slack.state.users.get(userId)?.tz ?? 'UTC',
    country: countries.find((row) => userId.startsWith(`U${row.id}`))?.country ?? 'US',
  });

  function reaches(call: ApiCallEntry, name: MoveName, userId: string): boolean {
    // In trouble a failed try is the event, since what comes may not get through before the end of time.
    const isTried = !call.ok && trouble.isOn();
    if (!isTried && (!visible.has(call.method) || (name === 'mine' && !call.ok))) return false;
    const channel = slack.state.channels.get(call.channelId ?? '');
    return name === 'event' || (channel?.memberIds.has(userId) ?? false);
  }

  /** Until the app has done something to Slack, or has nothing to do; what follows comes by the page's events. */
  async function firstEffect(callsBefore: number, rest: Promise<void>): Promise<void> {
    const over = new AbortController();
    const isOver = (): void => over.abort();
    rest.then(isOver, isOver);
    for (let waitedMs = 0; waitedMs < patienceMs && !over.signal.aborted; waitedMs += lookEveryMs) {
      if (slack.log.calls.length > callsBefore) return;
      await realDelay(lookEveryMs, over.signal).catch(() => undefined);
    }
  }

  /** What a move runs into shows in the list like what Slack refuses. */
  async function settled(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      held.problem = thrown instanceof Error ? thrown.message : String(thrown);
    }
    if (!app.isUp()) held.problem = deadApp;
    held.deeds += 1;
  }

  return {
    state(look: Look): PageState {
      const move = time.current();
      const { zone } = personOf(look.userId);
      return {
        seen: seen.of(look),
        now: `${stamp(clock.now(), zone)} (${zone})`,
        move: move && {
          share: (move.now.getTime() - move.from.getTime()) / Math.max(1, move.to.getTime() - move.from.getTime()),
          to: stamp(move.to, zone),
        },
        trouble: trouble.state(),
        pid: app.pid(),
        happened: happenings.since(held.mark, listedHappenings),
        problem: held.problem,
      };
    },

    /** Changes whenever the page may have something new to show. */
    version(): string {
      const { calls, deliveries, openCalls } = slack.log;
      const parts = [calls.length, deliveries.length, openCalls.size, clock.now().getTime(), app.isUp(), held.deeds];
      return [...parts, time.current() === null, slack.state.ephemerals.length, JSON.stringify(trouble.state())].join();
    },

    async act(userId: string, deed: Deed): Promise<Told> {
      held.deeds += 1;
      try {
        const before = slack.log.calls.length;
        const told = await doAs(stage, userId, deed);
        await firstEffect(before, time.breathe());
        return told;
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : String(thrown);
      } finally {
        held.deeds += 1;
      }
    },

    /** Begins the move; the page follows it by its state. */
    move(name: MoveName, userId: string): void {
      if (time.current()) return;
      if (!app.isUp()) {
        held.problem = deadApp;
        held.deeds += 1;
        return;
      }
      held.mark = happenings.mark();
      const isThere = (): boolean => slack.log.calls.slice(held.mark).some((call) => reaches(call, name, userId));
      const until = name === 'event' || name === 'mine' ? isThere : undefined;
      held.problem = null;
      void settled(time.moveTo(targetOf(name, clock.now(), personOf(userId)), until).then(() => time.breathe()));
    },

    halt: () => time.halt(),
    isMoving: (): boolean => time.current() !== null,

    async switch(order: Trouble): Promise<void> {
      await trouble.set(order);
      held.deeds += 1;
      if (order.switch === 'app') held.problem = null;
      if (order.switch === 'app' && order.on) await Promise.race([time.breathe(), realDelay(patienceMs)]);
    },

    promise: () => checkPromise(stage),
    why: async (channelId: string, ts: string, userId: string) =>
      (await why.of(channelId, ts, personOf(userId).zone)).markup,
    inside: (tab: InsideTab, selected: Selected, userId: string) => inside.show(tab, selected, personOf(userId).zone),
    suggestions: (userId: string, blockId: string, query: string) => slack.as(userId).suggestions({ blockId, query }),
  };
}

export type Playground = ReturnType<typeof createPlayground>;
