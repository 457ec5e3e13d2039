import { z } from 'zod';
import { defineJob, sweepDue } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { ReviewService } from '#features/business-reviews/service.ts';

const actor = { kind: 'job', name: 'business-reviews.sweep-due' } as const;

/**
 * Every minute: freezes the numbers of the packs that are due and takes what is late on our side up the ladder. Safe to
 * repeat: what is due is read from an index, and each step is one conditional write with the messages that it owes.
 */
export function createSweepDue({ service, log }: { service: ReviewService; log: Log }): Job {
  return defineJob({
    name: 'business-reviews.sweep-due',
    everyMs: 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt(),
    run: (_payload, tick) =>
      sweepDue(
        {
          listDue: service.listDue,
          handle: (reviewId) => service.runStep({ reviewId, now: tick.now, actor }),
          setAside: service.setAside,
          wouldDo: (reviewId) => `would take ${reviewId} a step further`,
        },
        tick,
        log,
      ),
  });
}
