import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { ResponseGuard } from '#features/attention/service/response-guard.ts';

const everyMs = 24 * 60 * 60_000;

/**
 * Every day: where a partner answered less than 30 % of what was asked in sixty days, its manager is asked to reduce or
 * change the ritual (domain §2.6). Safe to repeat: telling is a claim, made in the write that owes the message.
 */
export function sweepResponseRates(deps: { guard: ResponseGuard; log: Log }): Job {
  return defineJob({
    name: 'attention.sweep-response-rates',
    everyMs,
    payload: z.strictObject({}),
    async run(_payload, { now, dryRun }) {
      const low = await deps.guard.listLow(now);
      if (dryRun) return { handled: 0, failed: 0, lines: low.map(({ partnerId }) => `would ask about ${partnerId}`) };
      return handleEach(low, (count) => deps.guard.tell(count), {
        log: deps.log,
        setAside: () => Promise.resolve(),
      });
    },
    // With nobody who counts answers, there is no day on which it would find something.
    nextDueAt: () => Promise.resolve(deps.guard.hasSources() ? new Date(0) : null),
  });
}
