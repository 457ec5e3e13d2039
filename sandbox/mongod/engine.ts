import type { Clock } from '#core/clock.ts';
import { Collection } from './collection.ts';
import type { CursorTable } from './cursors.ts';
import { createCursorTable } from './cursors.ts';
import { MongodError } from './errors.ts';
import type { FailPoints } from './fail-points.ts';
import { createFailPoints } from './fail-points.ts';
import type { Reader } from './records.ts';
import type { SessionTable } from './sessions.ts';
import { createSessionTable } from './sessions.ts';
import type { History, Transaction } from './transactions.ts';
import { createHistory } from './transactions.ts';

/** All state of one stand-in. */
export interface Engine {
  clock: Clock;
  history: History;
  sessions: SessionTable;
  cursors: CursorTable;
  failPoints: FailPoints;
  databases: Map<string, Map<string, Collection>>;
  port: number;
}

export function createEngine(clock: Clock): Engine {
  const history = createHistory();
  const databases: Engine['databases'] = new Map();
  return {
    clock,
    history,
    sessions: createSessionTable(clock, history, (transaction) => dropCreated(databases, transaction)),
    cursors: createCursorTable(clock),
    failPoints: createFailPoints(),
    databases,
    port: 0,
  };
}

/** An aborted transaction takes the collections with it that it created, unless others have written there since. */
function dropCreated(databases: Engine['databases'], transaction: Transaction): void {
  for (const collection of transaction.created) {
    if (collection.records.size > 0) continue;
    const dot = collection.namespace.indexOf('.');
    databases.get(collection.namespace.slice(0, dot))?.delete(collection.namespace.slice(dot + 1));
  }
}

export function findCollection(engine: Engine, database: string, name: string): Collection | undefined {
  return engine.databases.get(database)?.get(name);
}

/** The collection, created when missing; one created in a transaction goes when that aborts. */
export function ensureCollection(engine: Engine, database: string, name: string, writer: Reader): Collection {
  const known = findCollection(engine, database, name);
  if (known) return known;
  if (name === '' || name.includes('$') || name.startsWith('system.')) {
    throw new MongodError(73, `Invalid namespace specified '${database}.${name}'`);
  }
  const collection = new Collection(`${database}.${name}`, engine.history);
  const collections = engine.databases.get(database) ?? new Map<string, Collection>();
  engine.databases.set(database, collections.set(name, collection));
  if (writer) writer.created.add(collection);
  return collection;
}
