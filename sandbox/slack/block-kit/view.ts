import { oneFocus, uniqueIds } from './across-blocks.ts';
import { across, blockList } from './block-list.ts';
import type { Json } from './checks.ts';
import { flag, isJson, object, optional, required, text } from './checks.ts';
import { id, plainText } from './composition.ts';
import * as limits from './limits.ts';
import type { BlockProblem } from './problem.ts';
import { HOME_SCOPE, MODAL_SCOPE, problem } from './problem.ts';
import type { Placed } from './structure.ts';
import { allBlocks } from './structure.ts';

const heading = plainText(limits.VIEW_TITLE_MAX);

const common = {
  blocks: required(blockList(limits.VIEW_BLOCKS_MAX, 'invalid_arguments')),
  private_metadata: optional(text({ min: 0, max: limits.PRIVATE_METADATA_MAX })),
  callback_id: optional(text({ min: 0, max: limits.ID_MAX })),
  external_id: optional(id),
};

const modal = object({
  ...common,
  title: required(heading),
  submit: optional(heading),
  close: optional(heading),
  clear_on_close: optional(flag),
  notify_on_close: optional(flag),
});

// Slack ignores a title or buttons on a Home tab; it does not ask for them.
const home = object({ ...common, title: optional(heading), submit: optional(heading), close: optional(heading) });

function submitForInputs(view: Json, blocks: Placed[]): BlockProblem[] {
  if (view['submit'] !== undefined) return [];
  return blocks
    .filter(({ json }) => json['type'] === 'input')
    .map(({ at }) => problem(MODAL_SCOPE, `${at}/input`, 'must define `submit` to use `input` block'));
}

function size(view: Json): BlockProblem[] {
  const bytes = Buffer.byteLength(JSON.stringify(view));
  const tooLarge = { ...MODAL_SCOPE, code: 'view_too_large' };
  return bytes <= limits.VIEW_BYTES_MAX
    ? []
    : [problem(tooLarge, '/view', `must be at most ${limits.VIEW_BYTES_MAX} bytes of JSON`)];
}

export function viewProblems(view: unknown): BlockProblem[] {
  if (!isJson(view)) return [problem(MODAL_SCOPE, '/view', 'must provide an object')];
  const { type } = view;
  if (type === undefined) return [problem(MODAL_SCOPE, '/view', 'missing required field: type')];
  if (type !== 'modal' && type !== 'home') {
    return [problem(MODAL_SCOPE, '/view/type', `unsupported type: ${String(type)}`)];
  }
  const scope = type === 'modal' ? MODAL_SCOPE : HOME_SCOPE;
  const blocks = allBlocks(view['blocks'], '/view/blocks');
  return [
    ...size(view),
    ...(type === 'modal' ? modal : home)(view, '/view', scope),
    ...(type === 'modal' ? submitForInputs(view, blocks) : []),
    ...across(blocks, scope, [uniqueIds, oneFocus]),
  ];
}
