import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What the platform counts. Labels are closed words (an operation, a job, a Slack method, an outcome): anything that
 * looks like an id or free text is counted as `other` (design §10).
 */
export interface Metrics {
  inboxDelivery(kind: string, result: string): void;
  outboxOperation(operation: string, result: string): void;
  /** `oldestReadySeconds`: how late the oldest ready message is, 0 when none waits. */
  outboxDepth(ready: number, oldestReadySeconds: number): void;
  jobRun(job: string, result: string, durationMs: number): void;
  slackCall(method: string, result: string): void;
  slackRateLimited(method: string): void;
  /** Everything in Prometheus's text format. */
  render(): Promise<{ contentType: string; text: string }>;
}

const jobSeconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300];

/** Metrics of one app, in a registry of their own. */
export function createMetrics(build: { version?: string } = {}): Metrics {
  const registry = new Registry();
  const label = createLabels();
  const counter = <Name extends string>(name: string, help: string, labelNames: readonly Name[]): Counter<Name> =>
    new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });

  const deliveries = counter('inbox_deliveries_total', 'Deliveries from Slack.', ['kind', 'result']);
  const operations = counter('outbox_operations_total', 'Operations of the outbox.', ['operation', 'result']);
  const queueDepth = gauge('outbox_queue_depth', 'Messages that are ready to be sent.');
  const oldestReady = gauge('outbox_oldest_ready_seconds', 'How late the oldest ready message is.');
  const jobRuns = counter('job_runs_total', 'Runs of jobs.', ['job', 'result']);
  const jobDuration = new Histogram({
    name: 'job_duration_seconds',
    help: 'How long runs of jobs take.',
    labelNames: ['job'],
    buckets: jobSeconds,
    registers: [registry],
  });
  const slackCalls = counter('slack_api_calls_total', 'Calls of the Slack Web API.', ['method', 'result']);
  const rateLimited = counter('slack_rate_limited_total', 'Calls that Slack put off.', ['method']);
  addProcessMetrics(registry, build.version ?? 'unknown');

  return {
    inboxDelivery: (kind, result) => deliveries.inc({ kind: label(kind), result: label(result) }),
    outboxOperation: (operation, result) => operations.inc({ operation: label(operation), result: label(result) }),
    outboxDepth(ready, oldestReadySeconds) {
      queueDepth.set(ready);
      oldestReady.set(oldestReadySeconds);
    },
    jobRun(job, result, durationMs) {
      jobRuns.inc({ job: label(job), result: label(result) });
      jobDuration.observe({ job: label(job) }, durationMs / 1000);
    },
    slackCall: (method, result) => slackCalls.inc({ method: label(method), result: label(result) }),
    slackRateLimited: (method) => rateLimited.inc({ method: label(method) }),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** Our own few instead of prom-client's defaults, whose observers outlive an app. */
function addProcessMetrics(registry: Registry, version: string): void {
  const registers = [registry];
  const build = new Gauge({ name: 'build_details', help: 'What runs.', labelNames: ['version', 'node'], registers });
  build.set({ version, node: process.version }, 1);
  const measured = (name: string, help: string, measure: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(measure());
      },
    });
  measured('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  measured('process_heap_used_bytes', 'Used heap of V8.', () => process.memoryUsage().heapUsed);
  measured('process_cpu_seconds', 'CPU time since the start.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
}

/** Words, camelCase, dots and dashes with at most two digits in a row, or an HTTP status: no id of ours or Slack's fits. */
const closedWord = /^(?:[a-z](?:[a-zA-Z_.-]|\d{1,2}(?!\d)){0,59}|[1-5]\d\d)$/u;
/** Far more than the product has words; a bound on what a mistake can cost. */
const mostWords = 300;

function createLabels(): (word: string) => string {
  const seen = new Set<string>();
  return (word) => {
    if (seen.has(word)) return word;
    if (!closedWord.test(word) || seen.size >= mostWords) return 'other';
    seen.add(word);
    return word;
  };
}
