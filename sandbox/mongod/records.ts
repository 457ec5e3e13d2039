import type { Collection } from './collection.ts';
import type { Transaction } from './transactions.ts';
import type { Doc } from './values.ts';

/** One _id and its versions. Documents are never changed in place, so a version is a reference. */
export interface StoredRecord {
  collection: Collection;
  idKey: string;
  seq: number;
  /** The latest committed version; null when deleted or not yet committed. */
  doc: Doc | null;
  committedAt: number;
  /** Earlier committed versions that an open transaction may still read, oldest first. */
  older: { doc: Doc | null; committedAt: number }[];
  pending: { transaction: Transaction; doc: Doc | null } | null;
}

/** Who reads or writes: null outside transactions. */
export type Reader = Transaction | null;

/** The version of a record that a reader sees. */
export function visibleVersion(record: StoredRecord, reader: Reader): Doc | null {
  if (reader === null) return record.doc;
  if (record.pending?.transaction === reader) return record.pending.doc;
  if (record.committedAt <= reader.snapshot) return record.doc;
  return record.older.findLast((version) => version.committedAt <= reader.snapshot)?.doc ?? null;
}

export function liveVersions(record: StoredRecord): Doc[] {
  const versions = [record.doc, record.pending?.doc, ...record.older.map((version) => version.doc)];
  return versions.filter((doc): doc is Doc => doc !== null && doc !== undefined);
}

/** Nothing but one committed version: index entries need no second look. */
export function isSettled(record: StoredRecord): boolean {
  return record.pending === null && record.older.length === 0;
}
