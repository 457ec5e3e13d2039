import mongoose from 'mongoose';
import type { ClientSession, Connection, IndexDefinition, IndexOptions, Model, Schema } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { InOneWrite, Session, Write } from '#core/write.ts';

/** What a `model.ts` declares: a schema with its indexes, never a model (design §2). */
export interface ModelDeclaration<Document = unknown> {
  readonly collection: string;
  readonly schema: Schema<Document>;
}

/** Any declaration, for who creates or checks what it declares. */
export interface DeclaredIndexes {
  readonly collection: string;
  readonly schema: Pick<Schema, 'indexes'>;
}

/** `schema` must declare its indexes with names; unique ones carry a promise and are checked at start. */
export function defineModel<Document>(collection: string, schema: Schema<Document>): ModelDeclaration<Document> {
  schema.set('autoIndex', false);
  schema.set('autoCreate', false);
  schema.set('versionKey', false);
  schema.set('collection', collection);
  schema.set('strict', 'throw');
  return { collection, schema };
}

/** The model of a declaration on this connection; the same one on every call. */
export function modelOf<Document>(connection: Connection, declaration: ModelDeclaration<Document>): Model<Document> {
  const existing = connection.models[declaration.collection];
  if (existing) return existing;
  return connection.model<Document>(declaration.collection, declaration.schema);
}

/** The driver's session inside a write, for stores. */
export function sessionOf(write: Pick<Write, 'session'>): ClientSession {
  return write.session.transaction as ClientSession;
}

export interface MongoOptions {
  uri: string;
  /** Overrides the database named in the URI. */
  database?: string;
  /** Milliseconds until an unreachable server is an error. */
  timeoutMs: number;
}

/** Connects, or throws AppError(unavailable, core.mongo_unreachable) within the time-out. */
export async function connectMongo(options: MongoOptions): Promise<Connection> {
  const connection = mongoose.createConnection(options.uri, {
    ...(options.database === undefined ? {} : { dbName: options.database }),
    serverSelectionTimeoutMS: options.timeoutMs,
    autoIndex: false,
    autoCreate: false,
    retryWrites: true,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
  });
  try {
    return await connection.asPromise();
  } catch (cause) {
    await connection.close().catch(() => undefined);
    throw new AppError({ kind: 'unavailable', code: 'core.mongo_unreachable', cause });
  }
}

/** Transactions need a replica set; a standalone server is refused. Throws AppError(rejected, core.mongo_standalone). */
export async function requireReplicaSet(connection: Connection): Promise<void> {
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (typeof hello?.['setName'] !== 'string') {
    throw new AppError({ kind: 'rejected', code: 'core.mongo_standalone' });
  }
}

type OpenWrite = (session: Session, at: Date) => Write;

/** One transaction per verb; the driver repeats it on a write conflict. */
export function createInOneWrite(deps: {
  connection: Connection;
  clock: Clock;
  open: OpenWrite;
  committed?: () => void;
}): InOneWrite {
  return async (work) => {
    const session = await deps.connection.startSession();
    try {
      const result = await session.withTransaction(() => work(deps.open({ transaction: session }, deps.clock.now())), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      });
      deps.committed?.();
      return result;
    } finally {
      await session.endSession();
    }
  };
}

/** Creates collections and declared indexes; what exists already is left alone. */
export async function createDeclared(connection: Connection, models: readonly DeclaredIndexes[]): Promise<void> {
  const existing = new Set((await connection.listCollections()).map((collection) => collection.name));
  for (const declaration of models) {
    const indexes = declaration.schema.indexes().map(([key, options]) => ({
      key: key as Record<string, 1 | -1>,
      ...indexOptions(options),
    }));
    // Creating its indexes creates a collection, too.
    if (indexes.length > 0) await connection.collection(declaration.collection).createIndexes(indexes);
    else if (!existing.has(declaration.collection)) await connection.createCollection(declaration.collection);
  }
}

/** Names of declared unique indexes that the database lacks: `collection.index`. */
export async function missingPromises(
  connection: Connection,
  models: readonly DeclaredIndexes[],
): Promise<readonly string[]> {
  const collections = new Set((await connection.listCollections()).map((collection) => collection.name));
  const missing: string[] = [];
  // One after the other: asked all at once, they would open a connection each.
  for (const { collection, schema } of models) {
    const promised = schema.indexes().filter(([, options]) => options.unique);
    if (promised.length === 0) continue;
    const present = collections.has(collection) ? await connection.collection(collection).indexes() : [];
    const isMissing = ([keys]: (typeof promised)[number]): boolean =>
      !present.some((index) => index.unique && sameKeys(index.key as IndexDefinition, keys));
    const named = promised.filter(isMissing);
    missing.push(...named.map(([keys, options]) => `${collection}.${options.name ?? Object.keys(keys).join('_')}`));
  }
  return missing;
}

function sameKeys(left: IndexDefinition, right: IndexDefinition): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function indexOptions(options: IndexOptions): Record<string, unknown> {
  const { name, unique, partialFilterExpression, sparse } = options;
  return Object.fromEntries(
    Object.entries({ name, unique, partialFilterExpression, sparse }).filter(([, value]) => value !== undefined),
  );
}

/** True for E11000 on a unique index, optionally on the index with this name. */
export function isDuplicateKey(thrown: unknown, index?: string): boolean {
  const error = thrown as { code?: unknown; message?: unknown };
  if (error?.code !== 11000) return false;
  return index === undefined || String(error.message).includes(index);
}

const awayNames =
  /^Mongo(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|TopologyClosed)Error$|^MongooseServerSelectionError$/;
const awayLabels = ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult'];

/** True when the database did not take it now but may a moment later: connection, election, write conflict to the end. */
export function isDatabaseAway(thrown: unknown): boolean {
  const error = thrown as { name?: unknown; hasErrorLabel?: (label: string) => boolean } | null | undefined;
  if (typeof error?.name !== 'string') return false;
  return awayNames.test(error.name) || awayLabels.some((label) => error.hasErrorLabel?.(label) === true);
}

/**
 * The queries of a sweep over documents that wait for their `nextStepAt` (design §6); the collection needs an index on
 * it. Ids only, so that one unreadable document stops nothing.
 */
export function dueSteps(rows: Model<Record<string, unknown>>) {
  return {
    /** What is due by `now`, earliest first. */
    async listDue(now: Date, limit: number, except: readonly string[]): Promise<readonly string[]> {
      const due = await rows
        .find({ nextStepAt: { $lte: now }, _id: { $nin: [...except] } }, { _id: 1 })
        .sort({ nextStepAt: 1 })
        .limit(limit)
        .lean<{ _id: string }[]>();
      return due.map((row) => row._id);
    },

    /** null when nothing waits. */
    async findNextStepAt(): Promise<Date | null> {
      const first = await rows
        .findOne({ nextStepAt: { $type: 'date' } }, { nextStepAt: 1 })
        .sort({ nextStepAt: 1 })
        .lean<{ nextStepAt: Date }>();
      return first?.nextStepAt ?? null;
    },

    /** Takes a document that cannot be read out of the sweep until somebody has looked at it (design §6). */
    async setAside(id: string, reason: string): Promise<void> {
      await rows.updateOne({ _id: id }, { $set: { nextStepAt: null, setAside: reason } });
    },
  };
}
