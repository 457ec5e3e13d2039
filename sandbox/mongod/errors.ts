import type { Doc } from './values.ts';

/** Error codes and names of MongoDB (error_codes.yml), as far as the stand-in answers with them. */
const CODE_NAMES = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  20: 'IllegalOperation',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  171: 'CannotIndexParallelArrays',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
} as const;

/** A refusal with MongoDB's error code; `extra` joins the answer (keyPattern, keyValue). */
export class MongodError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly extra: Doc;
  labels: string[] = [];

  constructor(code: number, message: string, extra: Doc = {}) {
    super(message);
    this.name = 'MongodError';
    this.code = code;
    this.codeName = (CODE_NAMES as Record<number, string>)[code] ?? `Location${code}`;
    this.extra = extra;
  }
}

export function codeNameOf(code: number): string {
  return (CODE_NAMES as Record<number, string>)[code] ?? `Location${code}`;
}

/** MongoDB has it, the stand-in does not: nothing off the allow-list is answered. */
export function notImplemented(thing: string): MongodError {
  return new MongodError(238, `${thing} is not on the allow-list of the MongoDB stand-in (sandbox/mongod)`);
}

export function badValue(message: string): MongodError {
  return new MongodError(2, message);
}

export function typeMismatch(message: string): MongodError {
  return new MongodError(14, message);
}

/** The answer document of a failed command. */
export function errorReply(error: unknown): Doc {
  if (!(error instanceof MongodError)) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ok: 0, errmsg: `stand-in failure: ${message}`, code: 1, codeName: 'InternalError' };
  }
  const labels = error.labels.length > 0 ? { errorLabels: error.labels } : {};
  return { ok: 0, errmsg: error.message, code: error.code, codeName: error.codeName, ...error.extra, ...labels };
}
