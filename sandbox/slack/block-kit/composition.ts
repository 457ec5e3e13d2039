import type { Check } from './checks.ts';
import {
  atLeastOne,
  both,
  exactlyOne,
  flag,
  list,
  matching,
  object,
  oneOf,
  optional,
  required,
  text,
  variant,
} from './checks.ts';
import * as limits from './limits.ts';

export function plainText(max: number): Check {
  const byType = { plain_text: object({ text: required(text({ max })), emoji: optional(flag) }) };
  return variant(byType);
}

export function mrkdwn(max: number): Check {
  const byType = { mrkdwn: object({ text: required(text({ max })), verbatim: optional(flag) }) };
  return variant(byType);
}

export function anyText(max: number): Check {
  const byType = { plain_text: plainText(max), mrkdwn: mrkdwn(max) };
  return variant(byType);
}

const wellFormedUrl = matching((value) => URL.canParse(value), 'must be a valid url');
const isWebUrl = (value: string): boolean => URL.canParse(value) && /^https?:/i.test(value);

export const anyUrl = both(text({ max: limits.URL_MAX }), wellFormedUrl);
export const webUrl = both(text({ max: limits.URL_MAX }), matching(isWebUrl, 'must be a valid url'));
export const httpsUrl = both(
  webUrl,
  matching((value) => /^https:/i.test(value), 'must be an https url'),
);

export const id = text({ max: limits.ID_MAX });
export const colorScheme = oneOf('primary', 'danger');
export const accessibilityLabel = text({ max: limits.ACCESSIBILITY_LABEL_MAX });
export const placeholder = plainText(limits.PLACEHOLDER_MAX);

export const confirmation = object({
  title: optional(plainText(limits.CONFIRM_TITLE_MAX)),
  text: required(anyText(limits.CONFIRM_TEXT_MAX)),
  confirm: optional(plainText(limits.CONFIRM_BUTTON_MAX)),
  deny: optional(plainText(limits.CONFIRM_BUTTON_MAX)),
  style: optional(colorScheme),
});

export const dispatchActionConfig = object({
  trigger_actions_on: optional(list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 })),
});

export const conversationFilter = object(
  {
    include: optional(list(oneOf('im', 'mpim', 'private', 'public'))),
    exclude_external_shared_channels: optional(flag),
    exclude_bot_users: optional(flag),
  },
  atLeastOne('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
);

const optionValue = text({ max: limits.OPTION_VALUE_MAX });

export const selectOption = object({
  text: required(plainText(limits.OPTION_TEXT_MAX)),
  value: required(optionValue),
  description: optional(plainText(limits.OPTION_TEXT_MAX)),
});

/** Only overflow menus may carry a link. */
export const overflowOption = object({
  text: required(plainText(limits.OPTION_TEXT_MAX)),
  value: required(optionValue),
  description: optional(plainText(limits.OPTION_TEXT_MAX)),
  url: optional(anyUrl),
});

/** Radio buttons and checkboxes also take mrkdwn. */
export const choiceOption = object({
  text: required(anyText(limits.OPTION_TEXT_MAX)),
  value: required(optionValue),
  description: optional(anyText(limits.OPTION_TEXT_MAX)),
});

export const optionGroup = object({
  label: required(plainText(limits.OPTION_TEXT_MAX)),
  options: required(list(selectOption, { max: limits.SELECT_OPTIONS_MAX })),
});

const slackFile = object({ id: optional(text()), url: optional(webUrl) }, exactlyOne('id', 'url'));

/** Where an image comes from: a public URL or a Slack file, never both. */
export const imageSource = { image_url: optional(webUrl), slack_file: optional(slackFile) };
export const oneImageSource = exactlyOne('image_url', 'slack_file');

export const imageElement: Check = variant({
  image: object({ alt_text: required(text({ max: limits.ALT_TEXT_MAX })), ...imageSource }, oneImageSource),
});
