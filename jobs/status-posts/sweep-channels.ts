import { z } from 'zod';
import { defineJob, sweepDue } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { StatusPostService } from '#features/status-posts/service.ts';

const actor = { kind: 'job', name: 'status-posts.sweep-channels' } as const;

/**
 * Every five minutes: looks at channels whose last word from us may be three weeks old and owes a status post where it
 * is. Safe to repeat: each look is one conditional write that sets the day of the next one, and a post is keyed by day.
 */
export function createSweepChannels({ service, log }: { service: StatusPostService; log: Log }): Job {
  return defineJob({
    name: 'status-posts.sweep-channels',
    everyMs: 5 * 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt(),
    run: (_payload, tick) =>
      sweepDue(
        {
          listDue: service.listDue,
          handle: (partnerId) => service.lookAt({ partnerId, now: tick.now, actor }),
          setAside: service.setAside,
          wouldDo: (partnerId) => `would look when ${partnerId} last heard from us`,
        },
        tick,
        log,
      ),
  });
}
