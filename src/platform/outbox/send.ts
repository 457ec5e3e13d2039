import { createHash } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '#core/clock.ts';
import type { Log } from '#core/log-fields.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { Metrics } from '../metrics.ts';
import { slackFailureOf } from '../slack-errors.ts';
import type { Checks, Verdict } from './checks.ts';
import { pingedBy } from './content.ts';
import type { createContent, Shown } from './content.ts';
import { fingerprint } from './intents.ts';
import type { OutboxLimits } from './limits.ts';
import { backOffMs } from './limits.ts';
import { findLostPost } from './lookup.ts';
import type { Operation, OutboundRow } from './model.ts';
import { appliedAfter, operationFor } from './operations.ts';
import type { Pace } from './pace.ts';
import type { OutboxRows } from './rows.ts';
import type { SlackWrites, WriteResult } from './slack-writes.ts';

export interface SenderDeps {
  client: WebClient;
  writes: SlackWrites;
  rows: OutboxRows;
  checks: Checks;
  content: ReturnType<typeof createContent>;
  pace: Pace;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  limits: OutboxLimits;
  epoch(): number;
  isLeading(): boolean;
}

/** Reason of a row whose look-up got no answer, followed by why; order is kept while Slack cannot be reached. */
export const lookupFailed = 'lookup:';

/** Sends one row, or finds out what became of it; every path ends in `rows.settle`. */
export function createSender(deps: SenderDeps) {
  const { rows, clock, pace, limits } = deps;
  /** Hashes of calls under way in this process. */
  const underWay = new Set<string>();

  async function send(row: OutboundRow): Promise<void> {
    if (await isRootGone(row)) return;
    if (row.wanted.deleted && row.ts === null) return rows.settle(row, { state: 'dropped', reason: 'withdrawn' });
    const verdict = await deps.checks.verdict(row, clock.now());
    if (verdict.kind !== 'send' && row.ts === null) return holdBack(row, verdict);
    // An edit that may no longer be shown leaves the message as it is.
    if (verdict.kind !== 'send' && !row.wanted.deleted) return skipEdit(row);
    const isBare = row.kind === 'reaction' || row.wanted.deleted;
    const unmentioned = verdict.kind === 'send' ? verdict.unmentioned : [];
    const content = isBare
      ? null
      : await deps.content(row, verdict.kind === 'send' ? verdict.reader : null, unmentioned);
    if (content === 'failed') return rows.settle(row, { state: 'failed', reason: 'render' });
    const contentHash = content === null ? '' : fingerprint({ text: content.text, blocks: content.blocks });
    const operation = operationFor(row, contentHash);
    if (operation === null) return skipEdit(row);
    await perform(row, operation, content, { contentHash, unmentioned });
  }

  async function perform(
    row: OutboundRow,
    operation: Operation,
    content: RenderedMessage | null,
    shown: Shown,
  ): Promise<void> {
    if (!deps.isLeading()) return;
    const number = (row.attempt?.number ?? 0) + 1;
    const hash = createHash('sha256').update(`${row._id}#${number}`).digest('base64url');
    const at = clock.now();
    underWay.add(hash);
    try {
      if (operation === 'post') pace.posted(row.place, at);
      const claimed = await rows.claim(row, {
        number,
        at,
        epoch: deps.epoch(),
        operation,
        version: row.wanted.version,
        hash,
      });
      if (!claimed) return;
      const result = await call(claimed, operation, content, hash);
      deps.metrics.outboxOperation(operation, result.kind);
      await conclude(claimed, operation, result, shown);
    } finally {
      underWay.delete(hash);
    }
  }

  async function call(
    row: OutboundRow,
    operation: Operation,
    content: RenderedMessage | null,
    hash: string,
  ): Promise<WriteResult> {
    switch (operation) {
      case 'post': {
        let channelId: string;
        try {
          channelId = await deps.writes.channelOf(row);
        } catch (thrown) {
          const failure = slackFailureOf(thrown);
          return failure.kind === 'unsure' ? { kind: 'notDone', reason: failure.reason } : failure;
        }
        return deps.writes.post(row, channelId, content as RenderedMessage, hash);
      }
      case 'update':
        return deps.writes.update(row, content as RenderedMessage);
      case 'delete':
        return deps.writes.delete(row);
      case 'pin':
        return deps.writes.pin(row);
      case 'react':
        return deps.writes.react(row);
    }
  }

  async function conclude(
    row: OutboundRow,
    operation: Operation,
    result: WriteResult,
    { contentHash, unmentioned }: Shown,
  ): Promise<void> {
    const now = clock.now();
    const attemptedAt = row.attempt?.at ?? now;
    switch (result.kind) {
      case 'done':
        return rows.settle(row, {
          state: 'settled',
          applied: appliedAfter(row, operation, contentHash),
          pinged: pingedBy(row, operation, unmentioned),
          ...(operation === 'post' || operation === 'react'
            ? { sent: { channelId: result.channelId, ts: result.ts } }
            : {}),
        });
      case 'rateLimited': {
        const until = new Date(now.getTime() + result.retryAfterMs);
        deps.metrics.slackRateLimited(operation);
        if (operation === 'post') pace.holdPlace(row.place, until);
        return rows.settle(row, { state: 'ready', readyAt: until, reason: 'rate_limited', failed: false });
      }
      case 'refused':
        deps.log.error(
          { key: row._id, code: result.error, channelId: row.place, kind: operation },
          'Slack refused a message',
        );
        if (operation !== 'post') return skipEdit(row, result.error);
        return rows.settle(row, { state: 'failed', reason: result.error });
      case 'unsure':
        if (operation === 'post') {
          const readyAt = new Date(attemptedAt.getTime() + limits.slackTimeoutMs + limits.lostAnswerMarginMs);
          return rows.settle(row, { state: 'unknown', readyAt, reason: result.reason, failed: true });
        }
        return retryLater(row, now, result.reason);
      case 'notDone':
        if (operation === 'post') pace.holdPlace(row.place, new Date(now.getTime() + backOffMs(row.failures + 1)));
        return retryLater(row, now, result.reason);
    }
  }

  /** Finds out whether a lost post is in Slack, then adopts it or lets it be posted again. */
  async function resolveUnknown(row: OutboundRow): Promise<void> {
    const now = clock.now();
    try {
      const channelId = await deps.writes.channelOf(row);
      const found = await findLostPost(deps.client, row, channelId);
      deps.metrics.outboxOperation('lookup', found.kind);
      await rows.hastenLookups(row.place, lookupFailed, now);
      if (found.kind === 'absent')
        return await rows.settle(row, { state: 'ready', readyAt: now, reason: null, failed: false });
      // What exactly was posted is not known, so an update follows where the wanted version may differ.
      const applied = { version: row.attempt?.version ?? 0, contentHash: '', pinned: false };
      const pinged = pingedBy(row, 'post', []);
      await rows.settle(row, { state: 'settled', applied, sent: { channelId, ts: found.ts }, pinged });
    } catch (thrown) {
      const failure = slackFailureOf(thrown);
      const waitMs = failure.kind === 'rateLimited' ? failure.retryAfterMs : backOffMs(row.failures + 1);
      if (failure.kind === 'refused') {
        deps.log.error({ key: row._id, code: failure.error }, 'a lost post cannot be looked up');
        return rows.settle(row, { state: 'failed', reason: `lookup_${failure.error}` });
      }
      await rows.settle(row, {
        state: 'unknown',
        readyAt: new Date(now.getTime() + waitMs),
        reason: failure.kind === 'rateLimited' ? row.reason : `${lookupFailed}${failure.reason}`,
        failed: true,
      });
    }
  }

  async function isRootGone(row: OutboundRow): Promise<boolean> {
    if (row.threadKey === null || row.ts !== null) return false;
    const root = await rows.find(row.threadKey);
    const isGone = !root || root.state === 'dropped' || root.state === 'failed' || root.wanted.deleted;
    if (isGone) {
      await rows.settle(row, { state: 'dropped', reason: 'root_not_sent' });
      return true;
    }
    if (root.ts === null) {
      await rows.settle(row, { state: 'waiting', readyAt: row.readyAt, reason: null, failed: false });
      return true;
    }
    row.threadTs = root.ts;
    return false;
  }

  function skipEdit(row: OutboundRow, reason?: string): Promise<void> {
    if (reason !== undefined) deps.log.warn({ key: row._id, reason }, 'an edit was left out');
    const applied = { version: row.wanted.version, contentHash: row.applied?.contentHash ?? '', pinned: row.pinned };
    return rows.settle(row, { state: 'settled', applied });
  }

  /** What the policy says of a post that may not go now. A bundle never waits: its members do, each by itself. */
  function holdBack(row: OutboundRow, verdict: Exclude<Verdict, { kind: 'send' }>): Promise<void> {
    const isBundle = (row.memberKeys ?? []).length > 0;
    if (isBundle) return rows.settle(row, { state: 'dropped', reason: 'dissolved' });
    switch (verdict.kind) {
      case 'defer': {
        const { until, reason } = verdict;
        return rows.settle(row, { state: 'ready', readyAt: until, reason, failed: false, deferral: true });
      }
      case 'drop':
        return rows.settle(row, { state: 'dropped', reason: verdict.reason });
      case 'new_post':
        return rows.detach(row, clock.now());
      case 'bundle':
        return rows.openBundle(row, verdict.bundle);
    }
  }

  function retryLater(row: OutboundRow, now: Date, reason: string): Promise<void> {
    return postponeFailed(row, new Date(now.getTime() + backOffMs(row.failures + 1)), reason);
  }

  function postponeFailed(row: OutboundRow, until: Date, reason: string): Promise<void> {
    return rows.settle(row, { state: 'ready', readyAt: until, reason, failed: true });
  }

  return { send, resolveUnknown, isUnderWay: (hash: string) => underWay.has(hash) };
}
