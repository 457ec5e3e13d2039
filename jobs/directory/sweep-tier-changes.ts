import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { TierService } from '#features/directory/service/change-tier.ts';

const actor = { kind: 'job', name: 'directory.sweep-tier-changes' } as const;

/**
 * Every ten minutes: changes of tier whose quarter has begun where the partner is (domain §1.3). Safe to repeat: what was
 * changed waits no more.
 */
export function sweepTierChanges({ tier, log }: { tier: TierService; log: Log }): Job {
  return defineJob({
    name: 'directory.sweep-tier-changes',
    everyMs: 600_000,
    payload: z.strictObject({}),
    nextDueAt: () => tier.nextDueAt(),
    async run(_payload, { now, dryRun }) {
      const due = await tier.listDue(now);
      if (dryRun) return { handled: 0, failed: 0, lines: due.map((id) => `would change the tier of ${id}`) };
      return handleEach(due, (partnerId) => tier.applyDue({ partnerId, now, actor }), {
        log,
        setAside: () => Promise.resolve(),
      });
    },
  });
}
