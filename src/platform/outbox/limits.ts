/** How fast we post and how long we wait, all in one place (design §6.4). Milliseconds unless named otherwise. */
export interface OutboxLimits {
  /** One post per channel in this time, burst 1 (slack.md §3). */
  channelIntervalMs: number;
  /** Posts per minute over the whole workspace; ours, Slack says "several hundred". */
  workspacePerMinute: number;
  /** The client's time-out of one call, on real time. */
  slackTimeoutMs: number;
  /** Added to the time-out before a lost answer is looked up. */
  lostAnswerMarginMs: number;
  leaseMs: number;
  renewMs: number;
  /** Sleep of the loop when nothing is due. */
  idleMs: number;
  /** Sends under way at once over all channels. */
  concurrency: number;
}

export const defaultOutboxLimits: OutboxLimits = {
  channelIntervalMs: 1000,
  workspacePerMinute: 300,
  slackTimeoutMs: 10_000,
  lostAnswerMarginMs: 5000,
  leaseMs: 6000,
  renewMs: 2000,
  idleMs: 500,
  concurrency: 24,
};

/** Wait before another try of what Slack did not take: 2, 4, 8 … seconds, at most two minutes. */
export function backOffMs(failures: number): number {
  return Math.min(120_000, 1000 * 2 ** Math.min(failures, 7));
}
