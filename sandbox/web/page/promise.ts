import type { OutboundRow } from '#platform/outbox/model.ts';
import { postedTwice } from '../../posted-twice.ts';
import { findMessage } from '../../slack/state.ts';
import type { PlaygroundStage } from '../stage/stage.ts';

/** Whether what Drumbeat owes Slack stands there once. */
export interface PromiseCheck {
  owed: number;
  inSlack: number;
  /** Will still be sent: waiting, ready, being sent, or to be looked up. */
  onTheWay: number;
  unknown: number;
  /** Will never be sent, each with its reason. */
  dropped: number;
  failed: number;
  /** Keys that the outbox takes for delivered, but Slack does not show. */
  lost: string[];
  /** Keys that stand in Slack more than once. */
  doubled: string[];
  deliveriesOpen: number;
}

const onTheWay = ['waiting', 'ready', 'attempting', 'unknown'];

export async function checkPromise({
  slack,
  database,
}: Pick<PlaygroundStage, 'slack' | 'database'>): Promise<PromiseCheck> {
  const rows = await database.collection<OutboundRow>('outbound_messages').find({ kind: 'message' }).toArray();
  const count = (...states: string[]): number => rows.filter((row) => states.includes(row.state)).length;
  const stands = (row: OutboundRow): boolean =>
    row.channelId !== null && row.ts !== null && findMessage(slack.state, row.channelId, row.ts) !== undefined;
  return {
    owed: rows.length,
    inSlack: rows.filter(stands).length,
    onTheWay: count(...onTheWay),
    unknown: count('unknown'),
    dropped: count('dropped'),
    failed: count('failed'),
    lost: rows.filter((row) => row.state === 'settled' && !row.wanted.deleted && !stands(row)).map((row) => row._id),
    doubled: await postedTwice(slack, database),
    deliveriesOpen: await database.collection('inbox_deliveries').countDocuments({ state: 'received' }),
  };
}
