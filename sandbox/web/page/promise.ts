import type { OutboundRow } from '#platform/outbox/model.ts';
import { postedTwice } from '../../posted-twice.ts';
import { findMessage } from '../../slack/state.ts';
import type { PlaygroundStage } from '../stage/stage.ts';
import type { PromiseCheck } from './shown.ts';

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
