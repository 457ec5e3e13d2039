import { ErrorCode } from '@slack/web-api';
import { AppError } from '#core/errors.ts';

/**
 * What a failed call means for what we wanted (slack.md §3):
 * rateLimited: not done, later · notDone: surely not done, try again · unsure: may have taken effect ·
 * refused: Slack will not, with its error name.
 */
export type SlackFailure =
  | { kind: 'rateLimited'; retryAfterMs: number }
  | { kind: 'notDone'; reason: string }
  | { kind: 'unsure'; reason: string }
  | { kind: 'refused'; error: string };

/** Errors that say "later", not "no" (method pages, slack.md §1.1). */
const passing = new Set([
  'service_unavailable',
  'request_timeout',
  'external_channel_migrating',
  'team_added_to_org',
  'ekm_access_denied',
]);
/** Errors after which the call may have partly succeeded (slack.md §3). */
const ambiguous = new Set(['internal_error', 'fatal_error']);
/** Socket errors raised before the request left this machine. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Our credentials, not the message: everything waits until somebody mends them. */
const credentials = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);

export function slackFailureOf(thrown: unknown): SlackFailure {
  const error = thrown as {
    code?: string;
    retryAfter?: number;
    statusCode?: number;
    data?: { error?: string };
    cause?: unknown;
  };
  switch (error?.code) {
    case ErrorCode.RateLimitedError:
      return { kind: 'rateLimited', retryAfterMs: Math.max(1, error.retryAfter ?? 1) * 1000 };
    case ErrorCode.PlatformError:
      return platformFailure(error.data?.error ?? 'unknown_error');
    case ErrorCode.RequestError:
      return requestFailure(thrown);
    case ErrorCode.HTTPError:
      return { kind: 'unsure', reason: `http_${error.statusCode ?? 'error'}` };
    default:
      return { kind: 'unsure', reason: 'no_answer' };
  }
}

function platformFailure(error: string): SlackFailure {
  if (error === 'ratelimited' || error === 'rate_limited') return { kind: 'rateLimited', retryAfterMs: 30_000 };
  if (ambiguous.has(error)) return { kind: 'unsure', reason: error };
  if (passing.has(error) || credentials.has(error)) return { kind: 'notDone', reason: error };
  return { kind: 'refused', error };
}

function requestFailure(thrown: unknown): SlackFailure {
  for (let cause: unknown = thrown, depth = 0; cause && depth < 6; depth += 1) {
    const { code, cause: next, original } = cause as { code?: string; cause?: unknown; original?: unknown };
    if (typeof code === 'string' && neverLeft.has(code)) return { kind: 'notDone', reason: code };
    cause = next ?? original;
  }
  return { kind: 'unsure', reason: 'no_answer' };
}

/** For calls that a person waits for: every failure as an AppError. */
export function toSlackError(thrown: unknown): AppError {
  const failure = slackFailureOf(thrown);
  if (failure.kind !== 'refused')
    return new AppError({ kind: 'unavailable', code: 'core.slack_unavailable', cause: thrown });
  if (failure.error === 'expired_trigger_id' || failure.error === 'exchanged_trigger_id') {
    return new AppError({ kind: 'unavailable', code: 'core.trigger_expired', cause: thrown });
  }
  const missing = failure.error.endsWith('_not_found') || failure.error === 'not_found';
  return new AppError({
    kind: missing ? 'missing' : 'rejected',
    code: missing ? 'core.slack_missing' : 'core.slack_rejected',
    params: { error: failure.error },
    cause: thrown,
  });
}
