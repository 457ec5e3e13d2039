import type { Collection } from '../collection.ts';
import type { Engine } from '../engine.ts';
import { findCollection } from '../engine.ts';
import { badValue, notImplemented } from '../errors.ts';
import type { Session } from '../sessions.ts';
import type { Transaction } from '../transactions.ts';
import { SnapshotConflict, WriteBlocked } from '../transactions.ts';
import type { Doc } from '../values.ts';
import { isDoc } from '../values.ts';

/** What a command handler gets besides the command. */
export interface CommandContext {
  engine: Engine;
  database: string;
  session: Session | undefined;
  transaction: Transaction | null;
  /** Recorded results of the retryable write that this command is; undefined when it is none. */
  recorded: Map<number, unknown> | undefined;
  /** Aborted when the client's connection is gone: a waiting write must not take effect then. */
  signal: AbortSignal;
}

/** A command with the options that the stand-in answers; any other option is refused with its name. */
export interface Command {
  options: readonly string[];
  /** Whether it may run inside a transaction. */
  inTransaction?: boolean;
  run(context: CommandContext, command: Doc): Doc | Promise<Doc>;
}

export function collectionOf(context: CommandContext, name: unknown): Collection | undefined {
  return findCollection(context.engine, context.database, nameOf(name));
}

export function nameOf(name: unknown): string {
  if (typeof name !== 'string' || name === '') throw badValue('collection name has invalid type or is empty');
  return name;
}

/** Runs a statement; outside transactions it waits while another transaction holds what it writes. */
export async function waitingForLocks<T>(context: CommandContext, statement: () => T): Promise<T> {
  for (;;) {
    try {
      return statement();
    } catch (error) {
      if (context.transaction || !(error instanceof WriteBlocked)) throw error;
      await untilEnded(error.by, context.signal);
    }
  }
}

async function untilEnded(transaction: Transaction, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(new ConnectionGone());
  if (signal.aborted) throw new ConnectionGone();
  signal.addEventListener('abort', abort, { once: true });
  await Promise.race([transaction.ended, promise]).finally(() => signal.removeEventListener('abort', abort));
}

export class ConnectionGone extends Error {}

export function isConflict(error: unknown): boolean {
  return error instanceof WriteBlocked || error instanceof SnapshotConflict;
}

/** Refuses options off the list, also in the statements of a batch. */
export function refuseUnknown(where: string, given: Doc, allowed: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!allowed.includes(key)) throw notImplemented(`${where} option '${key}'`);
  }
}

export function documentOr(value: unknown, fallback: Doc, name: string): Doc {
  if (value === undefined || value === null) return fallback;
  if (!isDoc(value)) throw badValue(`${name} must be a document`);
  return value;
}

export function countOr(value: unknown, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw badValue(`${name} must be a whole number`);
  return value;
}
