import { AppError } from '#core/errors.ts';

/** Block Kit's limits (slack.md §4), in UTF-16 units or in items. */
export const limits = {
  messageBlocks: 50,
  modalBlocks: 100,
  /** Advised for the fallback text (slack.md §3). */
  messageText: 4000,
  sectionText: 3000,
  headerText: 150,
  contextElements: 10,
  contextText: 3000,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  optionText: 75,
  optionDescription: 75,
  optionValue: 75,
  selectOptions: 100,
  selectGroups: 100,
  choiceOptions: 10,
  placeholder: 150,
  label: 2000,
  hint: 2000,
  inputText: 3000,
  files: 10,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  modalTitle: 24,
  modalButton: 24,
  metadata: 3000,
  id: 255,
} as const;

export type LimitName = keyof typeof limits;

const ellipsis = '…';

/** At most `max` UTF-16 units, cut between code points and ended by `…` when something is missing. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  return headOf(text, max - 1) + ellipsis;
}

/** As `clip`, for mrkdwn: never leaves a part of an entity (`&am`) or of a Slack token (`<@U0`) behind. */
export function clipMrkdwn(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  const head = headOf(text, max - 1)
    .replace(/<[^>]*$/u, '')
    .replace(/&(?:a|am|amp|l|lt|g|gt)?$/u, '');
  return head + ellipsis;
}

/** Identifiers, values and addresses: shortened they would mean something else. Throws AppError(bug, core.block_kit_limit). */
export function requireLength(limit: LimitName, text: string): string {
  if (text.length === 0 || text.length > limits[limit]) throw beyondLimit(limit, text.length);
  return text;
}

/** Lists: with items left out they would lie. Throws AppError(bug, core.block_kit_limit) when empty or too long. */
export function requireCount<Item>(limit: LimitName, items: readonly Item[]): Item[] {
  if (items.length === 0 || items.length > limits[limit]) throw beyondLimit(limit, items.length);
  return [...items];
}

export function beyondLimit(limit: LimitName, found: number): AppError {
  return new AppError({ kind: 'bug', code: 'core.block_kit_limit', details: { limit, most: limits[limit], found } });
}

function headOf(text: string, length: number): string {
  const head = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
}
