import type { z } from 'zod';
import { AppError, toAppError } from './errors.ts';
import type { Log } from './log-fields.ts';

export interface JobTick {
  now: Date;
  /** Print what would happen, write nothing. */
  dryRun: boolean;
}

/**
 * One piece of timed work (design §6.6). A tick may be lost, late or run twice: `run` finds what is due in our own
 * documents, handles it item by item by claim, and is safe to repeat.
 */
export interface Job {
  /** `<slug>.<verb>-<object>`; recurring ones `sweep-`. */
  name: string;
  /** Milliseconds between ticks; null: runs only when asked. */
  everyMs: number | null;
  run(payload: unknown, tick: JobTick): Promise<JobReport>;
  /**
   * The earliest instant at which something is due, null when nothing waits. Lets the stepped driver skip empty ticks;
   * without it the job runs on every tick.
   */
  nextDueAt?(): Promise<Date | null>;
}

export interface JobReport {
  handled: number;
  failed: number;
  /** What was done or, in a dry run, what would be done; a line each. */
  lines?: readonly string[];
}

/** A job whose payload (ids only) is checked before it runs. Throws AppError(invalid, core.job_payload). */
export function defineJob<Payload>(definition: {
  name: string;
  everyMs: number | null;
  payload: z.ZodType<Payload>;
  run(payload: Payload, tick: JobTick): Promise<JobReport>;
  nextDueAt?(): Promise<Date | null>;
}): Job {
  const { payload: schema, ...rest } = definition;
  return {
    ...rest,
    async run(payload, tick) {
      const parsed = schema.safeParse(payload ?? {});
      if (!parsed.success) {
        throw new AppError({ kind: 'invalid', code: 'core.job_payload', params: { job: definition.name } });
      }
      return definition.run(parsed.data, tick);
    },
  };
}

/** Code of an AppError for a document that code cannot parse: it is set aside and stops no sweep (design §6.6). */
export const unreadableDocument = 'core.unreadable_document';

/** Handles each due item; one bad item stops no other. A conflict means somebody else did it: neither handled nor failed. */
export async function handleEach<Item>(
  items: readonly Item[],
  handle: (item: Item) => Promise<string | void>,
  on: { log: Log; setAside(item: Item, error: AppError): Promise<void> },
): Promise<JobReport> {
  const lines: string[] = [];
  let handled = 0;
  let failed = 0;
  for (const item of items) {
    try {
      const line = await handle(item);
      handled += 1;
      if (line) lines.push(line);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.kind === 'conflict') continue;
      failed += 1;
      on.log.error({ code: error.code, kind: error.kind, err: error }, 'one due item failed');
      if (error.code === unreadableDocument) await on.setAside(item, error);
    }
  }
  return { handled, failed, lines };
}

const pageSize = 200;
const mostPages = 100;

/** What a `sweep-*` works on: items by id, read from an index, each handled by a conditional write. */
export interface DueItems {
  /** Earliest first; `except` were tried already in this tick. */
  listDue(query: { now: Date; limit: number; except: readonly string[] }): Promise<readonly string[]>;
  /** Throws AppError(conflict) when somebody else did it. Answers what was done. */
  handle(id: string): Promise<string | void>;
  /** Takes an item that code cannot read out of the sweep. */
  setAside(id: string, code: string): Promise<void>;
  /** A line for a dry run. */
  wouldDo(id: string): string;
}

/** Page by page until nothing is due; one that fails, or that somebody else holds, waits for the next tick. */
export async function sweepDue(due: DueItems, { now, dryRun }: JobTick, log: Log): Promise<JobReport> {
  if (dryRun) {
    const ids = await due.listDue({ now, limit: pageSize, except: [] });
    return { handled: 0, failed: 0, lines: ids.map((id) => due.wouldDo(id)) };
  }
  const stuck: string[] = [];
  const reports: JobReport[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const ids = await due.listDue({ now, limit: pageSize, except: stuck });
    if (ids.length === 0) break;
    const tried = async (id: string): Promise<string | void> => {
      try {
        return await due.handle(id);
      } catch (thrown) {
        stuck.push(id);
        throw thrown;
      }
    };
    reports.push(await handleEach(ids, tried, { log, setAside: (id, error) => due.setAside(id, error.code) }));
  }
  return {
    handled: reports.reduce((sum, { handled }) => sum + handled, 0),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    lines: reports.flatMap(({ lines }) => lines ?? []),
  };
}
