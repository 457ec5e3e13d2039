import { block } from './blocks/block.ts';
import type { Check } from './checks.ts';
import { isJson, list } from './checks.ts';
import type { BlockProblem, Scope } from './problem.ts';
import { problem } from './problem.ts';
import type { Placed } from './structure.ts';

/** A list of at most `max` blocks; what is no list of objects at all is answered with `formatCode`. */
export function blockList(max: number, formatCode: string): Check {
  const limited = list(block, { min: 0, max });
  return (value, at, scope) =>
    Array.isArray(value) && value.every(isJson)
      ? limited(value, at, scope)
      : [problem({ ...scope, code: formatCode }, at, 'must provide an array of objects')];
}

export function across(
  blocks: Placed[],
  scope: Scope,
  rules: ((blocks: Placed[], scope: Scope) => BlockProblem[])[],
): BlockProblem[] {
  return rules.flatMap((rule) => rule(blocks, scope));
}
