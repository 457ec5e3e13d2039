import { WebClient } from '@slack/web-api';
import type { WebClientOptions } from '@slack/web-api';
import type { Log } from '#core/log-fields.ts';
import { boltLogger } from './bolt-logger.ts';
import type { Metrics } from './metrics.ts';

/** Slack closes a trigger after three seconds (slack.md §2): an interactive call that takes longer is useless. */
const interactiveTimeoutMs = 2800;

export interface SlackClients {
  /** For the outbox: never retries, never waits, never pauses other channels (stack.md, Slack client). */
  outbox: WebClient;
  /** For what a person waits for; never behind a queue of posts. */
  interactive: WebClient;
  /** The seam to Slack that answers to response_url also go through. */
  fetch: typeof fetch;
}

export function createSlackClients(options: {
  token: string;
  apiUrl?: string;
  timeoutMs: number;
  fetch?: typeof fetch;
  log: Log;
  metrics: Metrics;
}): SlackClients {
  const underlying = options.fetch ?? fetch;
  const counted: typeof fetch = async (input, init) => {
    const method = methodOf(input);
    try {
      const answer = await underlying(input, init);
      options.metrics.slackCall(method, answer.ok ? 'answered' : String(answer.status));
      return answer;
    } catch (thrown) {
      options.metrics.slackCall(method, 'no_answer');
      throw thrown;
    }
  };
  const shared: WebClientOptions = {
    ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: counted,
    logger: boltLogger(options.log),
  };
  return {
    outbox: new WebClient(options.token, { ...shared, timeout: options.timeoutMs }),
    interactive: new WebClient(options.token, {
      ...shared,
      timeout: Math.min(options.timeoutMs, interactiveTimeoutMs),
    }),
    fetch: counted,
  };
}

/** `chat.postMessage`; anything that is not a Web API method counts as `other`, so that no id becomes a label. */
function methodOf(input: Parameters<typeof fetch>[0]): string {
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
  return /\/api\/([a-z]+(?:\.[a-zA-Z]+)+)$/.exec(url)?.[1] ?? 'other';
}
