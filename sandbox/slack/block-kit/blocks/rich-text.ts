import type { Check } from '../checks.ts';
import { finiteNumber, flag, integer, list, object, oneOf, optional, required, text, variant } from '../checks.ts';
import { id } from '../composition.ts';

const style = object({
  bold: optional(flag),
  code: optional(flag),
  italic: optional(flag),
  strike: optional(flag),
  underline: optional(flag),
});
const styled = { style: optional(style) };
const bordered = { border: optional(oneOf(0, 1)) };
const link = object({ ...styled, url: required(text()), text: optional(text()), unsafe: optional(flag) });
const plain = object({ ...styled, text: required(text()) });

const inlineElements: Record<string, Check> = {
  broadcast: object({ ...styled, range: required(oneOf('here', 'channel', 'everyone')) }),
  color: object({ ...styled, value: required(text()) }),
  channel: object({ ...styled, channel_id: required(text()) }),
  date: object({
    ...styled,
    timestamp: required(finiteNumber),
    format: required(text()),
    url: optional(text()),
    fallback: optional(text()),
  }),
  emoji: object({ ...styled, name: required(text()), unicode: optional(text()), url: optional(text()) }),
  link,
  team: object({ ...styled, team_id: required(text()) }),
  text: plain,
  user: object({ ...styled, user_id: required(text()) }),
  usergroup: object({ ...styled, usergroup_id: required(text()) }),
};

// Slack takes empty `elements` in rich text, unlike elsewhere: slackapi/python-slack-sdk #1576.
const inline = list(variant(inlineElements), { min: 0 });
const section = object({ elements: required(inline) });

const parts: Record<string, Check> = {
  rich_text_section: section,
  rich_text_list: object({
    ...bordered,
    elements: required(list(variant({ rich_text_section: section }), { min: 0 })),
    style: required(oneOf('bullet', 'ordered')),
    indent: optional(integer(0, 8)),
  }),
  rich_text_quote: object({ ...bordered, elements: required(inline) }),
  rich_text_preformatted: object({
    ...bordered,
    elements: required(list(variant({ text: plain, link }), { min: 0 })),
  }),
};

/** What stands in a line, and what holds lines. */
export const richTextTypes = { inline: Object.keys(inlineElements), parts: Object.keys(parts) };

/** A whole `rich_text` block, also as an input's initial value or a table cell. */
export const richText: Check = variant({
  rich_text: object({
    block_id: optional(id),
    elements: required(list(variant(parts), { min: 0 })),
  }),
});
