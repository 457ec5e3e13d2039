import { BSONRegExp } from 'bson';
import { badValue, notImplemented } from './errors.ts';
import { compileExpression, isTruthy } from './expression.ts';
import type { ElementTest } from './match-operators.ts';
import { FIELD_OPERATORS, equalTo } from './match-operators.ts';
import { someLeaf, splitPath } from './paths.ts';
import type { Doc } from './values.ts';
import { isDoc } from './values.ts';

export type Predicate = (doc: Doc) => boolean;

/** Query operators at the top level that the stand-in answers; each has a case in test/sandbox/mongod. */
export const LOGICAL_OPERATORS: Record<string, (argument: unknown, variables: Doc) => Predicate> = {
  $and: (argument, variables) => {
    const clauses = clausesOf('$and', argument, variables);
    return (doc) => clauses.every((clause) => clause(doc));
  },
  $or: (argument, variables) => {
    const clauses = clausesOf('$or', argument, variables);
    return (doc) => clauses.some((clause) => clause(doc));
  },
  $nor: (argument, variables) => {
    const clauses = clausesOf('$nor', argument, variables);
    return (doc) => !clauses.some((clause) => clause(doc));
  },
  $expr: (argument, variables) => {
    const expression = compileExpression(argument);
    return (doc) => isTruthy(expression({ root: doc, variables }));
  },
  $comment: () => () => true,
};

/** Operators on a field that are compiled here because they are built of other operators. */
export const COMPOSED_OPERATORS = ['$ne', '$nin', '$not', '$elemMatch'] as const;

function clausesOf(operator: string, argument: unknown, variables: Doc): Predicate[] {
  if (!Array.isArray(argument)) throw badValue(`${operator} must be an array`);
  if (argument.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return argument.map((clause) => {
    if (!isDoc(clause)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileMatch(clause, variables);
  });
}

/** Compiles a query filter (`variables`: those `$expr` sees); throws BadValue or NotImplemented for what is refused. */
export function compileMatch(filter: Doc, variables: Doc = {}): Predicate {
  const predicates = Object.entries(filter).flatMap(([key, argument]) =>
    key.startsWith('$') ? [compileLogical(key, argument, variables)] : compileField(key, argument),
  );
  if (predicates.length === 1) return predicates[0]!;
  return (doc) => {
    for (const predicate of predicates) if (!predicate(doc)) return false;
    return true;
  };
}

function compileLogical(key: string, argument: unknown, variables: Doc): Predicate {
  const compile = LOGICAL_OPERATORS[key];
  if (compile) return compile(argument, variables);
  if (REFUSED_OPERATORS.includes(key)) throw notImplemented(`query operator ${key}`);
  throw badValue(`unknown top level operator: ${key}`);
}

const REFUSED_OPERATORS = [
  ...['$where', '$text', '$jsonSchema', '$sampleRate', '$alwaysTrue', '$alwaysFalse'],
  ...['$geoWithin', '$geoIntersects', '$near', '$nearSphere', '$within', '$geoNear'],
  ...['$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear', '$mod', '$encStrStartsWith'],
];

/** Whether a query value is a document of operators rather than a value to be equal to. */
export function isOperatorDoc(value: unknown): value is Doc {
  return isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true;
}

function compileField(path: string, argument: unknown): Predicate[] {
  if (isOperatorDoc(argument) && isDoc(argument['$not'])) return compileNot(path, argument);
  const parts = splitPath(path);
  return testsOf(argument).map(({ test, whole, negated }) => {
    const leaf = whole ? test : (value: unknown) => test(value) || (Array.isArray(value) && value.some(test));
    return (doc: Doc) => someLeaf(doc, parts, leaf) !== (negated === true);
  });
}

/** `$not` with a document of operators: the field does not meet all of them. */
function compileNot(path: string, argument: Doc): Predicate[] {
  const { $not: refused, ...others } = argument;
  if (!isOperatorDoc(refused)) throw badValue('$not needs a regex or a document');
  const all = compileField(path, refused);
  const rest = Object.keys(others).length > 0 ? compileField(path, others) : [];
  return [...rest, (doc) => !all.every((predicate) => predicate(doc))];
}

/** The tests of one field condition; all have to hold. */
function testsOf(argument: unknown): ElementTest[] {
  if (argument instanceof BSONRegExp) return [FIELD_OPERATORS['$regex']!(argument, {})];
  if (!isOperatorDoc(argument)) return [equalTo(argument)];
  return Object.keys(argument)
    .filter((operator) => operator !== '$options' || !('$regex' in argument))
    .map((operator) => operatorTest(operator, argument[operator], argument));
}

function operatorTest(operator: string, operand: unknown, siblings: Doc): ElementTest {
  if (operator === '$ne' && operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
  if (operator === '$ne') return { ...operatorTest('$eq', operand, siblings), negated: true };
  if (operator === '$nin') return { ...operatorTest('$in', operand, siblings), negated: true };
  if (operator === '$not') return notTest(operand);
  if (operator === '$elemMatch') return elemMatchTest(operand);
  const compile = FIELD_OPERATORS[operator];
  if (compile) return compile(operand, siblings);
  if (REFUSED_OPERATORS.includes(operator)) throw notImplemented(`query operator ${operator}`);
  throw badValue(`unknown operator: ${operator}`);
}

/** `$not` sees the field as a whole: it holds when not all of its conditions hold on the leaf. */
function notTest(operand: unknown): ElementTest {
  if (!(operand instanceof BSONRegExp) && !isOperatorDoc(operand)) throw badValue('$not needs a regex or a document');
  const inner = testsOf(operand);
  if (inner.length !== 1) throw notImplemented('$not with several operators');
  return { ...inner[0]!, negated: inner[0]!.negated !== true };
}

const OBJECT_FORM_KEYS = ['$and', '$or', '$nor', '$expr'];

/** `$elemMatch`: an element that passes all conditions; arrays inside the element are not entered for operators. */
function elemMatchTest(operand: unknown): ElementTest {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const test =
    isOperatorDoc(operand) && !OBJECT_FORM_KEYS.includes(Object.keys(operand)[0]!)
      ? allOf(testsOf(operand))
      : elementPredicate(compileMatch(operand));
  return { whole: true, test: (value) => Array.isArray(value) && value.some(test) };
}

function allOf(tests: ElementTest[]): (value: unknown) => boolean {
  return (element) => tests.every(({ test, negated }) => test(element) !== (negated === true));
}

function elementPredicate(matches: Predicate): (value: unknown) => boolean {
  return (element) => {
    if (Array.isArray(element))
      return matches(Object.fromEntries(element.map((value, index) => [String(index), value])));
    return isDoc(element) && matches(element);
  };
}

/** The test behind `$pull`'s condition on array elements: a value, operators, or a query on document elements. */
export function compileElementMatch(condition: unknown): (element: unknown) => boolean {
  if (condition instanceof BSONRegExp || isOperatorDoc(condition)) return allOf(testsOf(condition));
  if (isDoc(condition)) return elementPredicateOfDocs(compileMatch(condition));
  const { test } = equalTo(condition);
  return (element) => (condition === null ? element === null : test(element));
}

function elementPredicateOfDocs(matches: Predicate): (value: unknown) => boolean {
  return (element) => isDoc(element) && matches(element);
}
