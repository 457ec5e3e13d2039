import { MongodError, notImplemented } from './errors.ts';
import { EXPRESSION_OPERATORS } from './expression-operators.ts';
import { expressionValueAt, splitPath } from './paths.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

/** What an expression sees: the document and the variables of `$let`, `$map`, `$filter`, `$lookup`. */
export interface Scope {
  root: Doc;
  variables: Doc;
}

/** Gives the value; undefined is "missing". */
export type Expression = (scope: Scope) => unknown;

/** Compiles an aggregation expression; throws NotImplemented for an operator off the allow-list. */
export function compileExpression(source: unknown): Expression {
  if (typeof source === 'string' && source.startsWith('$')) return compileReference(source);
  if (Array.isArray(source)) {
    const items = source.map(compileExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (!isDoc(source)) return () => source;
  const keys = Object.keys(source);
  const operator = keys.find((key) => key.startsWith('$'));
  if (operator === undefined) return compileDocument(source);
  if (keys.length > 1) throw new MongodError(15983, 'an expression specification must contain exactly one field');
  if (operator === '$literal') return () => source[operator];
  const compile = EXPRESSION_OPERATORS[operator];
  if (!compile) throw notImplemented(`expression operator ${operator}`);
  return compile(source[operator], compileExpression);
}

function compileDocument(source: Doc): Expression {
  const fields = Object.keys(source).map((key) => [key, compileExpression(source[key])] as const);
  return (scope) => {
    const result: Doc = {};
    for (const [key, expression] of fields) {
      const value = expression(scope);
      if (value !== undefined) result[key] = value;
    }
    return result;
  };
}

/** System variables that the stand-in answers; `$$NOW` is banned by design §8. */
export const SYSTEM_VARIABLES = ['ROOT', 'CURRENT', 'REMOVE'] as const;

function compileReference(source: string): Expression {
  if (!source.startsWith('$$')) {
    const parts = splitPath(source.slice(1));
    if (parts.includes('')) throw new MongodError(40353, `FieldPath must not be empty: '${source}'`);
    if (parts.length === 1) return ({ root }) => (Object.hasOwn(root, parts[0]!) ? root[parts[0]!] : undefined);
    return ({ root }) => expressionValueAt(root, parts);
  }
  const [name = '', ...rest] = source.slice(2).split('.');
  if (name === 'REMOVE') return () => undefined;
  if (name === 'ROOT' || name === 'CURRENT') return ({ root }) => expressionValueAt(root, rest);
  if (/^[A-Z]/.test(name)) throw notImplemented(`system variable $$${name}`);
  return ({ variables }) => {
    if (!Object.hasOwn(variables, name)) throw new MongodError(17276, `Use of undefined variable: ${name}`);
    return expressionValueAt(variables[name], rest);
  };
}

/** False, null, zero and missing are false; everything else is true. */
export function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined && value !== 0;
}
