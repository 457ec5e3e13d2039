import { z } from 'zod';
import { defineJob, sweepDue } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { CheckInService } from '#features/check-ins/service.ts';

const actor = { kind: 'job', name: 'check-ins.sweep-strategic' } as const;

/**
 * Every minute: stores the touches of the strategic tier that come near and takes due ones a step further. Safe to repeat:
 * what is due is read from indexed documents, and each step is one conditional write on what it leaves, together with
 * the messages that it owes. Its cost follows what is due; partners are never listed.
 */
export function createSweepStrategic({ service, log }: { service: CheckInService; log: Log }): Job {
  return defineJob({
    name: 'check-ins.sweep-strategic',
    everyMs: 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt('strategic'),
    run: (_payload, tick) => sweepDue(service.dueItems('strategic', { now: tick.now, actor }), tick, log),
  });
}
