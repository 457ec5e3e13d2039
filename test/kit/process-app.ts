import { z } from 'zod';
import { realDelay, systemClock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import { defineJob } from '#core/job.ts';
import { report, serveOverIpc } from '#sandbox/process/serve.ts';
import { createProbe } from './probe.ts';

/** One run of the probe's sweep, in milliseconds of the machine's time. */
export const SweepRun = z.object({ beganMs: z.number(), endedMs: z.number() });
export type SweepRun = z.infer<typeof SweepRun>;

export const toldSweep = 'ticks.sweep-told';
export const toldEveryMs = 1000;
const runMs = 300;

/** A feature whose sweep takes its time and tells when it ran. */
const ticks: Feature = {
  slug: 'ticks',
  rights: {},
  jobs: [
    defineJob({
      name: toldSweep,
      everyMs: toldEveryMs,
      payload: z.strictObject({}),
      async run() {
        const clock = systemClock();
        const beganMs = clock.now().getTime();
        await realDelay(runMs);
        report({ type: 'told', what: { beganMs, endedMs: clock.now().getTime() } satisfies SweepRun });
        return { handled: 0, failed: 0 };
      },
    }),
  ],
};

if (import.meta.main) {
  serveOverIpc({ moreFeatures: (ctx) => [createProbe('none').feature(ctx), ticks] });
}
