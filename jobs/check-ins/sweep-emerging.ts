import { z } from 'zod';
import type { AppError } from '#core/errors.ts';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job, JobReport, JobTick } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { CheckInService } from '#features/check-ins/service.ts';

const pageSize = 200;
/** A check-in after downtime takes at most its six steps, and planning, one after the other. */
const mostPasses = 100;
const actor = { kind: 'job', name: 'check-ins.sweep-emerging' } as const;

/**
 * Every minute: plans due periods of the emerging tier, then takes due check-ins a step further. Safe to repeat: what is
 * due is read from indexed documents, and each step is one conditional write on the state that it leaves, together with
 * the messages that it owes. Its cost follows what is due; partners are never listed.
 */
export function createSweepEmerging({ service, log }: { service: CheckInService; log: Log }): Job {
  return defineJob({
    name: 'check-ins.sweep-emerging',
    everyMs: 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt(),
    run: (_payload, tick) => (tick.dryRun ? whatIsDue(tick.now) : sweep(tick)),
  });

  async function sweep({ now }: JobTick): Promise<JobReport> {
    const total = { handled: 0, failed: 0, lines: [] as string[] };
    const stuck: string[] = [];
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const due = await service.listDue({ now, limit: pageSize, except: stuck });
      if (due.partnerIds.length + due.occurrenceIds.length === 0) break;
      const planned = await handleEach(
        due.partnerIds,
        (partnerId) => orStuck(partnerId, () => service.planNext({ partnerId, actor })),
        { log, setAside: (partnerId) => service.setPlanAside(partnerId) },
      );
      const stepped = await handleEach(
        due.occurrenceIds,
        (occurrenceId) => orStuck(occurrenceId, () => service.runStep({ occurrenceId, now, actor })),
        { log, setAside: (occurrenceId, error: AppError) => service.setStepAside(occurrenceId, error.code) },
      );
      for (const report of [planned, stepped]) {
        total.handled += report.handled;
        total.failed += report.failed;
        total.lines.push(...(report.lines ?? []));
      }
    }
    return total;

    /** One item that fails, or that somebody else holds, is not tried again before the next tick. */
    async function orStuck(id: string, work: () => Promise<string>): Promise<string> {
      try {
        return await work();
      } catch (thrown) {
        stuck.push(id);
        throw thrown;
      }
    }
  }

  async function whatIsDue(now: Date): Promise<JobReport> {
    const due = await service.listDue({ now, limit: pageSize, except: [] });
    const lines = [
      ...due.partnerIds.map((partnerId) => `would plan the next check-in of ${partnerId}`),
      ...due.occurrenceIds.map((occurrenceId) => `would take ${occurrenceId} a step further`),
    ];
    return { handled: 0, failed: 0, lines };
  }
}
