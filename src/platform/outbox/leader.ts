import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { defineModel, isDuplicateKey, modelOf } from '../mongo.ts';

interface Lease {
  _id: string;
  holder: string;
  epoch: number;
  until: Date;
}

export const leaseModel = defineModel<Lease>(
  'leases',
  new Schema<Lease>({
    _id: { type: String, required: true },
    holder: { type: String, required: true },
    epoch: { type: Number, required: true },
    until: { type: Date, required: true },
  }),
);

export interface Leadership {
  epoch: number;
  until: Date;
  /** True when this replica was not the leader a moment ago. */
  isNew: boolean;
}

/** One replica dispatches at a time (design §6.4): a lease document with a rising epoch. */
export function createLeader(deps: { connection: Connection; clock: Clock; holder: string; leaseMs: number }) {
  const leases = modelOf(deps.connection, leaseModel);
  const name = 'outbox-leader';
  let held: Leadership | null = null;

  async function take(now: Date): Promise<Lease | null> {
    const until = new Date(now.getTime() + deps.leaseMs);
    const renewed = await leases
      .findOneAndUpdate({ _id: name, holder: deps.holder }, { $set: { until } }, { returnDocument: 'after' })
      .lean<Lease>();
    if (renewed) return renewed;
    const taken = await leases
      .findOneAndUpdate(
        { _id: name, until: { $lt: now } },
        { $set: { holder: deps.holder, until }, $inc: { epoch: 1 } },
        { returnDocument: 'after' },
      )
      .lean<Lease>();
    if (taken) return taken;
    if (await leases.exists({ _id: name })) return null;
    try {
      await leases.create({ _id: name, holder: deps.holder, epoch: 1, until });
      return { _id: name, holder: deps.holder, epoch: 1, until };
    } catch (thrown) {
      if (isDuplicateKey(thrown)) return null;
      throw thrown;
    }
  }

  return {
    /** Takes or renews the lease; null while another replica holds it. */
    async lead(): Promise<Leadership | null> {
      const lease = await take(deps.clock.now());
      const isNew = lease !== null && held?.epoch !== lease.epoch;
      held = lease ? { epoch: lease.epoch, until: lease.until, isNew } : null;
      return held;
    },
    /** Whether a call may still begin under the last lease. */
    isLeading(): boolean {
      return held !== null && held.until.getTime() > deps.clock.now().getTime();
    },
    epoch(): number {
      return held?.epoch ?? 0;
    },
    /** Gives the lease up, so that a successor need not wait for it to run out. */
    async resign(): Promise<void> {
      held = null;
      await leases.updateOne({ _id: name, holder: deps.holder }, { $set: { until: new Date(0), holder: '' } });
    },
  };
}
