import { z } from 'zod';
import { defineJob, handleEach } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { SightService } from '#features/directory/service/sight.ts';

const everyMs = 60 * 60_000;

/**
 * Every hour: where nobody of the partner pressed "We can see this" in two business days, our colleague is told
 * once (domain §18 J1). Safe to repeat: telling is a claim on the channel, made in the write that owes the message.
 */
export function sweepUnconfirmedConnections(deps: { sight: SightService; log: Log }): Job {
  return defineJob({
    name: 'directory.sweep-unconfirmed-connections',
    everyMs,
    payload: z.strictObject({}),
    async nextDueAt() {
      const instants = (await deps.sight.listUnconfirmed()).map(({ dueAt }) => dueAt.getTime());
      return instants.length === 0 ? null : new Date(Math.min(...instants));
    },
    async run(_payload, { now, dryRun }) {
      const due = (await deps.sight.listUnconfirmed()).filter(({ dueAt }) => dueAt.getTime() <= now.getTime());
      if (dryRun)
        return {
          handled: 0,
          failed: 0,
          lines: due.map(({ channel }) => `would tell staff about ${channel.channelId}`),
        };
      return handleEach(
        due,
        async ({ partner, channel }) => {
          await deps.sight.tellUnconfirmed(partner, channel);
          return `told staff about ${channel.channelId}`;
        },
        { log: deps.log, setAside: () => Promise.resolve() },
      );
    },
  });
}
