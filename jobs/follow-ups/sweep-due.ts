import { z } from 'zod';
import { defineJob, sweepDue } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { FollowUpService } from '#features/follow-ups/service.ts';

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
    run: (_payload, tick) =>
      sweepDue(
        {
          listDue: service.listDue,
          handle: (followUpId) => service.runStep({ followUpId, now: tick.now, actor }),
          setAside: service.setAside,
          wouldDo: (followUpId) => `would take ${followUpId} a step further`,
        },
        tick,
        log,
      ),
  });
}
