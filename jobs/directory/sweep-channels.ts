import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { HubUpkeep } from '#features/directory/service/hub-upkeep.ts';

const everyMs = 60 * 60_000;

/**
 * Every hour: asks Slack about connected channels that were never checked (they came by import) or whose hub could not be
 * delivered, and owes the hub; once a day about archived ones, since the news of their return may be lost. Safe to
 * repeat: a hub that says what it should is left alone.
 */
export function sweepChannels(deps: { upkeep: HubUpkeep; log: Log }): Job {
  return defineJob({
    name: 'directory.sweep-channels',
    everyMs,
    payload: z.strictObject({}),
    nextDueAt: () => deps.upkeep.nextUnsettledAt(),
    async run(_payload, { now, dryRun }) {
      const unsettled = await deps.upkeep.listUnsettled(now);
      if (dryRun)
        return {
          handled: 0,
          failed: 0,
          lines: unsettled.map(({ channelId }) => `would bring ${channelId} up to date`),
        };
      return handleEach(unsettled, (channel) => deps.upkeep.bringUpToDate(channel), {
        log: deps.log,
        setAside: () => Promise.resolve(),
      });
    },
  });
}
