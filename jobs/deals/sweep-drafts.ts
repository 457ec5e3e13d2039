import { z } from 'zod';
import { defineJob } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { PreCheckService } from '#features/deals/pre-check-service.ts';
import type { DealService } from '#features/deals/service.ts';

const hourMs = 3_600_000;
const actor = { kind: 'job', name: 'deals.sweep-drafts' } as const;

/**
 * Every hour: deletes begun forms and closes proposals that nobody touched for 14 days, and forgets what was asked in
 * pre-checks 90 days ago; what is gone stays gone.
 */
export function createSweepDrafts({
  service,
  preChecks,
}: {
  service: Pick<DealService, 'purgeDrafts' | 'nextPurgeAt'>;
  preChecks: Pick<PreCheckService, 'purgePreChecks' | 'nextPurgeAt'>;
}): Job {
  return defineJob({
    name: 'deals.sweep-drafts',
    everyMs: hourMs,
    payload: z.strictObject({}),
    nextDueAt: async () => earlierOf(await service.nextPurgeAt(), await preChecks.nextPurgeAt()),
    async run(_payload, { now, dryRun }) {
      if (dryRun)
        return { handled: 0, failed: 0, lines: ['would put away drafts, proposals and pre-checks that have expired'] };
      const handled = (await service.purgeDrafts({ now, actor })) + (await preChecks.purgePreChecks({ now, actor }));
      return { handled, failed: 0 };
    },
  });
}

function earlierOf(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
