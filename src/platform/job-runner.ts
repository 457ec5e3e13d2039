import { stopwatch } from '#core/clock.ts';
import type { Clock } from '#core/clock.ts';
import { AppError, toAppError } from '#core/errors.ts';
import type { Job, JobReport } from '#core/job.ts';
import type { Log } from '#core/log-fields.ts';
import type { Metrics } from './metrics.ts';

/** Runs jobs by name; the one place where a job's failure is caught (design §5). */
export function createJobRunner(deps: { jobs: readonly Job[]; clock: Clock; log: Log; metrics: Metrics }) {
  const byName = new Map(deps.jobs.map((job) => [job.name, job]));

  return {
    jobs: deps.jobs,

    /** Throws AppError(missing, core.not_found) for an unknown name; any failure of the job itself is thrown on. */
    async run(name: string, payload: unknown = {}, options: { at?: Date; dryRun?: boolean } = {}): Promise<JobReport> {
      const job = byName.get(name);
      if (!job) throw new AppError({ kind: 'missing', code: 'core.not_found', details: { job: name } });
      return job.run(payload, { now: options.at ?? deps.clock.now(), dryRun: options.dryRun ?? false });
    },

    /** A tick of a sweep: its failure is logged and counted, and the next tick finds the same work again. */
    async tick(job: Job): Promise<void> {
      const elapsedMs = stopwatch();
      let result = 'ok';
      try {
        const report = await job.run({}, { now: deps.clock.now(), dryRun: false });
        if (report.failed > 0) result = 'partial';
        if (report.handled + report.failed > 0) {
          deps.log.info(
            { job: job.name, count: report.handled, durationMs: elapsedMs() },
            'a sweep handled what was due',
          );
        }
      } catch (thrown) {
        const error = toAppError(thrown);
        result = 'failed';
        deps.log.error({ job: job.name, kind: error.kind, code: error.code, err: thrown }, 'a sweep failed');
      }
      deps.metrics.jobRun(job.name, result, elapsedMs());
    },
  };
}

export type JobRunner = ReturnType<typeof createJobRunner>;
