import { assignIds } from './block-kit/interactive.ts';
import {
  slackErrorFor,
  slackMessagesFor,
  validateMessage,
  validateView,
  type BlockProblem,
} from './block-kit/validate.ts';
import type { Json } from './json.ts';
import { Refusal } from './refusal.ts';

/** Throws what Slack answers to a message that breaks a rule of its surface. slack.md §3, §4 */
export function checkMessage(message: Json): void {
  refuse(validateMessage(message));
}

/** Throws what Slack answers to a view that breaks a rule of its surface. slack.md §4 */
export function checkView(view: Json): void {
  refuse(validateView(view));
}

/** The same content with the ids that Slack gives to blocks and elements that have none. */
export function withIds(content: Json): Json {
  const blocks = content['blocks'];
  return Array.isArray(blocks) ? { ...content, blocks: assignIds(blocks) } : content;
}

function refuse(problems: BlockProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const metadata = { response_metadata: { messages: slackMessagesFor(problems) } };
  throw new Refusal(slackErrorFor(problems), first.source.replace('slack.md ', ''), metadata);
}
