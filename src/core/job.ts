import type { z } from 'zod';

/**
 * One piece of timed work (design §6.6). A tick may be lost, late or run twice: `run` finds what is due in our own
 * documents, handles it item by item by claim, and is safe to repeat.
 */
export interface Job<Payload = unknown> {
  /** `<slug>.<verb>-<object>`; recurring ones `sweep-`. */
  name: string;
  /** Milliseconds between ticks; null: runs only when asked. */
  everyMs: number | null;
  payload: z.ZodType<Payload>;
  run(payload: Payload, tick: { now: Date; dryRun: boolean }): Promise<JobReport>;
  /**
   * The earliest instant at which something is due, null when nothing waits. Lets the stepped driver skip empty ticks;
   * without it the job runs on every tick.
   */
  nextDueAt?(): Promise<Date | null>;
}

export interface JobReport {
  handled: number;
  failed: number;
  /** What a dry run would have done, a line each. */
  lines?: readonly string[];
}
