import { MongodError, typeMismatch } from './errors.ts';
import type { Expression, Scope } from './expression.ts';
import { ARRAY_OPERATORS } from './expression-arrays.ts';
import { compareValues } from './order.ts';
import type { Doc } from './values.ts';
import { isDoc, typeName } from './values.ts';

export type CompileExpression = (source: unknown) => Expression;
export type CompileOperator = (argument: unknown, compile: CompileExpression) => Expression;

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** An operator over evaluated arguments; `count` is the exact number of them or a minimum when open. */
export function onValues(
  name: string,
  count: number | { atLeast: number },
  apply: (values: unknown[], scope: Scope) => unknown,
): CompileOperator {
  return (argument, compile) => {
    const items = (Array.isArray(argument) ? argument : [argument]).map(compile);
    const fits = typeof count === 'number' ? items.length === count : items.length >= count.atLeast;
    if (!fits)
      throw new MongodError(16020, `Expression ${name} takes another number of arguments than ${items.length}`);
    return (scope) =>
      apply(
        items.map((item) => item(scope)),
        scope,
      );
  };
}

function truth(value: unknown): boolean {
  return value !== false && !isNullish(value) && value !== 0;
}

function comparison(name: string, accept: (order: number) => boolean): CompileOperator {
  return onValues(name, 2, ([left, right]) => accept(compareValues(left, right)));
}

function numberOf(name: string, value: unknown): number {
  if (typeof value !== 'number') throw typeMismatch(`${name} only supports numeric types, not ${typeName(value)}`);
  return value;
}

function arithmetic(name: string, apply: (left: number, right: number) => number): CompileOperator {
  return onValues(name, 2, ([left, right]) => {
    if (isNullish(left) || isNullish(right)) return null;
    return apply(numberOf(name, left), numberOf(name, right));
  });
}

function unary(name: string, apply: (value: number) => number): CompileOperator {
  return onValues(name, 1, ([value]) => (isNullish(value) ? null : apply(numberOf(name, value))));
}

function add(values: unknown[]): unknown {
  if (values.some(isNullish)) return null;
  const dates = values.filter((value) => value instanceof Date);
  if (dates.length > 1) throw new MongodError(16612, 'only one date allowed in an $add expression');
  const total = values.reduce<number>(
    (sum, value) => sum + (value instanceof Date ? value.getTime() : numberOf('$add', value)),
    0,
  );
  return dates.length === 1 ? new Date(total) : total;
}

function subtract([left, right]: unknown[]): unknown {
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (left instanceof Date) return new Date(left.getTime() - numberOf('$subtract', right));
  return numberOf('$subtract', left) - numberOf('$subtract', right);
}

function divide(left: number, right: number): number {
  if (right === 0) throw new MongodError(2, "can't $divide by zero");
  return left / right;
}

function modulo(left: number, right: number): number {
  if (right === 0) throw new MongodError(16610, "can't $mod by zero");
  return left % right;
}

function text(name: string, value: unknown): string {
  if (typeof value !== 'string') throw new MongodError(16702, `${name} only supports strings, not ${typeName(value)}`);
  return value;
}

const condition: CompileOperator = (argument, compile) => {
  const parts = Array.isArray(argument)
    ? argument
    : isDoc(argument)
      ? [argument['if'], argument['then'], argument['else']]
      : [];
  if (parts.length !== 3) throw new MongodError(16020, 'Expression $cond takes exactly 3 arguments');
  const [test, yes, no] = parts.map(compile);
  return (scope) => (truth(test!(scope)) ? yes!(scope) : no!(scope));
};

const switchOver: CompileOperator = (argument, compile) => {
  if (!isDoc(argument) || !Array.isArray(argument['branches'])) {
    throw new MongodError(40060, '$switch requires an object with branches');
  }
  const branches = (argument['branches'] as Doc[]).map((branch) => ({
    test: compile(branch['case']),
    then: compile(branch['then']),
  }));
  const fallback = 'default' in argument ? compile(argument['default']) : undefined;
  return (scope) => {
    const branch = branches.find(({ test }) => truth(test(scope)));
    if (branch) return branch.then(scope);
    if (!fallback) throw new MongodError(40066, '$switch could not find a matching branch for an input');
    return fallback(scope);
  };
};

const letIn: CompileOperator = (argument, compile) => {
  if (!isDoc(argument) || !isDoc(argument['vars'])) throw new MongodError(16874, '$let needs vars and in');
  const variables = Object.entries(argument['vars']).map(([name, source]) => [name, compile(source)] as const);
  const body = compile(argument['in']);
  return (scope) => {
    const own = Object.fromEntries(variables.map(([name, expression]) => [name, expression(scope)]));
    return body({ root: scope.root, variables: { ...scope.variables, ...own } });
  };
};

/** Expression operators that the stand-in answers; each has a case in test/sandbox/mongod. */
export const EXPRESSION_OPERATORS: Record<string, CompileOperator> = {
  $literal: (argument) => () => argument,
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: onValues('$cmp', 2, ([left, right]) => Math.sign(compareValues(left, right))),
  $and: onValues('$and', { atLeast: 0 }, (values) => values.every(truth)),
  $or: onValues('$or', { atLeast: 0 }, (values) => values.some(truth)),
  $not: onValues('$not', 1, ([value]) => !truth(value)),
  $cond: condition,
  $ifNull: onValues('$ifNull', { atLeast: 2 }, (values) => values.find((value) => !isNullish(value)) ?? values.at(-1)),
  $switch: switchOver,
  $let: letIn,
  $add: onValues('$add', { atLeast: 0 }, add),
  $subtract: onValues('$subtract', 2, subtract),
  $multiply: onValues('$multiply', { atLeast: 0 }, (values) =>
    values.some(isNullish)
      ? null
      : values.reduce<number>((product, value) => product * numberOf('$multiply', value), 1),
  ),
  $divide: arithmetic('$divide', divide),
  $mod: arithmetic('$mod', modulo),
  $abs: unary('$abs', Math.abs),
  $floor: unary('$floor', Math.floor),
  $ceil: unary('$ceil', Math.ceil),
  $concat: onValues('$concat', { atLeast: 0 }, (values) =>
    values.some(isNullish) ? null : values.map((value) => text('$concat', value)).join(''),
  ),
  $mergeObjects: onValues('$mergeObjects', { atLeast: 0 }, (values) => mergeObjects(values)),
  ...ARRAY_OPERATORS,
};

export function mergeObjects(values: unknown[]): Doc {
  const merged: Doc = {};
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDoc(value)) throw new MongodError(40400, `$mergeObjects requires object inputs, not ${typeName(value)}`);
    Object.assign(merged, value);
  }
  return merged;
}
