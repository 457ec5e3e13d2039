import type { Check, Rule } from '../checks.ts';
import { flag, integer, list, matching, object, optional, ordered, required, text } from '../checks.ts';
import { richText } from '../blocks/rich-text.ts';
import * as limits from '../limits.ts';
import { problem } from '../problem.ts';
import { actionable, dispatchable, focusable, placeholdable } from './fields.ts';

const typed = { ...actionable, ...dispatchable, ...focusable, ...placeholdable };

const plainTextInput = object(
  {
    ...typed,
    initial_value: optional(text({ min: 0, max: limits.INPUT_TEXT_MAX })),
    multiline: optional(flag),
    min_length: optional(integer(0, limits.INPUT_TEXT_MAX)),
    max_length: optional(integer(1, limits.INPUT_TEXT_MAX)),
  },
  ordered('min_length', 'max_length'),
);

const decimal = matching((value) => /^-?(\d+(\.\d+)?|\.\d+)$/.test(value), 'must be a number as a string');

const wholeUnlessDecimalAllowed: Rule = (element, at, scope) =>
  element['is_decimal_allowed'] === true
    ? []
    : ['initial_value', 'min_value', 'max_value']
        .filter((key) => String(element[key] ?? '').includes('.'))
        .map((key) => problem(scope, `${at}/${key}`, 'decimal numbers are not allowed'));

const numberInput = object(
  {
    ...typed,
    is_decimal_allowed: required(flag),
    initial_value: optional(decimal),
    min_value: optional(decimal),
    max_value: optional(decimal),
  },
  wholeUnlessDecimalAllowed,
  ordered('min_value', 'max_value'),
  ordered('min_value', 'initial_value'),
  ordered('initial_value', 'max_value'),
);

const singleLineInput = object({ ...typed, initial_value: optional(text({ min: 0 })) });

const richTextInput = object(
  {
    ...typed,
    initial_value: optional(richText),
    min_lines: optional(integer(1, limits.INPUT_LINES_MAX)),
    max_lines: optional(integer(1, limits.INPUT_LINES_MAX)),
  },
  ordered('min_lines', 'max_lines'),
);

const fileInput = object({
  ...actionable,
  filetypes: optional(list(text())),
  max_files: optional(integer(1, limits.FILE_INPUT_FILES_MAX)),
});

export const inputElements: Record<string, Check> = {
  plain_text_input: plainTextInput,
  number_input: numberInput,
  email_text_input: singleLineInput,
  url_text_input: singleLineInput,
  rich_text_input: richTextInput,
  file_input: fileInput,
};
