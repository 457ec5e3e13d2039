import type { StoredRecord } from './records.ts';
import type { Collection } from './collection.ts';

/** An open multi-document transaction: it reads the state as of `snapshot` and its own writes. */
export interface Transaction {
  snapshot: number;
  state: 'open' | 'committed' | 'aborted';
  written: Set<StoredRecord>;
  /** Collections that its first insert created; they go when it aborts. */
  created: Set<Collection>;
  ended: Promise<void>;
}

/** A write met the uncommitted write of another transaction: wait for its end, or give up with WriteConflict. */
export class WriteBlocked extends Error {
  readonly by: Transaction;
  constructor(by: Transaction) {
    super('the document is held by another transaction');
    this.by = by;
  }
}

/** A transaction wants to write what was committed after its snapshot. */
export class SnapshotConflict extends Error {}

/** The order of commits and the open transactions; old versions are kept only as long as one may read them. */
export interface History {
  begin(): Transaction;
  commit(transaction: Transaction): void;
  abort(transaction: Transaction): void;
  nextCommit(): number;
  /** Called when a committed version was replaced; answers whether it has to be kept. */
  keepsOld(record: StoredRecord): boolean;
}

export function createHistory(): History {
  let commits = 0;
  const open = new Map<Transaction, () => void>();
  const withOldVersions = new Set<StoredRecord>();

  function end(transaction: Transaction, state: 'committed' | 'aborted'): void {
    const resolve = open.get(transaction);
    transaction.state = state;
    open.delete(transaction);
    forgetOldVersions();
    resolve?.();
  }

  function forgetOldVersions(): void {
    if (withOldVersions.size === 0) return;
    const oldestSnapshot = Math.min(...[...open.keys()].map((transaction) => transaction.snapshot));
    for (const record of withOldVersions) {
      record.collection.forgetVersionsBefore(record, oldestSnapshot);
      if (record.older.length === 0) withOldVersions.delete(record);
    }
  }

  return {
    begin() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const transaction: Transaction = {
        snapshot: commits,
        state: 'open',
        written: new Set(),
        created: new Set(),
        ended: promise,
      };
      open.set(transaction, resolve);
      return transaction;
    },
    commit(transaction) {
      commits += 1;
      for (const record of transaction.written) record.collection.commitPending(record, commits);
      end(transaction, 'committed');
    },
    abort(transaction) {
      for (const record of transaction.written) record.collection.dropPending(record);
      end(transaction, 'aborted');
    },
    nextCommit() {
      commits += 1;
      return commits;
    },
    keepsOld(record) {
      if (open.size === 0) return false;
      withOldVersions.add(record);
      return true;
    },
  };
}
