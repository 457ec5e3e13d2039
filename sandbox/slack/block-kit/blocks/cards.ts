import type { Check, Rule } from '../checks.ts';
import { atLeastOne, flag, list, object, oneOf, optional, required, variant } from '../checks.ts';
import { anyText, id, imageElement, mrkdwn, plainText } from '../composition.ts';
import { cardAction } from '../elements/places.ts';
import * as limits from '../limits.ts';
import { problem } from '../problem.ts';
import { allowsBlock } from '../surfaces.ts';
import { layoutBlocks } from './layout.ts';
import { richText } from './rich-text.ts';
import { tableBlocks } from './tables.ts';

const card = object(
  {
    block_id: optional(id),
    hero_image: optional(imageElement),
    icon: optional(imageElement),
    title: optional(mrkdwn(limits.CARD_TITLE_MAX)),
    subtitle: optional(mrkdwn(limits.CARD_TITLE_MAX)),
    body: optional(mrkdwn(limits.CARD_BODY_MAX)),
    actions: optional(list(cardAction)),
  },
  atLeastOne('hero_image', 'title', 'actions', 'body'),
);

// @slack/types 3.2.0 ContainerBlock.child_blocks: no cards, charts or containers inside.
const { actions, context, divider, header, image, input, section, video } = layoutBlocks;
const { table } = tableBlocks;
const childBlocks = { actions, context, divider, header, image, input, section, video, table, rich_text: richText };
const childChecks = Object.fromEntries(
  Object.entries(childBlocks).flatMap(([type, check]) => (check === undefined ? [] : [[type, check] as const])),
);

const collapsedOnlyIfCollapsible: Rule = (block, at, scope) =>
  block['default_collapsed'] === true && block['is_collapsible'] !== true
    ? [problem(scope, `${at}/default_collapsed`, 'requires is_collapsible to be true')]
    : [];

const container = object(
  {
    block_id: optional(id),
    title: optional(plainText(limits.CONTAINER_TITLE_MAX)),
    rich_text_title: optional(richText),
    subtitle: optional(anyText(limits.CONTAINER_TITLE_MAX)),
    child_blocks: required(list(variant(childChecks, allowsBlock), { max: limits.CONTAINER_BLOCKS_MAX })),
    width: optional(oneOf('narrow', 'standard', 'wide', 'full')),
    icon: optional(imageElement),
    is_collapsible: optional(flag),
    default_collapsed: optional(flag),
    has_header_divider: optional(flag),
  },
  atLeastOne('title', 'rich_text_title'),
  collapsedOnlyIfCollapsible,
);

export const cardBlocks: Record<string, Check> = {
  card,
  carousel: object({
    block_id: optional(id),
    elements: required(list(variant({ card }), { max: limits.CAROUSEL_CARDS_MAX })),
  }),
  container,
};
