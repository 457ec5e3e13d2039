import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { responseGuardModel } from './model.ts';

export type AttentionStore = ReturnType<typeof createAttentionStore>;

export function createAttentionStore(connection: Connection) {
  const guards = modelOf(connection, responseGuardModel);
  return {
    /** True for the one who may tell now: nobody was told of this partner since. */
    async claimGuard(partnerId: string, since: Date, write: Write): Promise<boolean> {
      const session = sessionOf(write);
      const known = await guards.findOne({ partnerId }, null, { session }).lean();
      if (known && known.toldAt.getTime() > since.getTime()) return false;
      if (known) await guards.updateOne({ partnerId }, { $set: { toldAt: write.at } }, { session });
      else await guards.create([{ partnerId, toldAt: write.at }], { session });
      return true;
    },
  };
}
