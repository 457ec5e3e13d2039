import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { defineModel, isDuplicateKey, modelOf } from './mongo.ts';

interface Allowance {
  _id: string;
  count: number;
  until: Date;
}

const schema = new Schema<Allowance>({
  _id: { type: String, required: true },
  count: { type: Number, required: true },
  until: { type: Date, required: true },
});
schema.index({ until: 1 }, { name: 'ended' });

export const allowanceModel = defineModel<Allowance>('rate_limits', schema);

/** So many times per window and key, over all replicas; windows start at multiples of their length. */
export function createRateLimiter(deps: { connection: Connection; clock: Clock }) {
  const allowances = modelOf(deps.connection, allowanceModel);

  async function count(id: string, until: Date): Promise<number> {
    const row = await allowances
      .findOneAndUpdate(
        { _id: id },
        { $inc: { count: 1 }, $setOnInsert: { until } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<Allowance>();
    return row?.count ?? 1;
  }

  return {
    /** True while the key has not been taken more than `limit` times in this window. */
    async take(key: string, limit: number, windowMs: number): Promise<boolean> {
      const slot = Math.floor(deps.clock.now().getTime() / windowMs);
      const id = `${key}:${slot}`;
      const until = new Date((slot + 1) * windowMs);
      try {
        return (await count(id, until)) <= limit;
      } catch (thrown) {
        if (!isDuplicateKey(thrown)) throw thrown;
        return (await count(id, until)) <= limit;
      }
    },
    async clean(): Promise<void> {
      await allowances.deleteMany({ until: { $lt: deps.clock.now() } });
    },
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;
