import { z } from 'zod';
import type { AppError } from '#core/errors.ts';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job, JobReport, JobTick } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { DealService } from '#features/deals/service.ts';

const pageSize = 200;
const mostPages = 100;
const actor = { kind: 'job', name: 'deals.sweep-due' } as const;

/**
 * Every minute: matching that a crash left over, the ladder of the decision clock, unanswered questions, reminders and
 * the end of protection, silence on extensions, offers to who waits. Safe to repeat: what is due is read from an index,
 * and each deal's steps are one write that first takes them off its list; after downtime only the last of each ladder.
 */
export function createSweepDue({ service, log }: { service: DealService; log: Log }): Job {
  return defineJob({
    name: 'deals.sweep-due',
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
      const report = await handleEach(due, (dealId) => orStuck(dealId), {
        log,
        setAside: (dealId, error: AppError) => service.setAside(dealId, error.code),
      });
      total.handled += report.handled;
      total.failed += report.failed;
      total.lines.push(...(report.lines ?? []));
    }
    return total;

    /** One that fails, or that somebody else holds, is not tried again before the next tick. */
    async function orStuck(dealId: string): Promise<string> {
      try {
        return await service.runDue({ dealId, now, actor });
      } catch (thrown) {
        stuck.push(dealId);
        throw thrown;
      }
    }
  }

  async function whatIsDue(now: Date): Promise<JobReport> {
    const due = await service.listDue({ now, limit: pageSize, except: [] });
    return { handled: 0, failed: 0, lines: due.map((dealId) => `would take ${dealId} a step further`) };
  }
}
