import { z } from 'zod';
import type { AppError } from '#core/errors.ts';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job, JobReport, JobTick } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { FollowUpService } from '#features/follow-ups/service.ts';

const pageSize = 200;
const mostPages = 100;
const actor = { kind: 'job', name: 'follow-ups.sweep-due' } as const;

/**
 * Every minute: reminds owners of what is nearly due and takes what is overdue up the ladder. Safe to repeat: what is due
 * is read from an index, and each step is one conditional write with the message that it owes; after downtime only the
 * last step of each counts.
 */
export function createSweepDue({ service, log }: { service: FollowUpService; log: Log }): Job {
  return defineJob({
    name: 'follow-ups.sweep-due',
    everyMs: 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt(),
    run: (_payload, tick) => (tick.dryRun ? whatIsDue(tick.now) : sweep(tick)),
  });

  async function sweep({ now }: JobTick): Promise<JobReport> {
    const total = { handled: 0, failed: 0, lines: [] as string[] };
    const stuck: string[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const due = await service.listDue({ now, limit: pageSize, except: stuck });
      if (due.length === 0) break;
      const report = await handleEach(due, (followUpId) => orStuck(followUpId), {
        log,
        setAside: (followUpId, error: AppError) => service.setAside(followUpId, error.code),
      });
      total.handled += report.handled;
      total.failed += report.failed;
      total.lines.push(...(report.lines ?? []));
    }
    return total;

    /** One that fails, or that somebody else holds, is not tried again before the next tick. */
    async function orStuck(followUpId: string): Promise<string> {
      try {
        return await service.runStep({ followUpId, now, actor });
      } catch (thrown) {
        stuck.push(followUpId);
        throw thrown;
      }
    }
  }

  async function whatIsDue(now: Date): Promise<JobReport> {
    const due = await service.listDue({ now, limit: pageSize, except: [] });
    const lines = due.map((followUpId) => `would take ${followUpId} a step further`);
    return { handled: 0, failed: 0, lines };
  }
}
