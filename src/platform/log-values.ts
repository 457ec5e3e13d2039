import { AppError } from '#core/errors.ts';
import { withoutQuotedValues } from './scrub.ts';
import type { Scrub } from './scrub.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Names under which texts, bodies and secrets travel; their values are never logged. */
const closedNames =
  /^(?:text|body|rawBody|payload|params|blocks|values|message|headers|authorization|cookie)$|token|secret|password/iu;

const deepest = 4;
const longestList = 20;
const longestText = 1000;
const longestStack = 8000;

/** Any value as small, scrubbed JSON. */
export function loggable(value: unknown, scrub: Scrub, depth = 0): Json {
  if (typeof value === 'string') return cut(scrub(value), longestText);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  if (value instanceof Error) return loggableError(value, scrub, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value !== 'object') return `[${typeof value}]`;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, longestList).map((item) => loggable(item, scrub, depth + 1));
  if (!isPlain(value)) return `[${value.constructor?.name ?? 'object'}]`;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.map(([name, inner]) => [
      scrub(name),
      closedNames.test(name) ? '[removed]' : loggable(inner, scrub, depth + 1),
    ]),
  );
}

/** An error by a closed list of its fields: never the params shown to users, a request or a response. */
export function loggableError(thrown: unknown, scrub: Scrub, depth = 0): Json {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: loggable(thrown, scrub, depth) };
  if (depth > deepest) return '[deeper]';
  const clean = (text: string): string => scrub(withoutQuotedValues(text));
  const { code, statusCode } = thrown as { code?: unknown; statusCode?: unknown };
  const error: { [key: string]: Json } = { type: thrown.name, message: cut(clean(thrown.message), longestText) };
  if (typeof code === 'string' || typeof code === 'number') error['code'] = loggable(code, scrub);
  if (typeof statusCode === 'number') error['statusCode'] = statusCode;
  if (thrown instanceof AppError) {
    error['kind'] = thrown.kind;
    if (thrown.field !== undefined) error['field'] = scrub(thrown.field);
    if (Object.keys(thrown.details).length > 0) error['details'] = loggable(thrown.details, scrub, depth + 1);
  }
  if (thrown.stack) error['stack'] = cut(clean(thrown.stack), longestStack);
  if (thrown.cause !== undefined) error['cause'] = loggableError(thrown.cause, scrub, depth + 1);
  if (thrown instanceof AggregateError) {
    error['errors'] = thrown.errors.slice(0, longestList).map((inner) => loggableError(inner, scrub, depth + 1));
  }
  return error;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
