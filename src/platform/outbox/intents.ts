import { createHash } from 'node:crypto';
import type { ClientSession, Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import type { Intent, ReactionIntent } from '#core/intent.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '../mongo.ts';
import type { OutboundRow } from './model.ts';
import { outboundModel, placeOf } from './model.ts';

export type IntentWriter = ReturnType<typeof createIntentWriter>;

/** Writes what a verb owes Slack into the verb's own transaction (design §6.3). */
export function createIntentWriter(connection: Connection) {
  const rows = modelOf(connection, outboundModel);
  let lastSeq = 0;

  function nextSeq(at: Date): number {
    lastSeq = Math.max(lastSeq + 1, at.getTime() * 1000);
    return lastSeq;
  }

  return {
    async send(write: Pick<Write, 'session' | 'at'>, intent: Intent): Promise<void> {
      const session = sessionOf(write);
      const existing = await rows.findById(intent.key, null, { session }).lean<OutboundRow>();
      if (existing) return edit(existing, intent, write.at, session);
      const root = intent.thread ? await touchRoot(intent.thread.key, session) : null;
      const place = placeOf(intent.to);
      await rows.create(
        [
          {
            ...blankRow(intent.key, nextSeq(write.at), write.at),
            kind: 'message',
            partnerId: intent.partnerId,
            audience: intent.audience,
            to: { ...intent.to },
            place,
            threadKey: intent.thread?.key ?? null,
            threadTs: root?.ts ?? intent.threadTs ?? null,
            urgent: intent.priority === 'P0' || intent.priority === 'P1',
            priority: intent.priority,
            direct: intent.direct ?? false,
            topic: intent.topic,
            notAfter: intent.notAfter,
            mentions: [...intent.mentions],
            pinned: intent.pinned ?? false,
            message: intent.message,
            params: intent.params,
            paramsHash: fingerprint(intent.params),
            state: root && !root.ts && isOpen(root) ? 'waiting' : 'ready',
            readyAt: later(intent.notBefore, write.at),
          },
        ],
        { session },
      );
    },

    /** Throws AppError(bug) when the message to react to is not known. */
    async react(write: Pick<Write, 'session' | 'at'>, reaction: ReactionIntent): Promise<void> {
      const session = sessionOf(write);
      if (await rows.findById(reaction.key, { _id: 1 }, { session }).lean()) return;
      const root = 'key' in reaction.on ? await touchRoot(reaction.on.key, session) : null;
      const on =
        'key' in reaction.on ? { channelId: root?.channelId ?? root?.to.channelId, ts: root?.ts } : reaction.on;
      if (on.channelId === undefined) throw unknownRoot(reaction.key);
      await rows.create(
        [
          {
            ...blankRow(reaction.key, nextSeq(write.at), write.at),
            kind: 'reaction',
            partnerId: reaction.partnerId,
            audience: 'partner',
            to: { channelId: on.channelId },
            place: on.channelId,
            threadKey: root ? root._id : null,
            threadTs: on.ts ?? null,
            urgent: true,
            priority: 'P1',
            direct: true,
            topic: 'reaction',
            message: `reaction:${reaction.name}`,
            params: {},
            paramsHash: 'none',
            state: root && !root.ts && isOpen(root) ? 'waiting' : 'ready',
            readyAt: write.at,
          },
        ],
        { session },
      );
    },

    /** Deletes the message when it was posted, and never posts it when it was not. */
    async withdraw(write: Pick<Write, 'session' | 'at'>, key: string): Promise<void> {
      const session = sessionOf(write);
      const row = await rows.findById(key, null, { session }).lean<OutboundRow>();
      if (!row || row.wanted.deleted || row.state === 'dropped' || row.state === 'failed') return;
      const neverTried = row.state === 'waiting' || (row.state === 'ready' && row.ts === null);
      await rows.updateOne(
        { _id: key },
        {
          $set: {
            wanted: { version: row.wanted.version + 1, deleted: true },
            ...(isOnItsOwn(row) && (row.state === 'settled' || neverTried)
              ? { state: 'ready', readyAt: write.at }
              : {}),
            updatedAt: write.at,
          },
        },
        { session },
      );
      await touchBundle(row, write.at, session);
    },
  };

  async function edit(row: OutboundRow, intent: Intent, at: Date, session: ClientSession): Promise<void> {
    const paramsHash = fingerprint(intent.params);
    const isOver = row.state === 'dropped' || row.state === 'failed' || row.wanted.deleted;
    if (isOver || (paramsHash === row.paramsHash && intent.message === row.message)) return;
    await rows.updateOne(
      { _id: row._id },
      {
        $set: {
          message: intent.message,
          params: intent.params,
          paramsHash,
          pinned: intent.pinned ?? row.pinned,
          wanted: { version: row.wanted.version + 1, deleted: false },
          ...(isOnItsOwn(row) && row.state === 'settled' ? { state: 'ready', readyAt: at } : {}),
          updatedAt: at,
        },
      },
      { session },
    );
    await touchBundle(row, at, session);
  }

  /** A line of a bundle changed: the post that it stands in is rewritten, or deleted with its last line. */
  async function touchBundle(member: OutboundRow, at: Date, session: ClientSession): Promise<void> {
    if (isOnItsOwn(member)) return;
    const bundle = await rows.findById(member.bundleKey, null, { session }).lean<OutboundRow>();
    if (!bundle || !isOpen(bundle)) return;
    const filter = { bundleKey: bundle._id, 'wanted.deleted': false };
    const left = await rows.countDocuments(filter, { session });
    await rows.updateOne(
      { _id: bundle._id },
      {
        $set: {
          wanted: { version: bundle.wanted.version + 1, deleted: left === 0 },
          ...(bundle.state === 'settled' ? { state: 'ready', readyAt: at } : {}),
          updatedAt: at,
        },
      },
      { session },
    );
  }

  /** Reads the root of a thread and writes to it, so that its settling and this reply cannot miss each other. */
  async function touchRoot(key: string, session: ClientSession): Promise<OutboundRow> {
    const root = await rows
      .findOneAndUpdate({ _id: key }, { $inc: { replies: 1 } }, { session, returnDocument: 'after' })
      .lean<OutboundRow>();
    if (!root) throw unknownRoot(key);
    return root;
  }
}

function unknownRoot(key: string): AppError {
  return new AppError({
    kind: 'bug',
    code: 'core.bug',
    details: { reason: 'a reply names a message that was never owed', key },
  });
}

/** Not a line in the post of another row. */
function isOnItsOwn(row: OutboundRow): boolean {
  return (row.bundleKey ?? null) === null;
}

function isOpen(row: OutboundRow): boolean {
  return row.state !== 'dropped' && row.state !== 'failed' && !row.wanted.deleted;
}

export function blankRow(key: string, seq: number, at: Date) {
  return {
    _id: key,
    seq,
    notAfter: null,
    mentions: [],
    pinned: false,
    wanted: { version: 1, deleted: false },
    attempt: null,
    applied: null,
    channelId: null,
    ts: null,
    failures: 0,
    reason: null,
    deliveredAt: null,
    createdAt: at,
    updatedAt: at,
    replies: 0,
    deferredAt: null,
    deferredFor: [],
    pings: [],
    memberKeys: [],
    bundleKey: null,
  };
}

function later(wanted: Date | undefined, at: Date): Date {
  return wanted && wanted.getTime() > at.getTime() ? wanted : at;
}

/** Equal params in any key order have equal fingerprints. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

function canonical(value: unknown): string {
  if (value instanceof Date) return `d${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const sorted = entries.toSorted(([left], [right]) => (left < right ? -1 : 1));
    return `{${sorted.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
