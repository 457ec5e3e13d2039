import * as limits from './limits.ts';
import type { BlockProblem, Scope } from './problem.ts';
import { problem } from './problem.ts';
import type { Placed } from './structure.ts';
import { interactiveElementsOf } from './structure.ts';

function repeated(items: Placed[], key: string, scope: Scope): BlockProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ at, json }) => {
    const value = json[key];
    if (typeof value !== 'string') return [];
    if (seen.has(value)) return [problem(scope, `${at}/${key}`, `${key} "${value}" already exists`)];
    seen.add(value);
    return [];
  });
}

/** block_id is unique in a payload; action_id only in its block (@slack/types 3.2.0, `Action.action_id`). */
export function uniqueIds(blocks: Placed[], scope: Scope): BlockProblem[] {
  const ids = { ...scope, source: 'slack.md §4, @slack/types 3.2.0' };
  return [
    ...repeated(blocks, 'block_id', ids),
    ...blocks.flatMap((placed) => repeated(interactiveElementsOf(placed), 'action_id', ids)),
  ];
}

const ofType = (blocks: Placed[], type: string): Placed[] => blocks.filter(({ json }) => json['type'] === type);

export function oneTable(blocks: Placed[], scope: Scope): BlockProblem[] {
  const tables = { ...scope, code: 'only_one_table_allowed' };
  return ofType(blocks, 'table')
    .slice(1)
    .map(({ at }) => problem(tables, at, 'only one table is allowed in a message'));
}

export function fewCharts(blocks: Placed[], scope: Scope): BlockProblem[] {
  return ofType(blocks, 'data_visualization')
    .slice(limits.CHARTS_PER_MESSAGE_MAX)
    .map(({ at }) => problem(scope, at, `no more than ${limits.CHARTS_PER_MESSAGE_MAX} charts allowed in a message`));
}

/** Each markdown block within the limit, all together above it (`msg_blocks_too_long`: slackapi/bolt-js #2509). */
export function markdownTotal(blocks: Placed[], scope: Scope): BlockProblem[] {
  const lengths = ofType(blocks, 'markdown').map(({ json }) => String(json['text'] ?? '').length);
  const max = limits.MARKDOWN_BLOCKS_TEXT_MAX;
  if (lengths.some((length) => length > max)) return [];
  if (lengths.reduce((sum, length) => sum + length, 0) <= max) return [];
  const tooLong = { ...scope, code: 'msg_blocks_too_long' };
  return [problem(tooLong, '/blocks', `markdown blocks together must be less than ${max + 1} characters`)];
}

/** Only one element of a view may take the focus (@slack/types 3.2.0, `Focusable`). */
export function oneFocus(blocks: Placed[], scope: Scope): BlockProblem[] {
  const types = { ...scope, source: 'slack.md §4, @slack/types 3.2.0' };
  return blocks
    .flatMap(interactiveElementsOf)
    .filter(({ json }) => json['focus_on_load'] === true)
    .slice(1)
    .map(({ at }) => problem(types, `${at}/focus_on_load`, 'only one element can be focused on load'));
}
