import type { ClientSession, Connection } from 'mongoose';
import type { MessageBundle } from '#core/ports.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '../mongo.ts';
import { blankRow, fingerprint } from './intents.ts';
import type { OutboundRow } from './model.ts';
import { outboundModel } from './model.ts';

export type Bundles = ReturnType<typeof createBundles>;

/** One post that stands for several messages: a row of its own, and its members, which wait for it as `bundled`. */
export function createBundles(connection: Connection) {
  const rows = modelOf(connection, outboundModel);

  return {
    /** Takes in the members that still wait, in one transaction; with fewer than two of them there is no bundle. */
    async open(first: OutboundRow, bundle: MessageBundle, write: Write): Promise<void> {
      const session = sessionOf(write);
      const stillWaiting = { state: 'ready' as const, ts: null, bundleKey: null, 'wanted.deleted': false };
      const members = await rows
        .find({ ...stillWaiting, _id: { $in: [...bundle.memberKeys] }, place: first.place }, null, { session })
        .lean<OutboundRow[]>();
      if (members.length < 2) return;
      const keys = bundle.memberKeys.filter((key) => members.some((member) => member._id === key));
      await rows.updateMany(
        { _id: { $in: keys } },
        { $set: { state: 'bundled', bundleKey: bundle.key, updatedAt: write.at } },
        { session },
      );
      const { kind, partnerId, audience, to, place, urgent, priority, direct } = first;
      const dueMs = members.flatMap((member) => (member.notAfter === null ? [] : [member.notAfter.getTime()]));
      const row = {
        // It ranks as its best member does.
        ...blankRow(bundle.key, Math.min(...members.map((member) => member.seq)), write.at),
        ...{ kind, partnerId, audience, to, place, urgent, priority, direct },
        notAfter: dueMs.length === 0 ? null : new Date(Math.min(...dueMs)),
        topic: bundle.topic,
        message: bundle.message,
        params: bundle.params,
        paramsHash: fingerprint(bundle.params),
        memberKeys: keys,
        state: 'ready' as const,
        readyAt: write.at,
      };
      await rows.create([row], { session });
    },

    /** The members in the order of the bundle, withdrawn ones too. */
    async listMembers(bundle: Pick<OutboundRow, '_id' | 'memberKeys'>, session: ClientSession | null = null) {
      const found = await rows.find({ bundleKey: bundle._id }, null, { session }).lean<OutboundRow[]>();
      const place = (row: OutboundRow): number => bundle.memberKeys.indexOf(row._id);
      return found.toSorted((left, right) => place(left) - place(right));
    },

    /** Every member waits again by itself. */
    async release(bundle: OutboundRow, at: Date, session: ClientSession): Promise<void> {
      await rows.updateMany(
        { bundleKey: bundle._id },
        { $set: { state: 'ready', bundleKey: null, readyAt: at, updatedAt: at } },
        { session },
      );
    },
  };
}
