import type { Check } from '../checks.ts';
import { list, object, optional, required, text } from '../checks.ts';
import { accessibilityLabel, anyUrl, colorScheme, plainText, webUrl } from '../composition.ts';
import * as limits from '../limits.ts';
import { actionable, confirmable } from './fields.ts';

const buttonText = plainText(limits.BUTTON_TEXT_MAX);
const buttonValue = text({ max: limits.BUTTON_VALUE_MAX });

const button = object({
  ...actionable,
  ...confirmable,
  text: required(buttonText),
  value: optional(buttonValue),
  url: optional(anyUrl),
  style: optional(colorScheme),
  accessibility_label: optional(accessibilityLabel),
});

const workflowButton = object({
  ...actionable,
  ...confirmable,
  text: required(buttonText),
  workflow: required(
    object({
      trigger: required(
        object({
          url: required(webUrl),
          customizable_input_parameters: optional(
            list(object({ name: required(text()), value: required(text({ min: 0 })) })),
          ),
        }),
      ),
    }),
  ),
  style: optional(colorScheme),
  accessibility_label: optional(accessibilityLabel),
});

const feedbackButton = object({
  text: required(buttonText),
  value: required(buttonValue),
  accessibility_label: optional(accessibilityLabel),
});

const feedbackButtons = object({
  ...actionable,
  positive_button: required(feedbackButton),
  negative_button: required(feedbackButton),
});

const iconButton = object({
  ...actionable,
  ...confirmable,
  icon: required(text()),
  text: required(buttonText),
  value: optional(buttonValue),
  accessibility_label: optional(accessibilityLabel),
  visible_to_user_ids: optional(list(text())),
});

export const buttonElements: Record<string, Check> = {
  button,
  workflow_button: workflowButton,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
};
