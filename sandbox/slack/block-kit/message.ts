import { across, blockList } from './block-list.ts';
import { fewCharts, markdownTotal, oneTable, uniqueIds } from './across-blocks.ts';
import type { Check } from './checks.ts';
import { isJson, object, required, text } from './checks.ts';
import * as limits from './limits.ts';
import type { BlockProblem } from './problem.ts';
import { MESSAGE_SCOPE, problem } from './problem.ts';
import { allBlocks } from './structure.ts';

/** The parts of chat.postMessage, chat.update and response_url bodies that carry content, as parsed JSON. */
export interface MessageContent {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  markdown_text?: unknown;
  metadata?: unknown;
}

const scopeOf = (code: string, source = 'slack.md §3') => ({ ...MESSAGE_SCOPE, code, source });

const isFilled = (value: unknown): boolean =>
  typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : value !== undefined;

function presence(message: MessageContent): BlockProblem[] {
  const filled = [message.text, message.blocks, message.attachments, message.markdown_text].some(isFilled);
  return filled ? [] : [problem(scopeOf('no_text'), '/text', 'missing text, blocks or attachments')];
}

function texts(message: MessageContent): BlockProblem[] {
  const { text: plain, markdown_text: markdown } = message;
  const problems: BlockProblem[] = [];
  if (plain !== undefined) problems.push(...text({ min: 0 })(plain, '/text', scopeOf('invalid_arguments')));
  if (markdown === undefined) return problems;
  if (isFilled(plain) || isFilled(message.blocks)) {
    const conflict = 'markdown_text cannot be used together with text or blocks';
    problems.push(problem(scopeOf('markdown_text_conflict'), '/markdown_text', conflict));
  }
  const code = typeof markdown === 'string' ? 'msg_too_long' : 'invalid_arguments';
  const limited = text({ min: 0, max: limits.MARKDOWN_TEXT_MAX });
  return [...problems, ...limited(markdown, '/markdown_text', scopeOf(code))];
}

const messageBlocks = blockList(limits.MESSAGE_BLOCKS_MAX, 'invalid_blocks_format');

function attachments(value: unknown): BlockProblem[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    return [problem(scopeOf('invalid_attachments'), '/attachments', 'must provide an array')];
  }
  if (value.length > limits.ATTACHMENTS_MAX) {
    const message = `no more than ${limits.ATTACHMENTS_MAX} items allowed`;
    return [problem(scopeOf('too_many_attachments'), '/attachments', message)];
  }
  return value.flatMap((attachment: unknown, index) => {
    const at = `/attachments/${index}`;
    if (!isJson(attachment)) return [problem(scopeOf('invalid_attachments'), at, 'must provide an object')];
    const { blocks } = attachment;
    return blocks === undefined ? [] : messageBlocks(blocks, `${at}/blocks`, MESSAGE_SCOPE);
  });
}

const anyObject: Check = (value, at, scope) => (isJson(value) ? [] : [problem(scope, at, 'must provide an object')]);
const metadataShape = object({ event_type: required(text()), event_payload: required(anyObject) });

function metadata(value: unknown): BlockProblem[] {
  if (value === undefined) return [];
  const code = isJson(value) ? 'invalid_metadata_schema' : 'invalid_metadata_format';
  const problems = metadataShape(value, '/metadata', scopeOf(code));
  if (problems.length > 0) return problems;
  const bytes = Buffer.byteLength(JSON.stringify(value));
  const unknownLimit = 'slack.md Not established: metadata size limit';
  return bytes <= limits.METADATA_BYTES_MAX
    ? []
    : [
        problem(
          scopeOf('metadata_too_large', unknownLimit),
          '/metadata',
          `must be at most ${limits.METADATA_BYTES_MAX} bytes`,
        ),
      ];
}

function acrossMessage(message: MessageContent): BlockProblem[] {
  const attached = Array.isArray(message.attachments) ? message.attachments : [];
  const blocks = [
    ...allBlocks(message.blocks, '/blocks'),
    ...attached.flatMap((entry: unknown, index) =>
      isJson(entry) ? allBlocks(entry['blocks'], `/attachments/${index}/blocks`) : [],
    ),
  ];
  return across(blocks, MESSAGE_SCOPE, [uniqueIds, oneTable, fewCharts, markdownTotal]);
}

export function messageProblems(message: MessageContent): BlockProblem[] {
  return [
    ...presence(message),
    ...texts(message),
    ...(message.blocks === undefined ? [] : messageBlocks(message.blocks, '/blocks', MESSAGE_SCOPE)),
    ...attachments(message.attachments),
    ...metadata(message.metadata),
    ...acrossMessage(message),
  ];
}
