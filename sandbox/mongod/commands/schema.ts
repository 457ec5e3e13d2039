import type { Collection } from '../collection.ts';
import { ensureCollection } from '../engine.ts';
import { MongodError, badValue, notImplemented } from '../errors.ts';
import type { IndexSpec } from '../indexes.ts';
import { compileMatch } from '../match.ts';
import { encode } from '../order.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';
import type { Command, CommandContext } from './context.ts';
import { collectionOf, documentOr, nameOf, refuseUnknown, waitingForLocks } from './context.ts';

const INDEX_OPTIONS = [
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'v',
];
const PARTIAL_OPERATORS = ['$eq', '$gt', '$gte', '$lt', '$lte', '$exists', '$type', '$in'];

function indexSpec(given: Doc): IndexSpec {
  refuseUnknown('index', given, INDEX_OPTIONS);
  const { key, name, unique, sparse, partialFilterExpression: partial, expireAfterSeconds } = given;
  if (!isDoc(key) || Object.keys(key).length === 0) throw new MongodError(67, 'Index keys cannot be empty.');
  if (typeof name !== 'string' || name === '') throw new MongodError(67, 'The index name cannot be empty');
  for (const direction of Object.values(key)) {
    if (direction !== 1 && direction !== -1) throw notImplemented(`index type '${String(direction)}'`);
  }
  if (partial !== undefined) checkPartialFilter(partial);
  return {
    ...{ name, key },
    ...(unique === true ? { unique } : {}),
    ...(sparse === true ? { sparse } : {}),
    ...(isDoc(partial) ? { partialFilterExpression: partial } : {}),
    ...(typeof expireAfterSeconds === 'number' ? { expireAfterSeconds } : {}),
  };
}

function checkPartialFilter(partial: unknown): void {
  if (!isDoc(partial)) throw new MongodError(67, 'partialFilterExpression must be a document');
  for (const [path, condition] of Object.entries(partial)) {
    if (path.startsWith('$')) throw notImplemented(`partialFilterExpression with ${path}`);
    const operators = isDoc(condition) ? Object.keys(condition).filter((key) => key.startsWith('$')) : [];
    const refused = operators.find((operator) => !PARTIAL_OPERATORS.includes(operator));
    if (refused || (isDoc(condition) && condition['$exists'] === false)) {
      throw new MongodError(67, `Expression not supported in partial index: ${refused ?? '$exists: false'}`);
    }
  }
}

/** True when the index is there already; throws when its name or key is taken by another one. */
function isThere(collection: Collection, spec: IndexSpec): boolean {
  if (spec.name === '_id_' || encode(spec.key) === encode({ _id: 1 })) return true;
  for (const { spec: known } of collection.indexes) {
    const sameKey = encode(known.key) === encode(spec.key);
    const same = encode(known) === encode(spec);
    if (same) return true;
    if (known.name === spec.name) {
      throw new MongodError(86, `An existing index has the same name as the requested index: ${spec.name}`);
    }
    if (sameKey && encode(known.partialFilterExpression ?? {}) === encode(spec.partialFilterExpression ?? {})) {
      throw new MongodError(85, `Index already exists with a different name or options: ${known.name}`);
    }
  }
  return false;
}

const createIndexes: Command = {
  options: ['indexes', 'commitQuorum'],
  async run(context, command) {
    const name = nameOf(command['createIndexes']);
    if (!Array.isArray(command['indexes']) || command['indexes'].length === 0)
      throw badValue('Must specify at least one index');
    const specs = command['indexes'].map((given) => indexSpec(given as Doc));
    const created = collectionOf(context, name) === undefined;
    const collection = ensureCollection(context.engine, context.database, name, null);
    const numIndexesBefore = collection.allIndexes.length;
    for (const spec of specs) {
      if (!isThere(collection, spec)) await waitingForLocks(context, () => collection.addIndex(spec));
    }
    return {
      ...{ numIndexesBefore, numIndexesAfter: collection.allIndexes.length, createdCollectionAutomatically: created },
      ...(collection.allIndexes.length === numIndexesBefore ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    };
  },
};

function existing(context: CommandContext, name: unknown): Collection {
  const collection = collectionOf(context, name);
  if (!collection) throw new MongodError(26, `ns does not exist: ${context.database}.${String(name)}`);
  return collection;
}

const listIndexes: Command = {
  options: ['cursor'],
  run(context, command) {
    const collection = existing(context, command['listIndexes']);
    const docs = collection.allIndexes.map(({ spec }) => ({ v: 2, ...spec }));
    return context.engine.cursors.open(collection.namespace, docs, undefined);
  },
};

const dropIndexes: Command = {
  options: ['index'],
  run(context, command) {
    const collection = existing(context, command['dropIndexes']);
    const nIndexesWas = collection.allIndexes.length;
    const { index } = command;
    if (index === '*') collection.indexes = [];
    else for (const name of namesOf(collection, index)) collection.dropIndex(name);
    return { nIndexesWas, ok: 1 };
  },
};

function namesOf(collection: Collection, index: unknown): string[] {
  if (typeof index === 'string') return [index];
  if (Array.isArray(index)) return index.map(String);
  const found = collection.indexes.find(({ spec }) => encode(spec.key) === encode(index));
  if (!found) throw new MongodError(27, `can't find index with key: ${JSON.stringify(index)}`);
  return [found.spec.name];
}

const create: Command = {
  options: [],
  run(context, command) {
    const name = nameOf(command['create']);
    if (collectionOf(context, name))
      throw new MongodError(48, `Collection ${context.database}.${name} already exists.`);
    ensureCollection(context.engine, context.database, name, null);
    return { ok: 1 };
  },
};

const drop: Command = {
  options: [],
  run(context, command) {
    const name = nameOf(command['drop']);
    const collection = collectionOf(context, name);
    if (!collection) return { ok: 1 };
    context.engine.databases.get(context.database)!.delete(name);
    return { ns: collection.namespace, nIndexesWas: collection.allIndexes.length, ok: 1 };
  },
};

const dropDatabase: Command = {
  options: [],
  run(context) {
    context.engine.databases.delete(context.database);
    return { dropped: context.database, ok: 1 };
  },
};

const listCollections: Command = {
  options: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run(context, command) {
    const matches = compileMatch(documentOr(command['filter'], {}, 'filter'));
    const names = [...(context.engine.databases.get(context.database)?.keys() ?? [])];
    const docs = names
      .map((name): Doc => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))
      .filter(matches)
      .map((doc) => (command['nameOnly'] === true ? { name: doc['name'], type: 'collection' } : doc));
    return context.engine.cursors.open(`${context.database}.$cmd.listCollections`, docs, Infinity);
  },
};

const listDatabases: Command = {
  options: ['nameOnly', 'filter', 'authorizedDatabases'],
  run(context, command) {
    const matches = compileMatch(documentOr(command['filter'], {}, 'filter'));
    const all = [...context.engine.databases].filter(([, collections]) => collections.size > 0);
    const databases = all
      .map(([name]): Doc => (command['nameOnly'] === true ? { name } : { name, sizeOnDisk: 0, empty: false }))
      .filter(matches);
    return { databases, totalSize: 0, ok: 1 };
  },
};

export const SCHEMA_COMMANDS: Record<string, Command> = {
  ...{ create, drop, dropDatabase, listCollections, listDatabases },
  ...{ createIndexes, listIndexes, dropIndexes },
};
