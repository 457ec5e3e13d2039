import { badValue, notImplemented } from './errors.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** What an armed `failCommand` does to a command. */
export interface Failure {
  errorCode?: number;
  closeConnection?: boolean;
  errorLabels?: string[];
  blockMs?: number;
  /** The command takes effect first, then its answer is lost (fail point `onPrimaryTransactionalWrite`). */
  afterEffect?: boolean;
}

interface Armed {
  left: number;
  commands: string[] | 'writes';
  failure: Failure;
  skip: number;
}

const DATA_FIELDS = [
  ...['failCommands', 'errorCode', 'closeConnection', 'errorLabels', 'blockConnection', 'blockTimeMS'],
  'failInternalCommands',
];

/** Retryable writes, on which `onPrimaryTransactionalWrite` acts. */
const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'findandmodify'];

/** MongoDB's `configureFailPoint` for the two fail points that drivers are tested with. */
export interface FailPoints {
  configure(command: Doc): void;
  take(commandName: string): Failure | undefined;
}

export function createFailPoints(): FailPoints {
  const armed = new Map<string, Armed>();
  return {
    configure(command) {
      const name = String(command['configureFailPoint']);
      if (name !== 'failCommand' && name !== 'onPrimaryTransactionalWrite') throw notImplemented(`fail point ${name}`);
      const { mode } = command;
      if (mode === 'off') {
        armed.delete(name);
        return;
      }
      const details = isDoc(command['data']) ? command['data'] : {};
      armed.set(name, { ...timesOf(mode), ...effectOf(name, details) });
    },
    take(commandName) {
      for (const [name, point] of armed) {
        const applies =
          point.commands === 'writes' ? WRITES.includes(commandName) : point.commands.includes(commandName);
        if (!applies) continue;
        if (point.skip > 0) {
          point.skip -= 1;
          continue;
        }
        point.left -= 1;
        if (point.left <= 0) armed.delete(name);
        return point.failure;
      }
      return undefined;
    },
  };
}

function timesOf(mode: unknown): { left: number; skip: number } {
  if (mode === 'alwaysOn') return { left: Infinity, skip: 0 };
  if (isDoc(mode) && typeof mode['times'] === 'number') return { left: mode['times'], skip: 0 };
  if (isDoc(mode) && typeof mode['skip'] === 'number') return { left: Infinity, skip: mode['skip'] };
  throw badValue('fail point mode must be off, alwaysOn, { times } or { skip }');
}

function effectOf(name: string, details: Doc): { commands: string[] | 'writes'; failure: Failure } {
  const unknown = Object.keys(details).find((key) => !DATA_FIELDS.includes(key));
  if (unknown) throw notImplemented(`failCommand option ${unknown}`);
  const failure: Failure = {
    ...(typeof details['errorCode'] === 'number' ? { errorCode: details['errorCode'] } : {}),
    ...(details['closeConnection'] === true ? { closeConnection: true } : {}),
    ...(Array.isArray(details['errorLabels']) ? { errorLabels: details['errorLabels'] as string[] } : {}),
    ...(details['blockConnection'] === true ? { blockMs: Number(details['blockTimeMS'] ?? 0) } : {}),
  };
  if (name === 'onPrimaryTransactionalWrite') return { commands: 'writes', failure: { ...failure, afterEffect: true } };
  if (!Array.isArray(details['failCommands'])) throw badValue('failCommand needs data.failCommands');
  return { commands: details['failCommands'] as string[], failure };
}
