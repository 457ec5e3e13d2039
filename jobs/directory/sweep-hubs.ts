import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { HubUpkeep } from '#features/directory/service/hub-upkeep.ts';

const everyMs = 6 * 60 * 60_000;

/**
 * Every six hours: rewrites hubs that became stale without a verb: an absence ended, a release brought another button.
 * Safe to repeat: a hub that says what it should is left alone.
 */
export function sweepHubs(deps: { upkeep: HubUpkeep; log: Log }): Job {
  return defineJob({
    name: 'directory.sweep-hubs',
    everyMs,
    payload: z.strictObject({}),
    nextDueAt: () => deps.upkeep.nextStaleAt(),
    async run(_payload, { dryRun }) {
      const stale = await deps.upkeep.listStale();
      if (dryRun)
        return { handled: 0, failed: 0, lines: stale.map(({ channelId }) => `would bring ${channelId} up to date`) };
      return handleEach(stale, (channel) => deps.upkeep.bringUpToDate(channel), {
        log: deps.log,
        setAside: () => Promise.resolve(),
      });
    },
  });
}
