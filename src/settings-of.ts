import type { Config } from '#platform/config.ts';
import type { OutboxLimits } from '#platform/outbox/limits.ts';
import { defaultOutboxLimits } from '#platform/outbox/limits.ts';

export function outboxLimitsOf({ timing }: Config): OutboxLimits {
  return {
    ...defaultOutboxLimits,
    channelIntervalMs: timing.channelPostIntervalMs,
    workspacePerMinute: timing.workspacePostsPerMinute,
    slackTimeoutMs: timing.slackTimeoutMs,
    lostAnswerMarginMs: timing.lostAnswerMarginMs,
    leaseMs: timing.outboxLeaseMs,
    renewMs: timing.outboxRenewMs,
    idleMs: timing.outboxIdleMs,
    concurrency: timing.outboxConcurrency,
  };
}

/** What a receiver needs; the secret of the other mode is never asked for. */
export function slackSecretsOf({ slack }: Config): {
  mode: 'http' | 'socket';
  signingSecret: string;
  appToken: string;
  port: number;
} {
  return slack.mode === 'http'
    ? { mode: 'http', signingSecret: slack.signingSecret.reveal(), appToken: '', port: slack.port }
    : { mode: 'socket', signingSecret: '', appToken: slack.appToken.reveal(), port: 0 };
}

/** Secrets without a recognisable shape, so that the log can leave them out by value. */
export function knownSecretsOf(config: Config): readonly string[] {
  const { signingSecret, appToken } = slackSecretsOf(config);
  return [config.slack.botToken.reveal(), signingSecret, appToken].filter((secret) => secret !== '');
}
