import type { MessageContent } from './message.ts';
import { messageProblems } from './message.ts';
import type { BlockProblem } from './problem.ts';
import { viewProblems } from './view.ts';

export type { BlockProblem } from './problem.ts';
export type { MessageContent } from './message.ts';

/**
 * What Slack would refuse in a message's content; [] = accepted. Takes parsed JSON, not JSON strings.
 * Text above 40,000 characters is not refused (Slack cuts it), nor above chat.update's 4,000: see limits.ts.
 */
export function validateMessage(message: MessageContent): BlockProblem[] {
  return messageProblems(message);
}

/** What Slack would refuse in a modal or Home view; [] = accepted. Pointers begin with `/view`. */
export function validateView(view: unknown): BlockProblem[] {
  return viewProblems(view);
}

// A whole payload is judged before its parts; schema violations come last.
const precedence = [
  'no_text',
  'view_too_large',
  'too_many_attachments',
  'markdown_text_conflict',
  'msg_too_long',
  'invalid_blocks_format',
  'invalid_blocks',
  'msg_blocks_too_long',
  'only_one_table_allowed',
  'invalid_attachments',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'invalid_arguments',
];

/** The one `error` that Slack answers for these problems. Throws RangeError when there is no problem. */
export function slackErrorFor(problems: BlockProblem[]): string {
  const codes = new Set(problems.map(({ code }) => code));
  const error = precedence.find((code) => codes.has(code));
  if (error === undefined) throw new RangeError('slackErrorFor needs at least one known problem');
  return error;
}

/** `response_metadata.messages` of a refusal, in Slack's form: `[ERROR] … [json-pointer:/blocks/0]`. */
export function slackMessagesFor(problems: BlockProblem[]): string[] {
  return problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
}
