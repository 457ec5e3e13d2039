import type { WebClient } from '@slack/web-api';
import type { OutboundRow } from './model.ts';
import { metadataType } from './slack-writes.ts';

const beforeAttemptMs = 60_000;
const maximumPages = 50;

export type LookupResult = { kind: 'found'; ts: string } | { kind: 'absent' };

interface Page {
  messages?: unknown;
  response_metadata?: { next_cursor?: string };
}

/**
 * Whether a post whose answer was lost is in Slack (design §6.5): its hash is looked for in the channel's history, or in
 * the replies of its root, over all pages. Throws when the read is not complete, so that nobody posts again on a guess.
 */
export async function findLostPost(client: WebClient, row: OutboundRow, channelId: string): Promise<LookupResult> {
  const attempt = row.attempt;
  if (!attempt) return { kind: 'absent' };
  const oldest = ((attempt.at.getTime() - beforeAttemptMs) / 1000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < maximumPages; page += 1) {
    const query = {
      channel: channelId,
      oldest,
      inclusive: true,
      include_all_metadata: true,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const answer: Page =
      row.threadTs === null
        ? await client.conversations.history(query)
        : await client.conversations.replies({ ...query, ts: row.threadTs });
    const found = tsWithHash(answer.messages, attempt.hash);
    if (found !== null) return { kind: 'found', ts: found };
    cursor = answer.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return { kind: 'absent' };
  }
  throw new Error('the history did not end');
}

function tsWithHash(messages: unknown, hash: string): string | null {
  for (const message of Array.isArray(messages) ? (messages as unknown[]) : []) {
    const { ts, metadata } = message as {
      ts?: string;
      metadata?: { event_type?: string; event_payload?: { h?: string } };
    };
    if (metadata?.event_type === metadataType && metadata.event_payload?.h === hash && ts !== undefined) return ts;
  }
  return null;
}
