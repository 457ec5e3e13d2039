import type { Check } from '../checks.ts';
import { atLeastOne, flag, from, list, object, oneOf, optional, required, text, variant } from '../checks.ts';
import {
  anyText,
  httpsUrl,
  id,
  imageElement,
  imageSource,
  mrkdwn,
  oneImageSource,
  plainText,
  webUrl,
} from '../composition.ts';
import { actionsElement, contextActionsElement, inputElement, sectionAccessory } from '../elements/places.ts';
import * as limits from '../limits.ts';

const identified = { block_id: optional(id) };
const hint = plainText(limits.INPUT_LABEL_MAX);
const contextText = { plain_text: plainText(limits.TEXT_MAX), mrkdwn: mrkdwn(limits.TEXT_MAX) };

const section = object(
  {
    ...identified,
    text: optional(anyText(limits.TEXT_MAX)),
    fields: optional(list(anyText(limits.FIELD_TEXT_MAX), { max: limits.FIELDS_MAX })),
    accessory: optional(sectionAccessory),
    expand: optional(flag),
  },
  atLeastOne('text', 'fields'),
);

const image = object(
  {
    ...identified,
    alt_text: required(text({ max: limits.ALT_TEXT_MAX })),
    title: optional(plainText(limits.IMAGE_TITLE_MAX)),
    ...imageSource,
  },
  oneImageSource,
);

const video = object({
  ...identified,
  video_url: required(httpsUrl),
  thumbnail_url: required(webUrl),
  alt_text: required(text({ max: limits.ALT_TEXT_MAX })),
  title: required(plainText(limits.VIDEO_TITLE_MAX)),
  title_url: optional(httpsUrl),
  author_name: optional(text({ max: limits.VIDEO_AUTHOR_MAX })),
  provider_name: optional(text()),
  provider_icon_url: optional(webUrl),
  description: optional(plainText(limits.TEXT_MAX)),
});

export const layoutBlocks: Record<string, Check> = {
  section,
  header: object({ ...identified, text: required(plainText(limits.HEADER_TEXT_MAX)) }),
  divider: object(identified),
  image,
  context: object({
    ...identified,
    elements: required(list(variant({ ...contextText, image: imageElement }), { max: limits.CONTEXT_ELEMENTS_MAX })),
  }),
  actions: object({
    ...identified,
    elements: required(list(actionsElement, { max: limits.ACTIONS_ELEMENTS_MAX })),
  }),
  context_actions: object({
    ...identified,
    elements: required(list(contextActionsElement, { max: limits.CONTEXT_ACTIONS_ELEMENTS_MAX })),
  }),
  input: object({
    ...identified,
    label: required(plainText(limits.INPUT_LABEL_MAX)),
    hint: optional(hint),
    optional: optional(flag),
    dispatch_action: optional(flag),
    element: required(inputElement),
  }),
  video: from('slack.md §4, @slack/types 3.2.0 VideoBlock', video),
  markdown: object({ ...identified, text: required(text({ max: limits.MARKDOWN_BLOCKS_TEXT_MAX })) }),
  alert: object({
    ...identified,
    text: required(anyText(limits.ALERT_TEXT_MAX)),
    level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
};
