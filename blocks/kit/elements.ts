import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  Checkboxes,
  ContextBlock,
  Datepicker,
  DividerBlock,
  FileInput,
  HeaderBlock,
  InputBlock,
  InputBlockElement,
  MultiStaticSelect,
  PlainTextInput,
  PlainTextOption,
  RadioButtons,
  SectionBlock,
  SectionBlockAccessory,
  StaticSelect,
} from '@slack/types';
import { beyondLimit, limits, requireCount, requireLength } from './limits.ts';
import { confirmation, mrkdwnObject, plain, placeholderOf, requireActionId, requireAddress } from './objects.ts';
import type { ConfirmParts } from './objects.ts';

/**
 * Builders for blocks and elements. Shown texts are clipped to Block Kit's limits; identifiers, values, addresses and
 * list lengths beyond a limit throw AppError(bug, core.block_kit_limit). mrkdwn parameters take templates whose user
 * parts went through `escapeText`; plain text parameters are cleaned here.
 */
export function section(mrkdwn: string, accessory?: SectionBlockAccessory): SectionBlock {
  const text = mrkdwnObject(mrkdwn, 'sectionText');
  if (!accessory) return { type: 'section', text };
  requireActionId(accessory);
  return { type: 'section', text, accessory };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 'headerText') };
}

export function context(...mrkdwn: readonly string[]): ContextBlock {
  const elements = requireCount('contextElements', mrkdwn).map((text) => mrkdwnObject(text, 'contextText'));
  return { type: 'context', elements };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

export function actions(...elements: readonly ActionsBlockElement[]): ActionsBlock {
  elements.forEach(requireActionId);
  return { type: 'actions', elements: requireCount('actionsElements', elements) };
}

export interface ButtonParts {
  /** `<slug>.<surface>.<verb>` */
  actionId: string;
  text: string;
  /** An entity id; authorised again on press. */
  value?: string;
  style?: 'primary' | 'danger';
  /** http or https. A press still sends the action. */
  url?: string;
  confirm?: ConfirmParts;
}

export function button(parts: ButtonParts): Button {
  return {
    type: 'button',
    action_id: requireLength('id', parts.actionId),
    text: plain(parts.text, 'buttonText'),
    ...(parts.value === undefined ? {} : { value: requireLength('buttonValue', parts.value) }),
    ...(parts.style === undefined ? {} : { style: parts.style }),
    ...(parts.url === undefined ? {} : { url: requireAddress(parts.url) }),
    ...(parts.confirm === undefined ? {} : { confirm: confirmation(parts.confirm) }),
  };
}

export function option(text: string, value: string, description?: string): PlainTextOption {
  return {
    text: plain(text, 'optionText'),
    value: requireLength('optionValue', value),
    ...(description === undefined ? {} : { description: plain(description, 'optionDescription') }),
  };
}

interface ElementParts {
  /** Needed in sections and actions; inside `field` the field's name is taken. */
  actionId?: string;
}

export interface ChoiceParts extends ElementParts {
  options: readonly PlainTextOption[];
  /** The chosen value at first; one that is not offered (any more) is left out. */
  initial?: string;
}

export interface ChoicesParts extends ElementParts {
  options: readonly PlainTextOption[];
  /** The chosen values at first; those that are not offered (any more) are left out. */
  initial?: readonly string[];
}

export function staticSelect(parts: ChoiceParts & { placeholder?: string }): StaticSelect {
  return {
    type: 'static_select',
    ...actionIdOf(parts),
    ...placeholderOf(parts),
    options: requireCount('selectOptions', parts.options),
    ...initialOption(parts),
  };
}

/** For more options than a plain select takes; groups in the order given. */
export function groupedSelect(
  parts: Omit<ChoiceParts, 'options'> & {
    groups: readonly { label: string; options: readonly PlainTextOption[] }[];
    placeholder?: string;
  },
): StaticSelect {
  const options = parts.groups.flatMap((group) => group.options);
  return {
    type: 'static_select',
    ...actionIdOf(parts),
    ...placeholderOf(parts),
    option_groups: requireCount('selectGroups', parts.groups).map((group) => ({
      label: plain(group.label, 'optionText'),
      options: requireCount('selectOptions', group.options),
    })),
    ...initialOption({ ...parts, options }),
  };
}

export function multiSelect(parts: ChoicesParts & { placeholder?: string; maxSelected?: number }): MultiStaticSelect {
  return {
    type: 'multi_static_select',
    ...actionIdOf(parts),
    ...placeholderOf(parts),
    options: requireCount('selectOptions', parts.options),
    ...initialOptions(parts),
    ...(parts.maxSelected === undefined ? {} : { max_selected_items: parts.maxSelected }),
  };
}

export function radio(parts: ChoiceParts): RadioButtons {
  const options = requireCount('choiceOptions', parts.options);
  return { type: 'radio_buttons', ...actionIdOf(parts), options, ...initialOption(parts) };
}

export function checkboxes(parts: ChoicesParts): Checkboxes {
  const options = requireCount('choiceOptions', parts.options);
  return { type: 'checkboxes', ...actionIdOf(parts), options, ...initialOptions(parts) };
}

/** `initial`: 'YYYY-MM-DD'. */
export function datePicker(parts: ElementParts & { initial?: string; placeholder?: string } = {}): Datepicker {
  return {
    type: 'datepicker',
    ...actionIdOf(parts),
    ...placeholderOf(parts),
    ...(parts.initial === undefined ? {} : { initial_date: parts.initial }),
  };
}

export interface TextInputParts extends ElementParts {
  multiline?: boolean;
  minLength?: number;
  /** At most and by default 3000. */
  maxLength?: number;
  /** What stands in it at first; longer than the input may hold is a bug, never cut: it is somebody's text. */
  initial?: string;
  placeholder?: string;
}

export function textInput(parts: TextInputParts = {}): PlainTextInput {
  const maxLength = Math.min(parts.maxLength ?? limits.inputText, limits.inputText);
  if ((parts.initial?.length ?? 0) > maxLength) throw beyondLimit('inputText', parts.initial?.length ?? 0);
  return {
    type: 'plain_text_input',
    ...actionIdOf(parts),
    ...placeholderOf(parts),
    multiline: parts.multiline ?? false,
    max_length: maxLength,
    ...(parts.minLength === undefined ? {} : { min_length: parts.minLength }),
    ...(parts.initial ? { initial_value: parts.initial } : {}),
  };
}

/** Modals only, and only for an app with the scope files:read (slack.md §4). */
export function fileInput(parts: ElementParts & { maxFiles: number; fileTypes: readonly string[] }): FileInput {
  if (parts.maxFiles > limits.files) throw beyondLimit('files', parts.maxFiles);
  return {
    type: 'file_input',
    ...actionIdOf(parts),
    max_files: parts.maxFiles,
    filetypes: [...parts.fileTypes],
  };
}

export interface FieldParts {
  /** The schema field: block_id and, unless the element has its own, action_id (design §4). */
  name: string;
  label: string;
  element: InputBlockElement;
  hint?: string;
  optional?: boolean;
}

/** A labelled input of a form. */
export function field(parts: FieldParts): InputBlock {
  const name = requireLength('id', parts.name);
  return {
    type: 'input',
    block_id: name,
    label: plain(parts.label, 'label'),
    element: { ...parts.element, action_id: parts.element.action_id ?? name },
    optional: parts.optional ?? false,
    ...(parts.hint === undefined ? {} : { hint: plain(parts.hint, 'hint') }),
  };
}

function actionIdOf(parts: ElementParts): { action_id?: string } {
  return parts.actionId === undefined ? {} : { action_id: requireLength('id', parts.actionId) };
}

function initialOption(parts: ChoiceParts): { initial_option?: PlainTextOption } {
  const chosen = parts.options.find((candidate) => candidate.value === parts.initial);
  return chosen === undefined || parts.initial === undefined ? {} : { initial_option: chosen };
}

function initialOptions(parts: ChoicesParts): { initial_options?: PlainTextOption[] } {
  const chosen = parts.options.filter((candidate) => parts.initial?.includes(candidate.value ?? ''));
  return chosen.length === 0 ? {} : { initial_options: chosen };
}
