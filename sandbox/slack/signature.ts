import { createHmac } from 'node:crypto';
import { systemClock } from '#core/clock.ts';

export interface SignOptions {
  /** Seconds since 1970; the machine's own time unless given. */
  timestamp?: number;
  secret?: string;
  contentType?: string;
}

/**
 * Headers of a request from Slack: `v0=` HMAC-SHA256 of `v0:{timestamp}:{body}`. slack.md §2 Signature.
 * Real time whatever the sandbox's clock says, because Bolt compares it with the machine's (design §8).
 */
export function signedHeaders(body: string, signingSecret: string, options: SignOptions = {}): Record<string, string> {
  const timestamp = options.timestamp ?? Math.floor(systemClock().now().getTime() / 1000);
  const hmac = createHmac('sha256', options.secret ?? signingSecret).update(`v0:${timestamp}:${body}`);
  return {
    'content-type': options.contentType ?? (body.startsWith('{') ? 'application/json' : FORM),
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': `v0=${hmac.digest('hex')}`,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
  };
}

export const FORM = 'application/x-www-form-urlencoded'; // exactly this for form posts §2
