import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { SandboxSlack } from './slack/slack.ts';

/**
 * Keys of messages that stand in Slack more than once: every post carries a hash of its key and attempt, and a message
 * that two attempts brought there is a duplicate (design §6.5).
 */
export async function postedTwice(slack: SandboxSlack, database: Connection): Promise<string[]> {
  const rows = await database
    .collection<{ _id: string; attempt?: { number: number } | null }>('outbound_messages')
    .find()
    .toArray();
  const seen = new Map<string, number>();
  for (const hash of hashesInSlack(slack)) seen.set(hash, (seen.get(hash) ?? 0) + 1);
  return rows
    .filter((row) => {
      const attempts = row.attempt?.number ?? 0;
      let copies = 0;
      for (let number = 1; number <= attempts; number += 1) copies += seen.get(hashOf(row._id, number)) ?? 0;
      return copies > 1;
    })
    .map((row) => row._id);
}

function hashOf(key: string, attempt: number): string {
  return createHash('sha256').update(`${key}#${attempt}`).digest('base64url');
}

function hashesInSlack(slack: SandboxSlack): string[] {
  return slack.everyMessage().flatMap((message) => {
    const payload = message.metadata?.['event_payload'] as { h?: string } | undefined;
    return payload?.h === undefined ? [] : [payload.h];
  });
}
