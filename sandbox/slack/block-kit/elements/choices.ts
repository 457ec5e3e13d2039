import { isDeepStrictEqual } from 'node:util';
import type { Check, Rule } from '../checks.ts';
import { jsonItems, list, object, optional, required } from '../checks.ts';
import { choiceOption, overflowOption } from '../composition.ts';
import * as limits from '../limits.ts';
import { problem } from '../problem.ts';
import { actionable, confirmable, focusable } from './fields.ts';

/** `initial_option` and `initial_options` must each equal one of the offered options. */
export const initialIsOffered: Rule = (element, at, scope) => {
  const offered = [
    ...jsonItems(element['options']),
    ...jsonItems(element['option_groups']).flatMap((group) => jsonItems(group['options'])),
  ];
  const isOffered = (option: unknown): boolean => offered.some((entry) => isDeepStrictEqual(entry, option));
  const message = 'must exactly match one of the provided options';
  const single = element['initial_option'];
  return [
    ...(single === undefined || isOffered(single) ? [] : [problem(scope, `${at}/initial_option`, message)]),
    ...jsonItems(element['initial_options']).flatMap((option, index) =>
      isOffered(option) ? [] : [problem(scope, `${at}/initial_options/${index}`, message)],
    ),
  ];
};

const choices = list(choiceOption, { max: limits.CHOICE_OPTIONS_MAX });

const checkboxes = object(
  {
    ...actionable,
    ...confirmable,
    ...focusable,
    options: required(choices),
    initial_options: optional(choices),
  },
  initialIsOffered,
);

const radioButtons = object(
  {
    ...actionable,
    ...confirmable,
    ...focusable,
    options: required(choices),
    initial_option: optional(choiceOption),
  },
  initialIsOffered,
);

const overflow = object({
  ...actionable,
  ...confirmable,
  options: required(list(overflowOption, { max: limits.OVERFLOW_OPTIONS_MAX })),
});

export const choiceElements: Record<string, Check> = { checkboxes, radio_buttons: radioButtons, overflow };
