import type { BlockProblem, Scope } from './problem.ts';
import { problem } from './problem.ts';

/** Judges one value at one JSON pointer; [] is acceptance. */
export type Check = (value: unknown, at: string, scope: Scope) => BlockProblem[];
export type Json = Record<string, unknown>;
/** A rule between the fields of an object; runs only when every field by itself is sound. */
export type Rule = (value: Json, at: string, scope: Scope) => BlockProblem[];

interface Field {
  readonly required: boolean;
  readonly check: Check;
}

export const required = (check: Check): Field => ({ required: true, check });
export const optional = (check: Check): Field => ({ required: false, check });

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects among the items of a list; anything else is no list. */
export function jsonItems(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** An object with these fields and no others; `type` is always allowed. */
export function object(fields: Record<string, Field>, ...rules: Rule[]): Check {
  const known = new Map(Object.entries(fields));
  return (value, at, scope) => {
    if (!isJson(value)) return [problem(scope, at, 'must provide an object')];
    const additional = Object.keys(value)
      .filter((key) => key !== 'type' && value[key] !== undefined && !known.has(key))
      .map((key) => problem(scope, at, `invalid additional property: ${key}`));
    const unsound = [...known].flatMap(([key, field]) => {
      const item = value[key];
      if (item !== undefined) return field.check(item, `${at}/${key}`, scope);
      return field.required ? [problem(scope, at, `missing required field: ${key}`)] : [];
    });
    if (additional.length + unsound.length > 0) return [...additional, ...unsound];
    return rules.flatMap((rule) => rule(value, at, scope));
  };
}

export function text(limits: { min?: number; max?: number } = {}): Check {
  const { min = 1, max = Infinity } = limits;
  return (value, at, scope) => {
    if (typeof value !== 'string') return [problem(scope, at, 'must provide a string')];
    if (value.length < min) return [problem(scope, at, `must be more than ${min - 1} characters`)];
    if (value.length > max) return [problem(scope, at, `must be less than ${max + 1} characters`)];
    return [];
  };
}

export function list(item: Check, limits: { min?: number; max?: number } = {}): Check {
  const { min = 1, max = Infinity } = limits;
  return (value, at, scope) => {
    if (!Array.isArray(value)) return [problem(scope, at, 'must provide an array')];
    if (value.length < min) return [problem(scope, at, `no less than ${min} items allowed`)];
    if (value.length > max) return [problem(scope, at, `no more than ${max} items allowed`)];
    return value.flatMap((entry: unknown, index) => item(entry, `${at}/${index}`, scope));
  };
}

export function integer(min: number, max = Infinity): Check {
  return (value, at, scope) => {
    if (!Number.isInteger(value)) return [problem(scope, at, 'must provide an integer')];
    const number = Number(value);
    if (number < min) return [problem(scope, at, `must be greater than or equal to ${min}`)];
    return number > max ? [problem(scope, at, `must be less than or equal to ${max}`)] : [];
  };
}

export const finiteNumber: Check = (value, at, scope) =>
  Number.isFinite(value) ? [] : [problem(scope, at, 'must provide a number')];

export const flag: Check = (value, at, scope) =>
  typeof value === 'boolean' ? [] : [problem(scope, at, 'must provide a boolean')];

export function oneOf(...allowed: (string | number)[]): Check {
  return (value, at, scope) =>
    allowed.some((entry) => entry === value) ? [] : [problem(scope, at, 'must be a valid enum value')];
}

export function matching(accepts: (value: string) => boolean, message: string): Check {
  return (value, at, scope) => (typeof value === 'string' && accepts(value) ? [] : [problem(scope, at, message)]);
}

/** Both checks, the second only when the first is content. */
export function both(first: Check, second: Check): Check {
  return (value, at, scope) => {
    const problems = first(value, at, scope);
    return problems.length > 0 ? problems : second(value, at, scope);
  };
}

/** A rule whose source is not slack.md §4. */
export function from(source: string, check: Check): Check {
  return (value, at, scope) => check(value, at, { ...scope, source });
}

/** Chooses the check by the object's `type`; `allowed` is asked for the surface. */
export function variant(
  checks: Readonly<Record<string, Check>>,
  allowed: (type: string, scope: Scope) => boolean = () => true,
): Check {
  return (value, at, scope) => {
    if (!isJson(value)) return [problem(scope, at, 'must provide an object')];
    const { type } = value;
    if (type === undefined) return [problem(scope, at, 'missing required field: type')];
    const check = typeof type === 'string' && Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check === undefined || !allowed(String(type), scope)) {
      return [problem(scope, `${at}/type`, `unsupported type: ${String(type)}`)];
    }
    return check(value, at, scope);
  };
}

/** Exactly one of these fields must be there. */
export function exactlyOne(...keys: string[]): Rule {
  return (value, at, scope) =>
    keys.filter((key) => value[key] !== undefined).length === 1
      ? []
      : [problem(scope, at, `must define exactly one of ${keys.join(', ')}`)];
}

export function atLeastOne(...keys: string[]): Rule {
  return (value, at, scope) =>
    keys.some((key) => value[key] !== undefined)
      ? []
      : [problem(scope, at, `must define at least one of ${keys.join(', ')}`)];
}

/** The first field's number must not exceed the second's. */
export function ordered(low: string, high: string): Rule {
  return (value, at, scope) =>
    value[low] !== undefined && value[high] !== undefined && Number(value[low]) > Number(value[high])
      ? [problem(scope, `${at}/${low}`, `${low} must not be greater than ${high}`)]
      : [];
}
