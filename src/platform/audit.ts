import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { actorLabel } from '#core/actor.ts';
import type { Actor } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { AuditEntry, Write } from '#core/write.ts';
import { defineModel, modelOf, sessionOf } from './mongo.ts';
import { withoutPersonal } from './personal-fields.ts';

/** One entry as stored (domain §17.5). */
export interface AuditRecord {
  at: Date;
  /** `staff:T0HOME/U0ADA`, `job:check-ins.sweep-core`. */
  actor: string;
  actorType: Actor['kind'];
  action: string;
  object: string;
  partnerId: string | null;
  /** Only what differs; personal fields hashed. */
  changes: readonly AuditChange[];
  reason: string | null;
  channelId: string | null;
  ts: string | null;
  correlationId: string | null;
}

/** null: not there. */
export interface AuditChange {
  field: string;
  before: unknown;
  after: unknown;
}

const text = { type: String, default: null };
const needed = { type: String, required: true };

/** Append-only: mongoose refuses every change and deletion. `_id` is an ObjectId, so entries of one instant keep their order. */
export const auditEntries = defineModel<AuditRecord>(
  'audit_entries',
  new Schema<AuditRecord>(
    {
      at: { type: Date, required: true },
      actor: needed,
      actorType: needed,
      action: needed,
      object: needed,
      partnerId: text,
      changes: {
        type: [new Schema({ field: needed, before: Schema.Types.Mixed, after: Schema.Types.Mixed }, { _id: false })],
        required: true,
      },
      reason: text,
      channelId: text,
      ts: text,
      correlationId: text,
    },
    { minimize: false },
  )
    .index({ partnerId: 1, at: -1, _id: -1 }, { name: 'partner_newest' })
    .index({ object: 1, at: -1, _id: -1 }, { name: 'object_newest' })
    .index({ at: -1, _id: -1 }, { name: 'newest' })
    .pre(
      ['updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete'],
      { query: true, document: true },
      refuse,
    )
    .pre(['deleteOne', 'deleteMany'], { query: true, document: true }, refuse)
    .pre('save', function refuseSecondSave() {
      if (!this.isNew) refuse();
    }),
);

export interface AuditQuery {
  partnerId?: string;
  object?: string;
  /** At most 1000. */
  limit: number;
}

/** The trail: it grows, and nothing here changes or removes an entry. */
export interface Audit {
  /** Inside the write's transaction: without the state change there is no entry, and the other way round. */
  append(write: Pick<Write, 'session' | 'at'>, entry: AuditEntry, correlationId?: string): Promise<void>;
  /** Without a write, for what changed nothing: a refused stranger, a viewed statement. */
  appendAlone(entry: AuditEntry, correlationId?: string): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly AuditRecord[]>;
}

const mostListed = 1000;

export function createAudit(deps: { connection: Connection; clock: Clock }): Audit {
  const entries = modelOf(deps.connection, auditEntries);
  return {
    async append(write, entry, correlationId) {
      await entries.create([recordOf(entry, write.at, correlationId)], { session: sessionOf(write) });
    },
    async appendAlone(entry, correlationId) {
      await entries.create(recordOf(entry, deps.clock.now(), correlationId));
    },
    async list({ partnerId, object, limit }) {
      const filter = { ...(partnerId === undefined ? {} : { partnerId }), ...(object === undefined ? {} : { object }) };
      return entries
        .find(filter, { _id: 0 })
        .sort({ at: -1, _id: -1 })
        .limit(Math.min(Math.max(1, limit), mostListed))
        .lean<AuditRecord[]>();
    },
  };
}

function recordOf(entry: AuditEntry, at: Date, correlationId: string | undefined): AuditRecord {
  return {
    at,
    actor: actorLabel(entry.actor),
    actorType: entry.actor.kind,
    action: entry.action,
    object: entry.object,
    partnerId: entry.partnerId,
    changes: changesOf(entry.before ?? {}, entry.after ?? {}),
    reason: entry.reason ?? null,
    channelId: entry.channelId ?? null,
    ts: entry.ts ?? null,
    correlationId: correlationId ?? null,
  };
}

/** A list, not an object: field names of settings are dotted paths, which are no good keys in MongoDB. */
function changesOf(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): AuditChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({
      field,
      before: withoutPersonal(field, before[field]),
      after: withoutPersonal(field, after[field]),
    }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function refuse(): never {
  throw new AppError({ kind: 'bug', code: 'core.audit_append_only' });
}
