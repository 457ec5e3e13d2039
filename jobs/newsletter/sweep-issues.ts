import { z } from 'zod';
import { defineJob, sweepDue } from '#core/job.ts';
import type { Job } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { NewsletterService } from '#features/newsletter/service.ts';

const actor = { kind: 'job', name: 'newsletter.sweep-issues' } as const;

/**
 * Every five minutes: asks marketing for a draft on the quarter's first business day, and says on the fourth that nothing
 * is approved. Safe to repeat: what was told stands in the issue and is marked in the write that owes the messages.
 */
export function createSweepIssues({ service, log }: { service: NewsletterService; log: Log }): Job {
  return defineJob({
    name: 'newsletter.sweep-issues',
    everyMs: 5 * 60_000,
    payload: z.strictObject({}),
    nextDueAt: () => service.nextDueAt(),
    run: (_payload, tick) =>
      sweepDue(
        {
          listDue: service.listDue,
          handle: (issueKey) => service.runStep({ issueKey, actor }),
          setAside: () => Promise.resolve(),
          wouldDo: (issueKey) => `would say what is missing for the newsletter of ${issueKey}`,
        },
        tick,
        log,
      ),
  });
}
