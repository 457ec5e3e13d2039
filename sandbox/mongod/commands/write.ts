import { ensureCollection } from '../engine.ts';
import { MongodError, badValue } from '../errors.ts';
import { applyModification, compileModification, newResult } from '../modify.ts';
import { findRecords } from '../query.ts';
import { refuseBadId } from '../update.ts';
import { withId } from '../upsert.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';
import { bsonBytes } from '../wire.ts';
import type { Command, CommandContext } from './context.ts';
import { collectionOf, isConflict, nameOf, refuseUnknown, waitingForLocks } from './context.ts';
import { refuseBadHint } from './hints.ts';

const BATCH_OPTIONS = ['ordered', 'bypassDocumentValidation'];
const MOST_BYTES = 16 * 1024 * 1024;

/** What one statement of a batch contributes to the answer. */
interface StatementResult {
  n: number;
  nModified?: number;
  upsertedId?: unknown;
}

/**
 * Runs the statements of a batch. Failed ones are listed in writeErrors, an ordered batch stops at the first; inside a
 * transaction any failure stops and aborts it. A retried statement answers its recorded result.
 */
async function runBatch(
  context: CommandContext,
  command: Doc,
  statements: unknown,
  runOne: (statement: Doc) => Promise<StatementResult>,
): Promise<{ results: (StatementResult & { index: number })[]; writeErrors: Doc[] }> {
  if (!Array.isArray(statements) || statements.length === 0)
    throw badValue('Write batch sizes must be between 1 and 100000');
  const results: (StatementResult & { index: number })[] = [];
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      results.push({
        index,
        ...(await recordedOrRun(context, index, () => runOne(statement as Doc))),
      });
    } catch (error) {
      if (!(error instanceof MongodError) || isConflict(error)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra });
      if (context.transaction || command['ordered'] !== false) break;
    }
  }
  return { results, writeErrors };
}

export async function recordedOrRun<T>(context: CommandContext, statement: number, run: () => Promise<T>): Promise<T> {
  const { recorded } = context;
  if (recorded?.has(statement)) return recorded.get(statement) as T;
  const result = await run();
  recorded?.set(statement, result);
  return result;
}

function withErrors(reply: Doc, writeErrors: Doc[]): Doc {
  return writeErrors.length > 0 ? { ...reply, writeErrors, ok: 1 } : { ...reply, ok: 1 };
}

const insert: Command = {
  options: ['documents', ...BATCH_OPTIONS],
  inTransaction: true,
  async run(context, command) {
    const collectionName = nameOf(command['insert']);
    const { results, writeErrors } = await runBatch(context, command, command['documents'], async (given) => {
      const doc = given['_id'] === undefined || Object.keys(given)[0] !== '_id' ? withId(given) : given;
      refuseBadId(doc['_id']);
      if (bsonBytes(doc) > MOST_BYTES) throw new MongodError(10334, 'object to insert too large');
      return waitingForLocks(context, () => {
        ensureCollection(context.engine, context.database, collectionName, context.transaction).insert(
          doc,
          context.transaction,
        );
        return { n: 1 };
      });
    });
    return withErrors({ n: results.length }, writeErrors);
  },
};

const UPDATE_STATEMENT = ['q', 'u', 'multi', 'upsert', 'arrayFilters', 'hint'];

const update: Command = {
  options: ['updates', ...BATCH_OPTIONS],
  inTransaction: true,
  async run(context, command) {
    const name = nameOf(command['update']);
    const { results, writeErrors } = await runBatch(context, command, command['updates'], async (statement) => {
      refuseUnknown('update statement', statement, UPDATE_STATEMENT);
      const modification = compileModification(statement);
      refuseBadHint(collectionOf(context, name), statement['hint']);
      if (!modification.upsert && !collectionOf(context, name)) return { n: 0, nModified: 0 };
      const result = newResult();
      await waitingForLocks(context, () => {
        const collection = ensureCollection(context.engine, context.database, name, context.transaction);
        applyModification(collection, modification, context.transaction, result);
      });
      if (result.upsertedId !== undefined) return { n: 1, nModified: 0, upsertedId: result.upsertedId };
      return { n: result.matched, nModified: result.changed };
    });
    const upserted = results.flatMap(({ index, upsertedId }) =>
      upsertedId === undefined ? [] : [{ index, _id: upsertedId }],
    );
    const n = results.reduce((sum, result) => sum + result.n, 0);
    const nModified = results.reduce((sum, result) => sum + (result.nModified ?? 0), 0);
    return withErrors({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, writeErrors);
  },
};

const remove: Command = {
  options: ['deletes', ...BATCH_OPTIONS],
  inTransaction: true,
  async run(context, command) {
    const collection = collectionOf(context, command['delete']);
    const { results, writeErrors } = await runBatch(context, command, command['deletes'], async (statement) => {
      refuseUnknown('delete statement', statement, ['q', 'limit', 'hint']);
      const { q: filter, limit } = statement;
      if (!isDoc(filter)) throw badValue('q must be a document');
      if (limit !== 0 && limit !== 1) throw new MongodError(9, `The limit field in delete objects must be 0 or 1`);
      refuseBadHint(collection, statement['hint']);
      let n = 0;
      await waitingForLocks(context, () => {
        for (const { record } of findRecords(collection, { filter, limit }, context.transaction)) {
          collection!.write(record, null, context.transaction);
          n += 1;
        }
      });
      return { n };
    });
    return withErrors({ n: results.reduce((sum, result) => sum + result.n, 0) }, writeErrors);
  },
};

export const WRITE_COMMANDS: Record<string, Command> = { insert, update, delete: remove };
