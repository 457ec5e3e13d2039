import type { CommandContext } from './commands/context.ts';
import { isConflict, refuseUnknown } from './commands/context.ts';
import { COMMANDS, GENERIC_FIELDS } from './commands/table.ts';
import type { Engine } from './engine.ts';
import { MongodError, codeNameOf, errorReply } from './errors.ts';
import type { Failure } from './fail-points.ts';
import { noSuchTransaction } from './sessions.ts';
import { WriteBlocked } from './transactions.ts';
import type { Transaction } from './transactions.ts';
import type { Doc } from './values.ts';

/** The client side of a command: the connection's identity, and its end. */
export interface Caller {
  connection: object;
  signal: AbortSignal;
}

/** The connection is to be closed instead of an answer (fail points). */
export const CLOSE = Symbol('close the connection');

const UNFAILABLE = ['hello', 'isMaster', 'ismaster', 'configureFailPoint'];
const LOSER_WAITS_MS = 200;

/** Runs one command and answers its reply; failures are replies too. */
export async function dispatch(engine: Engine, caller: Caller, command: Doc): Promise<Doc | typeof CLOSE> {
  const name = Object.keys(command)[0] ?? '';
  const failure = UNFAILABLE.includes(name) ? undefined : engine.failPoints.take(name);
  if (failure && !failure.afterEffect) {
    if (failure.blockMs) await engine.clock.sleep(failure.blockMs, caller.signal).catch(() => undefined);
    if (failure.closeConnection) return CLOSE;
    if (failure.errorCode !== undefined) return failedReply(failure);
  }
  const reply = await runCommand(engine, caller, name, command);
  return failure?.afterEffect ? CLOSE : reply;
}

function failedReply(failure: Failure): Doc {
  const code = failure.errorCode!;
  return {
    ...{ ok: 0, code, codeName: codeNameOf(code), errmsg: "Failing command via 'failCommand' failpoint" },
    ...(failure.errorLabels ? { errorLabels: failure.errorLabels } : {}),
  };
}

async function runCommand(engine: Engine, caller: Caller, name: string, command: Doc): Promise<Doc> {
  let context: CommandContext | undefined;
  try {
    const handler = COMMANDS[name];
    if (!handler) throw new MongodError(59, `no such command: '${name}'`);
    refuseUnknown(name, command, [name, ...handler.options, ...GENERIC_FIELDS]);
    context = contextOf(engine, caller, name, command, handler.inTransaction === true);
    const reply = await handler.run(context, command);
    if (context.transaction && reply['writeErrors']) engine.sessions.abort(context.session!);
    return reply;
  } catch (error) {
    if (!context?.transaction) return errorReply(error);
    engine.sessions.abort(context.session!);
    return errorReply(isConflict(error) ? await writeConflict(engine, error, caller) : error);
  }
}

/** The loser has given up its locks; waiting a little for the winner spares a storm of retries. */
async function writeConflict(engine: Engine, error: unknown, caller: Caller): Promise<MongodError> {
  if (error instanceof WriteBlocked) {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, caller.signal]);
    await Promise.race([error.by.ended, engine.clock.sleep(LOSER_WAITS_MS, signal).catch(() => undefined)]);
    timer.abort();
  }
  const conflict = new MongodError(
    112,
    'Write conflict during plan execution. Please retry your operation or transaction.',
  );
  conflict.labels = ['TransientTransactionError'];
  return conflict;
}

function contextOf(engine: Engine, caller: Caller, name: string, command: Doc, inTransaction: boolean): CommandContext {
  const session = engine.sessions.of(command);
  const context: CommandContext = {
    ...{ engine, session, transaction: null, recorded: undefined, signal: caller.signal },
    database: String(command['$db'] ?? 'test'),
  };
  if (session && command['autocommit'] === false) {
    if (!inTransaction) throw new MongodError(263, `Cannot run '${name}' in a multi-document transaction.`);
    const transaction = engine.sessions.enter(session, command, caller.connection);
    refuseEnded(transaction, name, Number(command['txnNumber']));
    context.transaction = transaction;
  } else if (session && command['txnNumber'] !== undefined) {
    context.recorded = engine.sessions.retryable(session, Number(command['txnNumber']));
  }
  return context;
}

/** A commit may be repeated; nothing else may follow it. */
function refuseEnded(transaction: Transaction, name: string, txnNumber: number): void {
  if (transaction.state === 'aborted') throw noSuchTransaction(txnNumber);
  if (transaction.state === 'committed' && name !== 'commitTransaction') {
    throw new MongodError(256, `Transaction ${txnNumber} has been committed.`);
  }
}
