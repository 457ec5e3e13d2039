import type { Clock } from '#core/clock.ts';
import type { Binary } from 'bson';
import { MongodError, badValue } from './errors.ts';
import type { History, Transaction } from './transactions.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

const IDLE_TRANSACTION_MS = 60_000;

/** A client session: its current transaction, and the recorded results of its last retryable write. */
export interface Session {
  key: string;
  txnNumber: number;
  transaction: Transaction | null;
  /** The connection of the transaction's last command: when it dies, the transaction ends. */
  connection: object | null;
  usedAt: number;
  results: Map<number, unknown>;
}

export interface SessionTable {
  /** The session that a command names, undefined when it names none. */
  of(command: Doc): Session | undefined;
  /** Enters the transaction that a command belongs to; throws NoSuchTransaction, TransactionTooOld. */
  enter(session: Session, command: Doc, connection: object): Transaction;
  /** Prepares for a retryable write; answers recorded results by statement. */
  retryable(session: Session, txnNumber: number): Map<number, unknown>;
  commit(session: Session): void;
  abort(session: Session): void;
  end(lsids: unknown[]): void;
  connectionClosed(connection: object): void;
  /** Aborts every open transaction (shutdown). */
  abortAll(): void;
}

export function createSessionTable(
  clock: Clock,
  history: History,
  afterAbort: (transaction: Transaction) => void,
): SessionTable {
  const sessions = new Map<string, Session>();
  const inTransaction = new Map<Session, AbortController>();

  function abort(session: Session): void {
    const { transaction } = session;
    inTransaction.get(session)?.abort();
    inTransaction.delete(session);
    if (transaction?.state !== 'open') return;
    history.abort(transaction);
    afterAbort(transaction);
  }

  /** An endless lock must be impossible: a transaction without a command for a minute is aborted. */
  async function watchIdle(session: Session, transaction: Transaction, signal: AbortSignal): Promise<void> {
    while (transaction.state === 'open') {
      const idleMs = clock.now().getTime() - session.usedAt;
      if (idleMs >= IDLE_TRANSACTION_MS) {
        abort(session);
        return;
      }
      await clock.sleep(IDLE_TRANSACTION_MS - idleMs, signal).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  function begin(session: Session, txnNumber: number): Transaction {
    abort(session);
    session.txnNumber = txnNumber;
    session.results = new Map();
    session.transaction = history.begin();
    const controller = new AbortController();
    inTransaction.set(session, controller);
    session.usedAt = clock.now().getTime();
    void watchIdle(session, session.transaction, controller.signal);
    return session.transaction;
  }

  return {
    of(command) {
      const { lsid } = command;
      if (!isDoc(lsid)) return undefined;
      const key = (lsid['id'] as Binary).toString('hex');
      const known = sessions.get(key);
      if (known) return known;
      const session: Session = {
        ...{ key, txnNumber: -1, transaction: null, connection: null, usedAt: 0 },
        results: new Map(),
      };
      sessions.set(key, session);
      return session;
    },
    enter(session, command, connection) {
      const txnNumber = Number(command['txnNumber']);
      refuseOld(session, txnNumber);
      if (command['startTransaction'] === true) {
        if (txnNumber === session.txnNumber && session.transaction?.state === 'open') {
          throw new MongodError(117, `a transaction ${txnNumber} is already in progress`);
        }
        begin(session, txnNumber);
      }
      const { transaction } = session;
      if (!transaction || session.txnNumber !== txnNumber) throw noSuchTransaction(txnNumber);
      if (transaction.state === 'aborted') throw noSuchTransaction(txnNumber);
      session.connection = connection;
      session.usedAt = clock.now().getTime();
      return transaction;
    },
    retryable(session, txnNumber) {
      refuseOld(session, txnNumber);
      if (txnNumber > session.txnNumber) {
        abort(session);
        session.transaction = null;
        session.txnNumber = txnNumber;
        session.results = new Map();
      } else if (session.transaction) {
        throw badValue(`Cannot retry a write of transaction ${txnNumber}`);
      }
      return session.results;
    },
    commit(session) {
      inTransaction.get(session)?.abort();
      inTransaction.delete(session);
      if (session.transaction?.state === 'open') history.commit(session.transaction);
    },
    abort,
    end(lsids) {
      for (const lsid of lsids) {
        if (!isDoc(lsid)) continue;
        const key = (lsid['id'] as Binary).toString('hex');
        const session = sessions.get(key);
        if (session) abort(session);
        sessions.delete(key);
      }
    },
    connectionClosed(connection) {
      for (const session of inTransaction.keys()) if (session.connection === connection) abort(session);
    },
    abortAll() {
      for (const session of inTransaction.keys()) abort(session);
    },
  };
}

function refuseOld(session: Session, txnNumber: number): void {
  if (txnNumber < session.txnNumber) {
    throw new MongodError(225, `Cannot start transaction ${txnNumber}: a newer one ${session.txnNumber} has started`);
  }
}

export function noSuchTransaction(txnNumber: number): MongodError {
  const error = new MongodError(251, `Transaction ${txnNumber} has been aborted or does not exist`);
  error.labels = ['TransientTransactionError'];
  return error;
}
