import type { Check } from '../checks.ts';
import { list, object, oneOf, optional, required, text, variant } from '../checks.ts';
import { anyUrl, id } from '../composition.ts';
import { richText } from './rich-text.ts';

const urlSource = object({ url: required(anyUrl), text: required(text()) });

const taskCard = object({
  block_id: optional(id),
  task_id: required(text()),
  title: required(text()),
  details: optional(richText),
  output: optional(richText),
  sources: optional(list(variant({ url: urlSource }))),
  status: required(oneOf('pending', 'in_progress', 'complete', 'error')),
});

export const taskBlocks: Record<string, Check> = {
  task_card: taskCard,
  plan: object({
    block_id: optional(id),
    title: required(text()),
    tasks: optional(list(variant({ task_card: taskCard }))),
  }),
};
