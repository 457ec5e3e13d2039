import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientSession, Connection } from 'mongoose';

/** An answer of the database, and whether it would still be the same. */
export interface Observed<T> {
  readonly value: T;
  /** False once one of the collections that were read for it has been written to. */
  stands(): boolean;
}

export type Observe = <T>(ask: () => Promise<T>) => Promise<Observed<T>>;

/** Where other processes write, too, no answer stands: every one is asked anew. */
export const observeNothing: Observe = async (ask) => ({ value: await ask(), stands: () => false });

/** The same question again costs nothing while its answer stands. */
export function createStanding(observe: Observe): <T>(ask: () => Promise<T>) => () => Promise<T> {
  return <T>(ask: () => Promise<T>) => {
    let known: Observed<T> | null = null;
    return async () => {
      if (!known?.stands()) known = await observe(ask);
      return known.value;
    };
  };
}

/**
 * Sees what goes through its connections, so that the stepped driver asks only what may have changed. Whoever hands it to
 * an app vouches that nobody writes to that database except through them; so it is of no use to a serving process.
 */
export interface DatabaseWatch {
  add(connection: Connection): void;
  observe: Observe;
}

/** An operation of a collection as mongoose tells it. */
interface Operation {
  collectionName: string;
  method: string;
  params?: readonly unknown[];
}

/** Everything else counts as a write. */
const readingMethods = new Set(['find', 'findOne', 'aggregate', 'countDocuments', 'distinct']);

export function createDatabaseWatch(): DatabaseWatch {
  const reading = new AsyncLocalStorage<Set<string>>();
  const lastWrite = new Map<string, number>();
  const openTransactions = new WeakMap<ClientSession, Set<string>>();
  let writes = 0;

  function markWritten(collections: Iterable<string>): void {
    writes += 1;
    for (const name of collections) lastWrite.set(name, writes);
  }

  function onStart({ collectionName, method, params }: Operation): void {
    if (readingMethods.has(method)) return void reading.getStore()?.add(collectionName);
    const session = sessionAmong(params);
    if (session) joinTransaction(session, collectionName);
  }

  /** What a transaction wrote is there for others when it has ended. */
  function joinTransaction(session: ClientSession, collectionName: string): void {
    const joined = openTransactions.get(session);
    if (joined) return void joined.add(collectionName);
    const written = new Set([collectionName]);
    openTransactions.set(session, written);
    session.once('ended', () => markWritten(written));
  }

  return {
    add(connection) {
      connection.on('operation-start', onStart);
      connection.on('operation-end', ({ collectionName, method }: Operation) => {
        if (!readingMethods.has(method)) markWritten([collectionName]);
      });
    },

    async observe(ask) {
      const read = new Set<string>();
      const before = writes;
      const value = await reading.run(read, ask);
      return { value, stands: () => [...read].every((name) => (lastWrite.get(name) ?? 0) <= before) };
    },
  };
}

function sessionAmong(params: Operation['params']): ClientSession | null {
  const options = params?.at(-1) as { session?: ClientSession | null } | undefined;
  return options?.session ?? null;
}
