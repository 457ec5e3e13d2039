import type { Clock } from '#core/clock.ts';
import { Long } from 'bson';
import { MongodError } from './errors.ts';
import { bsonBytes } from './wire.ts';
import type { Doc } from './values.ts';

const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  namespace: string;
  docs: Doc[];
  position: number;
  usedAt: number;
}

/** Cursors over complete results: documents are never changed in place, so a result stays as it was found. */
export interface CursorTable {
  open(namespace: string, docs: Doc[], batchSize: number | undefined, single?: boolean): Doc;
  getMore(id: unknown, batchSize: number | undefined): Doc;
  /** Answers the ids that were open. */
  kill(ids: unknown[]): unknown[];
}

export function createCursorTable(clock: Clock): CursorTable {
  const cursors = new Map<number, Cursor>();
  let lastId = 0;

  function takeBatch(cursor: Cursor, size: number): Doc[] {
    const batch: Doc[] = [];
    let bytes = 0;
    while (batch.length < size && cursor.position < cursor.docs.length) {
      const doc = cursor.docs[cursor.position]!;
      if (cursor.docs.length > FIRST_BATCH) bytes += bsonBytes(doc);
      if (batch.length > 0 && bytes > BATCH_BYTES) break;
      batch.push(doc);
      cursor.position += 1;
    }
    cursor.usedAt = clock.now().getTime();
    return batch;
  }

  function dropIdle(): void {
    const deadline = clock.now().getTime() - IDLE_MS;
    for (const [id, cursor] of cursors) if (cursor.usedAt < deadline) cursors.delete(id);
  }

  return {
    open(namespace, docs, batchSize, single = false) {
      const cursor: Cursor = { namespace, docs, position: 0, usedAt: 0 };
      const firstBatch = takeBatch(cursor, batchSize ?? FIRST_BATCH);
      let id = 0;
      if (!single && cursor.position < docs.length) {
        dropIdle();
        lastId += 1;
        id = lastId;
        cursors.set(id, cursor);
      }
      return { cursor: { firstBatch, id: Long.fromNumber(id), ns: namespace }, ok: 1 };
    },
    getMore(id, batchSize) {
      const key = Number(id);
      const cursor = cursors.get(key);
      if (!cursor) throw new MongodError(43, `cursor id ${String(id)} not found`);
      const nextBatch = takeBatch(cursor, batchSize || Infinity);
      const done = cursor.position >= cursor.docs.length;
      if (done) cursors.delete(key);
      return { cursor: { nextBatch, id: Long.fromNumber(done ? 0 : key), ns: cursor.namespace }, ok: 1 };
    },
    kill(ids) {
      return ids.filter((id) => cursors.delete(Number(id)));
    },
  };
}
