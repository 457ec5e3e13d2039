import { MongodError } from './errors.ts';
import type { Index, IndexSpec } from './indexes.ts';
import { createIndex, duplicateKey, keysOf } from './indexes.ts';
import { encode } from './order.ts';
import type { Reader, StoredRecord } from './records.ts';
import { liveVersions, visibleVersion } from './records.ts';
import type { History } from './transactions.ts';
import { SnapshotConflict, WriteBlocked } from './transactions.ts';
import type { Doc } from './values.ts';

const ID_INDEX: IndexSpec = { name: '_id_', key: { _id: 1 } };

/** The records of one collection with their versions, and its indexes. All calls are synchronous. */
export class Collection {
  readonly namespace: string;
  readonly records = new Map<string, StoredRecord>();
  readonly idIndex: Index = createIndex(ID_INDEX);
  indexes: Index[] = [];
  readonly #history: History;
  #lastSeq = 0;

  constructor(namespace: string, history: History) {
    this.namespace = namespace;
    this.#history = history;
  }

  get allIndexes(): Index[] {
    return [this.idIndex, ...this.indexes];
  }

  /** Throws E11000, WriteBlocked or SnapshotConflict. */
  insert(doc: Doc, writer: Reader): void {
    const idKey = encode(doc['_id']);
    const known = this.records.get(idKey);
    if (!known) {
      this.#put(this.#newRecord(idKey), doc, writer);
      return;
    }
    this.#refuseConflict(known, writer);
    if (visibleVersion(known, writer) !== null) throw duplicateKey(this.namespace, this.idIndex, doc);
    this.#put(known, doc, writer);
  }

  /** Replaces (or with null deletes) a record's visible version. Throws as insert does. */
  write(record: StoredRecord, doc: Doc | null, writer: Reader): void {
    this.#refuseConflict(record, writer);
    this.#put(record, doc, writer);
  }

  #newRecord(idKey: string): StoredRecord {
    this.#lastSeq += 1;
    return { collection: this, idKey, seq: this.#lastSeq, doc: null, committedAt: 0, older: [], pending: null };
  }

  #refuseConflict(record: StoredRecord, writer: Reader): void {
    if (record.pending && record.pending.transaction !== writer) throw new WriteBlocked(record.pending.transaction);
    if (writer && record.committedAt > writer.snapshot) throw new SnapshotConflict();
  }

  #put(record: StoredRecord, doc: Doc | null, writer: Reader): void {
    if (doc) this.#refuseDuplicates(record, doc, writer);
    if (!writer) {
      this.#commit(record, doc, this.#history.nextCommit());
      return;
    }
    this.#change(record, () => {
      record.pending = { transaction: writer, doc };
    });
    writer.written.add(record);
  }

  commitPending(record: StoredRecord, commitNumber: number): void {
    const doc = record.pending?.doc ?? null;
    this.#commit(record, doc, commitNumber);
  }

  dropPending(record: StoredRecord): void {
    this.#change(record, () => {
      record.pending = null;
    });
  }

  forgetVersionsBefore(record: StoredRecord, snapshot: number): void {
    this.#change(record, () => {
      const next = (index: number): number => record.older[index + 1]?.committedAt ?? record.committedAt;
      record.older = record.older.filter((_version, index) => next(index) > snapshot);
    });
  }

  #commit(record: StoredRecord, doc: Doc | null, commitNumber: number): void {
    this.#change(record, () => {
      const isFirst = record.doc === null && record.committedAt === 0;
      if (!isFirst && this.#history.keepsOld(record)) {
        record.older.push({ doc: record.doc, committedAt: record.committedAt });
      }
      record.doc = doc;
      record.committedAt = commitNumber;
      record.pending = null;
    });
  }

  /** Keeps index entries equal to the keys of all live versions, and the record listed while it has one. */
  #change(record: StoredRecord, apply: () => void): void {
    const before = liveVersions(record);
    apply();
    const after = liveVersions(record);
    if (after.length > 0 || record.older.length > 0) this.records.set(record.idKey, record);
    else this.records.delete(record.idKey);
    syncKeys(this.idIndex, record, before, after);
    for (const index of this.indexes) syncKeys(index, record, before, after);
  }

  #refuseDuplicates(record: StoredRecord, doc: Doc, writer: Reader): void {
    for (const index of this.indexes) {
      const keys = keysOf(index, doc);
      if (index.spec.unique !== true) continue;
      for (const key of keys) this.#refuseDuplicate(index, key, record, doc, writer);
    }
  }

  #refuseDuplicate(index: Index, key: string, record: StoredRecord, doc: Doc, writer: Reader): void {
    const has = (version: Doc | null): boolean => version !== null && keysOf(index, version).includes(key);
    for (const { item: other } of index.entries.scan(key, `${key}\uffff`)) {
      if (other === record) continue;
      const { pending } = other;
      if (pending && pending.transaction !== writer && (has(pending.doc) || has(other.doc))) {
        throw new WriteBlocked(pending.transaction);
      }
      if (has(visibleVersion(other, writer))) {
        const isStale = writer !== null && pending === null && other.committedAt > writer.snapshot;
        throw isStale ? new SnapshotConflict() : duplicateKey(this.namespace, index, doc);
      }
      if (writer && pending === null && has(other.doc)) throw new SnapshotConflict();
    }
  }

  /** Builds an index over what is there; throws E11000 when a unique one does not hold. */
  addIndex(spec: IndexSpec): void {
    const index = createIndex(spec);
    const seen = new Set<string>();
    for (const record of this.records.values()) {
      if (record.pending) throw new WriteBlocked(record.pending.transaction);
      for (const key of record.doc ? keysOf(index, record.doc) : []) {
        if (spec.unique === true && seen.has(key)) throw duplicateKey(this.namespace, index, record.doc!);
        seen.add(key);
      }
      syncKeys(index, record, [], liveVersions(record));
    }
    this.indexes.push(index);
  }

  dropIndex(name: string): void {
    if (name === ID_INDEX.name) throw new MongodError(72, 'cannot drop _id index');
    const kept = this.indexes.filter((index) => index.spec.name !== name);
    if (kept.length === this.indexes.length) throw new MongodError(27, `index not found with name [${name}]`);
    this.indexes = kept;
  }
}

function syncKeys(index: Index, record: StoredRecord, before: Doc[], after: Doc[]): void {
  const old = keysOfVersions(index, before);
  const fresh = keysOfVersions(index, after);
  if (old.length === 1 && fresh.length === 1 && old[0] === fresh[0]) return;
  for (const key of old) if (!fresh.includes(key)) index.entries.remove(key, record.seq);
  for (const key of fresh) if (!old.includes(key)) index.entries.insert({ key, seq: record.seq, item: record });
}

function keysOfVersions(index: Index, versions: Doc[]): string[] {
  if (versions.length === 0) return [];
  if (versions.length === 1) return keysOf(index, versions[0]!);
  return [...new Set(versions.flatMap((version) => keysOf(index, version)))];
}
