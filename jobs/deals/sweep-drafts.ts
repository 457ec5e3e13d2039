import { z } from 'zod';
import { defineJob } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { DealService } from '#features/deals/service.ts';

const hourMs = 3_600_000;
const actor = { kind: 'job', name: 'deals.sweep-drafts' } as const;

/** Every hour: deletes begun forms and closes proposals that nobody touched for 14 days; what is gone stays gone. */
export function createSweepDrafts({ service }: { service: DealService }): Job {
  return defineJob({
    name: 'deals.sweep-drafts',
    everyMs: hourMs,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextPurgeAt(),
    async run(_payload, { now, dryRun }) {
      if (dryRun) return { handled: 0, failed: 0, lines: ['would put away drafts and proposals that have expired'] };
      return { handled: await service.purgeDrafts({ now, actor }), failed: 0 };
    },
  });
}
