import type { Connection } from 'mongoose';
import { modelOf } from '../mongo.ts';
import { outboundModel } from './model.ts';

/** Which messages of ours stand in Slack as the root of a thread. */
export function createRoots(connection: Connection) {
  const rows = modelOf(connection, outboundModel);
  const top = { kind: 'message', threadKey: null, threadTs: null } as const;

  return {
    /** The key of our message at this place in this channel; null when it is not ours. */
    async findKey(channelId: string, ts: string): Promise<string | null> {
      const row = await rows.findOne({ ...top, place: channelId, ts }, { _id: 1 }).lean<{ _id: string }>();
      return row?._id ?? null;
    },

    /** `ts` of the first message that we posted there; null when there is none. */
    async findFirst(channelId: string): Promise<string | null> {
      const filter = { ...top, place: channelId, deliveredAt: { $type: 'date' as const } };
      const row = await rows.findOne(filter, { ts: 1 }).sort({ deliveredAt: 1 }).lean<{ ts: string | null }>();
      return row?.ts ?? null;
    },

    /** `ts` of what these features posted there since, the newest first. */
    async listPosted(
      where: { channelId: string; slugs: readonly string[]; since: Date },
      limit: number,
    ): Promise<readonly string[]> {
      const { channelId, slugs, since } = where;
      if (slugs.length === 0) return [];
      const ofSlugs = { $regex: `^(${slugs.join('|')}):` };
      const found = await rows
        .find({ ...top, _id: ofSlugs, place: channelId, deliveredAt: { $gte: since } }, { ts: 1 })
        .sort({ deliveredAt: -1 })
        .limit(limit)
        .lean<{ ts: string | null }[]>();
      return found.flatMap(({ ts }) => (ts === null ? [] : [ts]));
    },
  };
}

/** The feature that owes a message stands first in its key (design §4). */
export function slugOf(key: string): string {
  return key.split(':')[0] ?? '';
}
