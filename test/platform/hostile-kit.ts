import type { Connection } from 'mongoose';
import { homeTeam } from '#sandbox/app.ts';
import type { Delivery } from '#sandbox/slack/journal.ts';
import type { SignOptions } from '#sandbox/slack/signature.ts';
import { channelOf, sellerOf, teamOf } from '#test/kit/partners.ts';
import { acme } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';

/** What a refused request may write (issue: Promises): inbox, audit and rate-limit rows, and how far a channel was read. */
const mayBeWritten = new Set(['inbox_deliveries', 'audit_entries', 'rate_limits', 'channel_cursors', 'leases']);

/** Every document of every other collection, as text. */
export async function domainDocuments(database: Connection): Promise<Record<string, string>> {
  const names = (await database.listCollections()).map((collection) => collection.name).toSorted();
  const contents: Record<string, string> = {};
  for (const name of names.filter((candidate) => !mayBeWritten.has(candidate))) {
    contents[name] = JSON.stringify(await database.collection(name).find().sort({ _id: 1 }).toArray());
  }
  return contents;
}

export function formOf(payload: unknown): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

export async function deliverRaw(test: EdgeTest, body: string, options?: SignOptions): Promise<Delivery> {
  const delivery = await test.slack.rawDelivery(test.slack.signedRequest(body, options));
  await test.time.settle();
  return delivery;
}

/** A press of Acme's button as Slack would send it, with anything else in its place. */
export function pressPayload(test: EdgeTest, more: object = {}): Record<string, unknown> {
  return {
    type: 'block_actions',
    team: { id: homeTeam.id },
    user: { id: sellerOf(acme), team_id: teamOf(acme) },
    trigger_id: `1.2.${JSON.stringify(more).length}`,
    container: { type: 'message', message_ts: test.noteTs, channel_id: channelOf(acme) },
    channel: { id: channelOf(acme) },
    actions: [{ type: 'button', action_id: 'probe.note.press', block_id: 'b', value: 'opaque-1', action_ts: '1.1' }],
    ...more,
  };
}

export function formPayload(more: object = {}, view: object = {}): Record<string, unknown> {
  return {
    type: 'view_submission',
    team: { id: teamOf(acme) },
    user: { id: sellerOf(acme), team_id: teamOf(acme) },
    view: {
      id: 'V1',
      hash: '1.a',
      callback_id: 'probe.form',
      app_installed_team_id: homeTeam.id,
      private_metadata: 'opaque',
      blocks: [{ type: 'input', block_id: 'amount' }],
      state: { values: {} },
      ...view,
    },
    ...more,
  };
}
