import { MongodError } from './errors.ts';
import type { CompileOperator } from './expression-operators.ts';
import { compareValues, encode } from './order.ts';
import type { Doc } from './values.ts';
import { isDoc, typeName } from './values.ts';

function nullish(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function arrayOf(name: string, code: number, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new MongodError(code, `${name} needs an array, but was given ${typeName(value)}`);
  return value;
}

function values(argument: unknown, compile: Parameters<CompileOperator>[1]): ReturnType<CompileOperator>[] {
  return (Array.isArray(argument) ? argument : [argument]).map(compile);
}

/** `$sum` and its kin: one argument that is an array is a list of operands. */
function overOperands(reduce: (operands: unknown[]) => unknown): CompileOperator {
  return (argument, compile) => {
    const items = values(argument, compile);
    return (scope) => {
      const operands = items.map((item) => item(scope));
      const [only] = operands;
      return reduce(operands.length === 1 && Array.isArray(only) ? only : operands);
    };
  };
}

function field(argument: unknown, name: string, operator: string): unknown {
  if (!isDoc(argument) || !(name in argument))
    throw new MongodError(28648, `Missing '${name}' parameter to ${operator}`);
  return argument[name];
}

const filterArray: CompileOperator = (argument, compile) => {
  const input = compile(field(argument, 'input', '$filter'));
  const test = compile(field(argument, 'cond', '$filter'));
  if ('limit' in (argument as Doc))
    throw new MongodError(238, '$filter limit is not on the allow-list of the stand-in');
  const name = String((argument as Doc)['as'] ?? 'this');
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    return arrayOf('$filter', 28651, array).filter((element) => {
      const result = test({ root: scope.root, variables: { ...scope.variables, [name]: element } });
      return result !== false && !nullish(result) && result !== 0;
    });
  };
};

const mapArray: CompileOperator = (argument, compile) => {
  const input = compile(field(argument, 'input', '$map'));
  const body = compile(field(argument, 'in', '$map'));
  const name = String((argument as Doc)['as'] ?? 'this');
  return (scope) => {
    const array = input(scope);
    if (nullish(array)) return null;
    return arrayOf('$map', 16883, array).map(
      (element) => body({ root: scope.root, variables: { ...scope.variables, [name]: element } }) ?? null,
    );
  };
};

function elementAt(array: unknown, index: unknown): unknown {
  if (nullish(array) || nullish(index)) return null;
  if (typeof index !== 'number' || !Number.isInteger(index)) {
    throw new MongodError(28691, "$arrayElemAt's second argument must be a whole number");
  }
  return arrayOf('$arrayElemAt', 28689, array).at(index);
}

/** The sum of the numbers among the operands; others are ignored. */
export function sumOf(operands: unknown[]): number {
  return operands.reduce<number>((sum, value) => (typeof value === 'number' ? sum + value : sum), 0);
}

/** The mean of the numbers among the operands, null when there is none. */
export function averageOf(operands: unknown[]): number | null {
  const numbers = operands.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : sumOf(numbers) / numbers.length;
}

/** The smallest (1) or largest (-1) of the operands that are neither null nor missing, else null. */
export function extremeOf(operands: unknown[], direction: 1 | -1): unknown {
  let best: unknown = null;
  for (const value of operands) {
    if (nullish(value)) continue;
    if (best === null || compareValues(value, best) * direction < 0) best = value;
  }
  return best;
}

function slice(array: unknown, position: number, count: number | undefined): unknown {
  if (nullish(array)) return null;
  const list = arrayOf('$slice', 28724, array);
  if (count === undefined) return position >= 0 ? list.slice(0, position) : list.slice(position);
  if (count <= 0) throw new MongodError(28729, 'Third argument to $slice must be positive');
  const start = position >= 0 ? position : Math.max(0, list.length + position);
  return list.slice(start, start + count);
}

function setUnion(arrays: unknown[]): unknown {
  if (arrays.some(nullish)) return null;
  const byKey = new Map<string, unknown>();
  for (const array of arrays) {
    for (const element of arrayOf('$setUnion', 17043, array)) byKey.set(encode(element), element);
  }
  return [...byKey.values()].sort(compareValues);
}

export const ARRAY_OPERATORS: Record<string, CompileOperator> = {
  $sum: overOperands(sumOf),
  $avg: overOperands(averageOf),
  $min: overOperands((operands) => extremeOf(operands, 1)),
  $max: overOperands((operands) => extremeOf(operands, -1)),
  $filter: filterArray,
  $map: mapArray,
  $size: (argument, compile) => {
    const [array] = values(argument, compile);
    return (scope) => arrayOf('$size', 17124, array!(scope)).length;
  },
  $isArray: (argument, compile) => {
    const [value] = values(argument, compile);
    return (scope) => Array.isArray(value!(scope));
  },
  $in: (argument, compile) => {
    const [needle, hay] = values(argument, compile);
    return (scope) => {
      const wanted = encode(needle!(scope));
      return arrayOf('$in', 40081, hay!(scope)).some((element) => encode(element) === wanted);
    };
  },
  $arrayElemAt: (argument, compile) => {
    const [array, index] = values(argument, compile);
    return (scope) => elementAt(array!(scope), index!(scope));
  },
  $first: (argument, compile) => {
    const [array] = values(argument, compile);
    return (scope) => elementAt(array!(scope), 0);
  },
  $last: (argument, compile) => {
    const [array] = values(argument, compile);
    return (scope) => elementAt(array!(scope), -1);
  },
  $slice: (argument, compile) => {
    const [array, position, count] = values(argument, compile);
    return (scope) => slice(array!(scope), Number(position!(scope)), count && Number(count(scope)));
  },
  $concatArrays: (argument, compile) => {
    const arrays = values(argument, compile);
    return (scope) => {
      const lists = arrays.map((array) => array(scope));
      return lists.some(nullish) ? null : lists.flatMap((list) => arrayOf('$concatArrays', 28664, list));
    };
  },
  $setUnion: (argument, compile) => {
    const arrays = values(argument, compile);
    return (scope) => setUnion(arrays.map((array) => array(scope)));
  },
};
