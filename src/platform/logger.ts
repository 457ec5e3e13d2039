import { createRequire } from 'node:module';
import { pino } from 'pino';
import type * as PinoPretty from 'pino-pretty';
import type { DestinationStream } from 'pino';
import { logFieldNames } from '#core/log-fields.ts';
import type { Log, LogFields } from '#core/log-fields.ts';
import { loggable, loggableError } from './log-values.ts';
import { createScrub } from './scrub.ts';
import type { Scrub } from './scrub.ts';

export interface LoggerOptions {
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Lines for people, where pino-pretty is installed (development only); JSON otherwise. */
  pretty: boolean;
  /** One line each, ended by a line feed. Default: standard output. */
  destination?: { write(line: string): void };
  /** Values that must never be printed and cannot be told by their shape: the signing secret. */
  secrets?: readonly string[];
}

type Level = LoggerOptions['level'];
type SafeFields = Readonly<Record<string, unknown>>;

/**
 * The only use of pino (design §3). Fields outside core/log-fields are dropped and counted as `droppedFields`; every
 * string is scrubbed of secrets, those in messages and stacks of errors too.
 */
export function createLogger(options: LoggerOptions): Log {
  const scrub = createScrub(options.secrets ?? []);
  const sink = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      // pino's own reads an error's fields again and loses the cause.
      serializers: { err: (err: unknown) => err },
      formatters: { level: (label) => ({ level: label }) },
    },
    destinationOf(options),
  );
  const write = (level: Level, fields: SafeFields, message: string): void => {
    if (sink.isLevelEnabled(level)) sink[level](fields, '%s', scrub(message));
  };
  return logWith({}, scrub, write);
}

function logWith(
  base: SafeFields,
  scrub: Scrub,
  write: (level: Level, fields: SafeFields, message: string) => void,
): Log {
  const at = (level: Level) => (fields: LogFields, message: string) =>
    write(level, merged(base, safeFields(fields, scrub)), message);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => logWith(merged(base, safeFields(fields, scrub)), scrub, write),
  };
}

const known: ReadonlySet<string> = new Set(logFieldNames);

function safeFields(fields: LogFields, scrub: Scrub): SafeFields {
  const safe: Record<string, unknown> = {};
  let droppedFields = 0;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (name === 'err') safe[name] = loggableError(value, scrub);
    else if (known.has(name) && (name === 'details' || typeof value !== 'object')) safe[name] = loggable(value, scrub);
    else droppedFields += 1;
  }
  return droppedFields === 0 ? safe : { ...safe, droppedFields };
}

function merged(base: SafeFields, fields: SafeFields): SafeFields {
  const droppedFields = Number(base['droppedFields'] ?? 0) + Number(fields['droppedFields'] ?? 0);
  return { ...base, ...fields, ...(droppedFields > 0 ? { droppedFields } : {}) };
}

function destinationOf(options: LoggerOptions): DestinationStream {
  const plain = options.destination ?? pino.destination(1);
  const prettify = options.pretty ? prettifier(options.destination === undefined) : null;
  return prettify === null ? plain : { write: (line) => plain.write(prettify(line)) };
}

/** null where pino-pretty is not installed. */
function prettifier(colorize: boolean): ((line: string) => string) | null {
  const require = createRequire(import.meta.url);
  try {
    const { prettyFactory } = require('pino-pretty') as typeof PinoPretty;
    const prettify = prettyFactory({ colorize, translateTime: 'SYS:HH:MM:ss.l' }) as (line: string) => string;
    return prettify;
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'MODULE_NOT_FOUND') return null;
    throw thrown;
  }
}
