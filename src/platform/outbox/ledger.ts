import type { Connection, QueryFilter } from 'mongoose';
import type { LedgerMessage, MessageLedger } from '#core/ports.ts';
import { modelOf, sessionOf } from '../mongo.ts';
import { createBundles } from './bundles.ts';
import type { OutboundRow } from './model.ts';
import { outboundModel } from './model.ts';

const toPartners: QueryFilter<OutboundRow> = {
  kind: 'message',
  audience: { $in: ['partner', 'partner_admin'] },
  bundleKey: null,
};
/** A call under way, or its answer lost: it may stand in Slack. */
const perhapsPosted: QueryFilter<OutboundRow> = {
  state: { $in: ['attempting', 'unknown'] },
  ts: null,
  'attempt.operation': 'post',
};
const mostListed = 500;

/** What stands in the outbox, for the attention budget and for staff; each query has an index of its own. */
export function createLedger(connection: Connection): MessageLedger {
  const rows = modelOf(connection, outboundModel);
  const bundles = createBundles(connection);

  async function list(filter: QueryFilter<OutboundRow>): Promise<OutboundRow[]> {
    return rows
      .find({ ...toPartners, ...filter })
      .limit(mostListed)
      .lean<OutboundRow[]>();
  }

  return {
    async listPosted(where, since) {
      const found = await Promise.all([
        list({ ...where, deliveredAt: { $gte: since } }),
        list({ ...where, ...perhapsPosted }),
      ]);
      return found
        .flat()
        .map((row) => ({ ...messageOf(row), at: row.deliveredAt ?? row.attempt?.at ?? row.updatedAt }))
        .toSorted((left, right) => left.at.getTime() - right.at.getTime());
    },

    async listWaiting(where) {
      const found = await list({ ...where, state: 'ready', ts: null, 'wanted.deleted': false });
      return found.map((row) => ({ ...messageOf(row), readyAt: row.readyAt, reason: row.reason }));
    },

    async listDropped(partnerId, since) {
      const found = await list({ partnerId, state: 'dropped', updatedAt: { $gte: since } });
      return found.map((row) => ({ ...messageOf(row), at: row.updatedAt, reason: row.reason }));
    },

    async listPings(persons, since) {
      if (persons.length === 0) return [];
      const userIds = persons.map(({ userId }) => userId);
      const [reached, open] = await Promise.all([
        rows
          .find({ 'pings.userId': { $in: userIds }, 'pings.at': { $gte: since } }, { pings: 1 })
          .lean<Pick<OutboundRow, 'pings'>[]>(),
        list({ ...perhapsPosted, 'mentions.userId': { $in: userIds }, urgent: false, direct: false }),
      ]);
      const perhaps = open.flatMap((row) =>
        row.mentions.map((person) => ({ ...person, at: row.attempt?.at ?? row.updatedAt })),
      );
      return [...reached.flatMap(({ pings }) => pings), ...perhaps].filter(
        (ping) => userIds.includes(ping.userId) && ping.at.getTime() >= since.getTime(),
      );
    },

    async findDeliveredAt(key) {
      const row = await rows.findById(key, { deliveredAt: 1 }).lean<Pick<OutboundRow, 'deliveredAt'>>();
      return row?.deliveredAt ?? null;
    },

    async findBundle(key) {
      const bundle = await rows.findById(key).lean<OutboundRow>();
      if (!bundle || (bundle.memberKeys ?? []).length === 0) return null;
      const members = (await bundles.listMembers(bundle)).filter((member) => !member.wanted.deleted);
      return { partnerId: bundle.partnerId, members: members.map(messageOf) };
    },

    async judgeAgain(partnerId, write) {
      await rows.updateMany(
        { partnerId, state: 'ready', ts: null, urgent: false },
        { $set: { readyAt: write.at } },
        { session: sessionOf(write) },
      );
    },
  };
}

function messageOf(row: OutboundRow): LedgerMessage {
  const { partnerId, message, params, place, priority, direct, topic, pinned, seq, notAfter } = row;
  const isReply = row.threadKey !== null || row.threadTs !== null;
  return { key: row._id, partnerId, message, params, place, priority, direct, topic, pinned, seq, notAfter, isReply };
}
