import { describe, expect, test } from 'vitest';
import { blockTypes } from '#sandbox/slack/block-kit/blocks/block.ts';
import { chartTypes } from '#sandbox/slack/block-kit/blocks/charts.ts';
import { richTextTypes } from '#sandbox/slack/block-kit/blocks/rich-text.ts';
import { elementTypes } from '#sandbox/slack/block-kit/elements/places.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';
import { createState } from '#sandbox/slack/state.ts';
import { renderBlocks } from '#sandbox/web/render/blocks.ts';

type Json = Record<string, unknown>;

const plain = (text = 'words'): Json => ({ type: 'plain_text', text });
const mrkdwn = (text = 'words'): Json => ({ type: 'mrkdwn', text });
const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements });
const line = (...elements: Json[]): Json => ({ type: 'rich_text_section', elements });
const words = { type: 'text', text: 'words' };
const options = [{ text: plain(), value: '1' }];
const image = { type: 'image', alt_text: 'words', image_url: 'https://example.com/a.png' };
const task = {
  task_id: 't',
  title: 'words',
  status: 'complete',
  sources: [{ type: 'url', url: 'https://e.com', text: 'x' }],
};
const points = [{ label: 'Q1', value: 3 }];
const cell = { type: 'raw_text', text: 'words' };
const chart = (type: string): Json => ({
  type: 'data_visualization',
  title: 'words',
  chart:
    type === 'pie'
      ? { type, segments: points }
      : { type, axis_config: { categories: ['Q1'] }, series: [{ name: 's', data: points }] },
});

/** A sound block of each type that the sandbox takes, and one of each element in a block that takes it. */
const blocks: Record<string, Json> = {
  section: { text: mrkdwn(), fields: [plain()] },
  header: { text: plain() },
  divider: {},
  image: { alt_text: 'words', image_url: 'https://example.com/a.png' },
  context: { elements: [mrkdwn(), image] },
  actions: { elements: [{ type: 'button', text: plain() }] },
  context_actions: { elements: [{ type: 'icon_button', icon: 'trash', text: plain() }] },
  input: { label: plain(), element: { type: 'plain_text_input' } },
  video: { title: plain(), alt_text: 'w', video_url: 'https://example.com/v', thumbnail_url: 'https://example.com/t' },
  markdown: { text: '**words**' },
  alert: { text: mrkdwn(), level: 'warning' },
  table: { rows: [[cell], [{ type: 'rich_text', elements: [line(words)] }]] },
  data_table: { caption: 'c', rows: [[cell], [{ type: 'raw_number', value: 1, text: '1' }]] },
  card: { title: mrkdwn(), body: mrkdwn(), hero_image: image, actions: [{ type: 'button', text: plain() }] },
  carousel: { elements: [{ type: 'card', title: mrkdwn() }] },
  container: { rich_text_title: rich(line(words)), subtitle: plain(), child_blocks: [{ type: 'divider' }] },
  data_visualization: chart('pie'),
  task_card: task,
  plan: { title: 'words', tasks: [{ type: 'task_card', ...task }] },
  rich_text: rich(line(words)),
};

const pressed = (...elements: Json[]): Json => ({ type: 'actions', elements });
const field = (element: Json): Json => ({ type: 'input', label: plain(), element });
const select = (type: string, more: Json = {}): Json => pressed({ type, ...more });
const elements: Record<string, Json> = {
  button: pressed({ type: 'button', text: plain() }),
  workflow_button: pressed({ type: 'workflow_button', text: plain(), workflow: { trigger: { url: 'https://e.com' } } }),
  feedback_buttons: {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        positive_button: { text: plain(), value: 'yes' },
        negative_button: { text: plain(), value: 'no' },
      },
    ],
  },
  icon_button: { type: 'context_actions', elements: [{ type: 'icon_button', icon: 'trash', text: plain() }] },
  checkboxes: pressed({ type: 'checkboxes', options }),
  radio_buttons: pressed({ type: 'radio_buttons', options }),
  overflow: pressed({ type: 'overflow', options }),
  plain_text_input: field({ type: 'plain_text_input' }),
  number_input: field({ type: 'number_input', is_decimal_allowed: false }),
  email_text_input: field({ type: 'email_text_input' }),
  url_text_input: field({ type: 'url_text_input' }),
  rich_text_input: field({ type: 'rich_text_input', initial_value: rich(line(words)) }),
  file_input: field({ type: 'file_input', filetypes: ['pdf'] }),
  datepicker: pressed({ type: 'datepicker' }),
  timepicker: pressed({ type: 'timepicker' }),
  datetimepicker: pressed({ type: 'datetimepicker' }),
  static_select: select('static_select', { options }),
  external_select: select('external_select'),
  users_select: select('users_select'),
  conversations_select: select('conversations_select'),
  channels_select: select('channels_select'),
  multi_static_select: select('multi_static_select', { option_groups: [{ label: plain(), options }] }),
  multi_external_select: select('multi_external_select'),
  multi_users_select: select('multi_users_select'),
  multi_conversations_select: select('multi_conversations_select'),
  multi_channels_select: select('multi_channels_select'),
  image: { type: 'section', text: plain(), accessory: image },
};

const inline: Record<string, Json> = {
  broadcast: { range: 'here' },
  color: { value: '#fff' },
  channel: { channel_id: 'C0' },
  date: { timestamp: 1_796_749_200, format: '{date_num}' },
  emoji: { name: 'wave' },
  link: { url: 'https://example.com' },
  team: { team_id: 'T0' },
  text: { text: 'words' },
  user: { user_id: 'U0' },
  usergroup: { usergroup_id: 'S0' },
};
const parts: Record<string, Json> = {
  rich_text_section: { elements: [words] },
  rich_text_list: { style: 'bullet', elements: [line(words)] },
  rich_text_quote: { elements: [words] },
  rich_text_preformatted: { elements: [words] },
};

const now = new Date('2026-12-08T15:00:00Z');
const app = { appId: 'A0', botId: 'B0', botUserId: 'U0BOT', homeTeamId: 'T0', name: 'Drumbeat' };
const reader = { userId: 'U0ME', zone: 'UTC', state: createState(app, () => now), now };
const shown = (block: Json): string =>
  renderBlocks([block], { kind: 'message', reader, id: 's', pressable: true, valueOf: () => undefined }).markup;

/** Where Slack would take it: nothing for a sample that is not sound. */
function acceptedIn(block: Json): string[] {
  const form = { type: 'modal', title: plain('T'), submit: plain('S'), blocks: [block] };
  const problems = { message: validateMessage({ text: 'x', blocks: [block] }), modal: validateView(form) };
  return Object.entries(problems).flatMap(([surface, found]) => (found.length === 0 ? [surface] : []));
}

/** What is drawn of it inside its frame. */
const inside = (block: Json): string =>
  shown(block)
    .replace(/^<div class="block \w+">|<\/div>$/g, '')
    .trim();

describe('whatever the sandbox accepts, the page draws', () => {
  test.each([
    ['blocks', blocks, blockTypes],
    ['elements', elements, elementTypes],
    ['rich text in a line', inline, richTextTypes.inline],
    ['parts of rich text', parts, richTextTypes.parts],
  ])('%s: there is a sample of each type', (_name, samples, types) => {
    expect(Object.keys(samples).toSorted()).toEqual(types.toSorted());
  });

  const samples: [string, Json][] = [
    ...blockTypes.map((type): [string, Json] => [`the block ${type}`, { type, ...blocks[type] }]),
    ...elementTypes.map((type): [string, Json] => [`the element ${type}`, elements[type] ?? {}]),
    ...chartTypes.map((type): [string, Json] => [`the chart ${type}`, chart(type)]),
    ...richTextTypes.parts.map((type): [string, Json] => [`the part ${type}`, rich({ type, ...parts[type] })]),
    ...richTextTypes.inline.map((type): [string, Json] => [
      `in a line, ${type}`,
      rich(line({ type, ...inline[type] })),
    ]),
  ];
  test.each(samples)('%s', (_name, block) => {
    expect(acceptedIn(block)).not.toEqual([]);
    expect(inside(block)).not.toBe('');
    expect(inside(block)).not.toContain('cannot be shown');
  });

  test.each(richTextTypes.inline)('%s leaves words in its line', (type) => {
    expect(shown(rich(line({ type, ...inline[type] }))).replaceAll(/<[^>]*>|\s/g, '')).not.toBe('');
  });
});
