import { runPipeline } from '../aggregate.ts';
import { findCollection } from '../engine.ts';
import { MongodError, badValue } from '../errors.ts';
import { compareValues, encode } from '../order.ts';
import { someLeaf, splitPath } from '../paths.ts';
import { compileFindProjection } from '../projection.ts';
import { findRecords, parseSort } from '../query.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';
import type { Command } from './context.ts';
import { collectionOf, countOr, documentOr, nameOf } from './context.ts';
import { refuseBadHint } from './hints.ts';

const find: Command = {
  options: ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint', 'noCursorTimeout'],
  inTransaction: true,
  run(context, command) {
    const limit = countOr(command['limit'], 'limit') ?? 0;
    const skip = countOr(command['skip'], 'skip') ?? 0;
    if (skip < 0) throw badValue('skip value must be non-negative');
    if (limit < 0) throw badValue('limit value must be non-negative');
    const collection = collectionOf(context, command['find']);
    refuseBadHint(collection, command['hint']);
    const project = compileFindProjection(command['projection']);
    const query = {
      filter: documentOr(command['filter'], {}, 'filter'),
      sort: parseSort(command['sort']),
      skip,
      limit,
    };
    const docs = findRecords(collection, query, context.transaction).map(({ doc }) => project(doc));
    const batchSize = countOr(command['batchSize'], 'batchSize');
    const namespace = `${context.database}.${nameOf(command['find'])}`;
    return context.engine.cursors.open(namespace, docs, batchSize, command['singleBatch'] === true);
  },
};

const aggregate: Command = {
  options: ['pipeline', 'cursor', 'allowDiskUse', 'hint'],
  inTransaction: true,
  run(context, command) {
    if (!Array.isArray(command['pipeline'])) throw new MongodError(14, "'pipeline' must be specified as an array");
    if (!isDoc(command['cursor'])) throw new MongodError(9, "The 'cursor' option is required");
    const collection = collectionOf(context, command['aggregate']);
    refuseBadHint(collection, command['hint']);
    const docs = runPipeline(collection, command['pipeline'] as Doc[], {
      collection: (name) => findCollection(context.engine, context.database, name),
      reader: context.transaction,
      variables: {},
    });
    const batchSize = countOr(command['cursor']['batchSize'], 'batchSize');
    return context.engine.cursors.open(`${context.database}.${nameOf(command['aggregate'])}`, docs, batchSize);
  },
};

const count: Command = {
  options: ['query', 'limit', 'skip', 'hint'],
  run(context, command) {
    const filter = documentOr(command['query'], {}, 'query');
    const skip = countOr(command['skip'], 'skip') ?? 0;
    const limit = Math.abs(countOr(command['limit'], 'limit') ?? 0);
    const collection = collectionOf(context, command['count']);
    refuseBadHint(collection, command['hint']);
    return { n: findRecords(collection, { filter, skip, limit }, context.transaction).length, ok: 1 };
  },
};

const distinct: Command = {
  options: ['key', 'query', 'hint'],
  inTransaction: true,
  run(context, command) {
    const { key } = command;
    if (typeof key !== 'string' || key === '') throw badValue('distinct needs a key');
    const filter = documentOr(command['query'], {}, 'query');
    const collection = collectionOf(context, command['distinct']);
    const values = new Map<string, unknown>();
    for (const { doc } of findRecords(collection, { filter }, context.transaction)) {
      someLeaf(doc, splitPath(key), (leaf) => {
        for (const value of Array.isArray(leaf) ? leaf : [leaf])
          if (value !== undefined) values.set(encode(value), value);
        return false;
      });
    }
    return { values: [...values.values()].sort(compareValues), ok: 1 };
  },
};

const getMore: Command = {
  options: ['collection', 'batchSize'],
  inTransaction: true,
  run: (context, command) =>
    context.engine.cursors.getMore(command['getMore'], countOr(command['batchSize'], 'batchSize')),
};

const killCursors: Command = {
  options: ['cursors'],
  inTransaction: true,
  run(context, command) {
    const ids = command['cursors'] as unknown[];
    const cursorsKilled = context.engine.cursors.kill(ids);
    const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

export const READ_COMMANDS: Record<string, Command> = { find, aggregate, count, distinct, getMore, killCursors };
