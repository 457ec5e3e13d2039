import { ensureCollection } from '../engine.ts';
import { MongodError } from '../errors.ts';
import { applyModification, compileModification, newResult } from '../modify.ts';
import { compileFindProjection } from '../projection.ts';
import { findRecords, parseSort } from '../query.ts';
import type { Doc } from '../values.ts';
import type { Command, CommandContext } from './context.ts';
import { collectionOf, documentOr, nameOf, waitingForLocks } from './context.ts';
import { refuseBadHint } from './hints.ts';
import { recordedOrRun } from './write.ts';

export const findAndModify: Command = {
  options: [
    ...['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters', 'hint'],
    'bypassDocumentValidation',
  ],
  inTransaction: true,
  run(context, command) {
    const name = nameOf(command['findAndModify'] ?? command['findandmodify']);
    const removes = command['remove'] === true;
    if (removes === (command['update'] !== undefined)) {
      throw new MongodError(9, 'Either an update or remove=true must be specified');
    }
    if (removes && (command['new'] === true || command['upsert'] === true)) {
      throw new MongodError(
        9,
        "Cannot specify both new=true (or upsert) and remove=true; 'remove' always returns the deleted document",
      );
    }
    refuseBadHint(collectionOf(context, name), command['hint']);
    return recordedOrRun(context, 0, () =>
      removes ? removeOne(context, name, command) : updateOne(context, name, command),
    );
  },
};

async function removeOne(context: CommandContext, name: string, command: Doc): Promise<Doc> {
  const project = compileFindProjection(command['fields']);
  const query = { filter: documentOr(command['query'], {}, 'query'), sort: parseSort(command['sort']), limit: 1 };
  const removed = await waitingForLocks(context, () => {
    const collection = collectionOf(context, name);
    const [found] = findRecords(collection, query, context.transaction);
    if (found) collection!.write(found.record, null, context.transaction);
    return found?.doc;
  });
  return { lastErrorObject: { n: removed ? 1 : 0 }, value: removed ? project(removed) : null, ok: 1 };
}

async function updateOne(context: CommandContext, name: string, command: Doc): Promise<Doc> {
  const project = compileFindProjection(command['fields']);
  const modification = compileModification(
    {
      q: documentOr(command['query'], {}, 'query'),
      u: command['update'],
      upsert: command['upsert'],
      ...(command['arrayFilters'] === undefined ? {} : { arrayFilters: command['arrayFilters'] }),
    },
    parseSort(command['sort']),
  );
  const result = newResult();
  if (modification.upsert || collectionOf(context, name)) {
    await waitingForLocks(context, () => {
      const collection = ensureCollection(context.engine, context.database, name, context.transaction);
      applyModification(collection, modification, context.transaction, result);
    });
  }
  const value = command['new'] === true ? result.after : result.before;
  const { upsertedId } = result;
  const lastErrorObject = {
    n: upsertedId === undefined ? result.matched : 1,
    updatedExisting: result.matched > 0,
    ...(upsertedId === undefined ? {} : { upserted: upsertedId }),
  };
  return { lastErrorObject, value: value ? project(value) : null, ok: 1 };
}
