import type { ManualClock } from '#core/clock.ts';
import type { SandboxSlack } from '../../slack/slack.ts';
import { AppGone } from './app-process.ts';
import type { AppHost } from './app-host.ts';

export interface Move {
  from: Date;
  to: Date;
  now: Date;
}

/** Moves the playground's time from due instant to due instant, as the stepped driver of design §8 does. */
export interface TimeMover {
  /** Lets what a person just did come to rest: at most a few seconds pass. */
  breathe(): Promise<void>;
  /** Resolves where it stopped: at `to`, at the first instant after which `until` holds, or where it was stopped. */
  moveTo(to: Date, until?: () => boolean): Promise<void>;
  /** Ends a move after its present step. */
  halt(): void;
  current(): Move | null;
}

/** What a person would wait for without wondering; covers the pace of one post a second in a channel. */
const breathMs = 5000;

export function createTimeMover(deps: { clock: ManualClock; slack: SandboxSlack; app: AppHost }): TimeMover {
  const { clock, slack, app } = deps;
  const held: { move: Move | null; halted: boolean; breath: Promise<void> | null; again: boolean } = {
    move: null,
    halted: false,
    breath: null,
    again: false,
  };

  /** Settles now; the next instant at which anything happens by itself. */
  async function settle(): Promise<Date | null> {
    const ours = app.isUp() ? await app.settle() : (await slack.settle(), null);
    const theirs = slack.nextDueAt() ?? null;
    if (!ours || !theirs) return ours ?? theirs;
    return ours < theirs ? ours : theirs;
  }

  async function run(to: Date, until: () => boolean): Promise<void> {
    let next = await settle();
    while (next && next <= to && !held.halted && !until()) {
      // Something due now that settling did not clear must not stop time (src/platform/scheduler.ts).
      clock.moveTo(next <= clock.now() ? new Date(clock.now().getTime() + 1000) : next);
      if (held.move) held.move.now = clock.now();
      next = await settle();
    }
    if (held.halted || until()) return;
    if (clock.now() < to) clock.moveTo(to);
    await settle();
  }

  /** A killed app ends the move where it was; time itself stays. */
  async function tolerant(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (thrown) {
      if (!(thrown instanceof AppGone)) throw thrown;
    }
  }

  async function breatheOnce(): Promise<void> {
    do {
      held.again = false;
      let next: Date | null = await settle();
      const end = clock.now().getTime() + breathMs;
      while (next && next.getTime() <= end && !held.move) {
        clock.moveTo(next <= clock.now() ? new Date(clock.now().getTime() + 1000) : next);
        next = await settle();
      }
    } while (held.again);
  }

  return {
    async breathe() {
      if (held.move) return; // the move settles at its next step
      held.again = held.breath !== null;
      held.breath ??= tolerant(breatheOnce()).finally(() => (held.breath = null));
      await held.breath;
    },
    async moveTo(to, until = () => false) {
      if (held.move) throw new Error('time is already moving');
      held.move = { from: clock.now(), to, now: clock.now() };
      held.halted = false;
      try {
        await held.breath;
        await tolerant(run(to, until));
      } finally {
        held.move = null;
      }
    },
    halt: () => void (held.halted = true),
    current: () => held.move,
  };
}
