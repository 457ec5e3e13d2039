import { describe, expect, test } from 'vitest';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';
import type { LimitRow } from './samples.ts';
import {
  actions,
  block,
  button,
  card,
  cell,
  chars,
  container,
  element,
  input,
  lineChart,
  link,
  message,
  modal,
  mrkdwn,
  picture,
  pie,
  places,
  plain,
  richText,
  rows,
  section,
  times,
} from './samples.ts';

type Json = Record<string, unknown>;
type BlockRow = Omit<LimitRow, 'section' | 'accepted' | 'refused'> & { accepted: Json; refused: Json };
const text = (type: string, length: number): Json => ({ type, text: chars(length) });
const rich = (...elements: Json[]): Json => block('rich_text', { elements });
const richSection = (...elements: Json[]): Json => ({ type: 'rich_text_section', elements });
const row = (limit: string, accepted: Json, refused: Json, pointer: string): BlockRow => ({
  limit,
  accepted,
  refused,
  pointer,
});
const header = (of: Json): Json => block('header', { text: of });
const context = (...elements: Json[]): Json => block('context', { elements });
const image = (more: Json): Json => block('image', { alt_text: 'a', ...more });
const url = 'https://example.com/a.png';
const video = (more: Json = {}): Json =>
  block('video', { video_url: url, thumbnail_url: url, alt_text: 'a', title: plain(), ...more });
const feedback = (more: Json = {}): Json =>
  element('feedback_buttons', {
    positive_button: { text: plain(), value: 'good', ...more },
    negative_button: { text: plain(), value: 'bad' },
  });
const table = (more: Json): Json => block('table', { rows: rows(1, 1), ...more });
const dataTable = (more: Json): Json => block('data_table', { caption: 'c', rows: rows(2, 1), ...more });
const task = (more: Json = {}): Json => block('task_card', { task_id: 't', title: 't', status: 'complete', ...more });

const inMessages: BlockRow[] = [
  row('block_id 255', section({ block_id: chars(255) }), section({ block_id: chars(256) }), '/block_id'),
  row('block_id not empty', section({ block_id: 'a' }), section({ block_id: '' }), '/block_id'),
  row('a known type', block('divider'), block('separator'), '/type'),
  row('a type', block('divider'), { block_id: 'a' }, ''),
  row('no additional property', block('divider'), block('divider', { color: 'red' }), ''),
  row(
    'section text 3000',
    section({ text: text('mrkdwn', 3_000) }),
    section({ text: text('mrkdwn', 3_001) }),
    '/text/text',
  ),
  row('section text not empty', section({ text: mrkdwn('a') }), section({ text: mrkdwn('') }), '/text/text'),
  row('section text or fields', block('section', { fields: [plain()] }), block('section'), ''),
  row(
    '10 fields',
    section({ fields: times(10, () => plain()) }),
    section({ fields: times(11, () => plain()) }),
    '/fields',
  ),
  row('one field', section({ fields: [plain()] }), section({ fields: [] }), '/fields'),
  row(
    'field 2000',
    section({ fields: [text('mrkdwn', 2_000)] }),
    section({ fields: [text('mrkdwn', 2_001)] }),
    '/fields/0/text',
  ),
  row(
    'mrkdwn has no emoji flag',
    section({ text: { ...plain(), emoji: true } }),
    section({ text: { ...mrkdwn(), emoji: true } }),
    '/text',
  ),
  row(
    'plain_text has no verbatim flag',
    section({ text: { ...mrkdwn(), verbatim: true } }),
    section({ text: { ...plain(), verbatim: true } }),
    '/text',
  ),
  row('expand is a boolean', section({ expand: true }), section({ expand: 'true' }), '/expand'),
  row(
    'no input as accessory',
    section({ accessory: button() }),
    section({ accessory: element('plain_text_input') }),
    '/accessory/type',
  ),
  row(
    'no datetimepicker as accessory',
    section({ accessory: element('datepicker') }),
    section({ accessory: element('datetimepicker') }),
    '/accessory/type',
  ),
  row('header 150', header(text('plain_text', 150)), header(text('plain_text', 151)), '/text/text'),
  row('header plain_text only', header(plain()), header(mrkdwn()), '/text/type'),
  row('10 context elements', context(...times(10, () => mrkdwn())), context(...times(11, () => mrkdwn())), '/elements'),
  row('one context element', context(picture()), context(), '/elements'),
  row(
    'context takes images and text only',
    context(plain(), mrkdwn(), picture()),
    context(plain(), button()),
    '/elements/1/type',
  ),
  row('25 actions', actions(...times(25, () => button())), actions(...times(26, () => button())), '/elements'),
  row('one action', actions(button()), actions(), '/elements'),
  row('no image among actions', actions(button()), actions(picture()), '/elements/0/type'),
  row(
    'action_id unique in its block',
    actions(button({ action_id: 'a' }), button({ action_id: 'b' })),
    actions(button({ action_id: 'a' }), button({ action_id: 'a' })),
    '/elements/1/action_id',
  ),
  row(
    '5 context actions',
    block('context_actions', { elements: times(5, () => feedback()) }),
    block('context_actions', { elements: times(6, () => feedback()) }),
    '/elements',
  ),
  row(
    'context actions take no button',
    block('context_actions', { elements: [element('icon_button', { icon: 'trash', text: plain() })] }),
    block('context_actions', { elements: [button()] }),
    '/elements/0/type',
  ),
  row(
    'feedback button value',
    block('context_actions', { elements: [feedback()] }),
    block('context_actions', { elements: [feedback({ value: '' })] }),
    '/elements/0/positive_button/value',
  ),
  row('image alt_text required', image({ image_url: url }), block('image', { image_url: url }), ''),
  row(
    'image alt_text 2000',
    image({ alt_text: chars(2_000), image_url: url }),
    image({ alt_text: chars(2_001), image_url: url }),
    '/alt_text',
  ),
  row(
    'image title 2000',
    image({ title: text('plain_text', 2_000), image_url: url }),
    image({ title: text('plain_text', 2_001), image_url: url }),
    '/title/text',
  ),
  row('image_url 3000', image({ image_url: link(3_000) }), image({ image_url: link(3_001) }), '/image_url'),
  row(
    'image from one place',
    image({ slack_file: { id: 'F1' } }),
    image({ image_url: url, slack_file: { id: 'F1' } }),
    '',
  ),
  row('image from some place', image({ image_url: url }), image({}), ''),
  row(
    'slack_file by id or url',
    image({ slack_file: { url } }),
    image({ slack_file: { id: 'F1', url } }),
    '/slack_file',
  ),
  row('image_url is a web address', image({ image_url: url }), image({ image_url: 'a.png' }), '/image_url'),
  row(
    'video title below 200',
    video({ title: text('plain_text', 199) }),
    video({ title: text('plain_text', 200) }),
    '/title/text',
  ),
  row('video author below 50', video({ author_name: chars(49) }), video({ author_name: chars(50) }), '/author_name'),
  row('video over https', video(), video({ video_url: 'http://example.com' }), '/video_url'),
  row('table 100 rows', table({ rows: rows(100, 1) }), table({ rows: rows(101, 1) }), '/rows'),
  row('table 20 columns', table({ rows: rows(1, 20) }), table({ rows: rows(1, 21) }), '/rows/0'),
  row(
    'table 10,000 characters',
    table({ rows: rows(10, 10, chars(100)) }),
    table({ rows: [...rows(10, 10, chars(100)), [cell('x')]] }),
    '/rows',
  ),
  row(
    'table characters count inside rich text',
    table({ rows: [[richText(chars(10_000))]] }),
    table({ rows: [[richText(chars(10_001))]] }),
    '/rows',
  ),
  row(
    'table cell kinds',
    table({ rows: [[cell(), richText(), { type: 'raw_number', value: 1, text: '1' }]] }),
    table({ rows: [[cell(), plain()]] }),
    '/rows/0/1/type',
  ),
  row(
    '20 column settings',
    table({ column_settings: times(20, () => ({ align: 'left' })) }),
    table({ column_settings: times(21, () => ({})) }),
    '/column_settings',
  ),
  row(
    'column align values',
    table({ column_settings: [{ align: 'right' }] }),
    table({ column_settings: [{ align: 'top' }] }),
    '/column_settings/0/align',
  ),
  row('data_table at least 2 rows', dataTable({ rows: rows(2, 1) }), dataTable({ rows: rows(1, 1) }), '/rows'),
  row('data_table 101 rows', dataTable({ rows: rows(101, 1) }), dataTable({ rows: rows(102, 1) }), '/rows'),
  row(
    'data_table 20 columns',
    dataTable({ rows: rows(2, 20) }),
    dataTable({ rows: [...rows(1, 20), ...rows(1, 21)] }),
    '/rows/1',
  ),
  row(
    'data_table rows equally long',
    dataTable({ rows: rows(2, 2) }),
    dataTable({ rows: [...rows(1, 2), ...rows(1, 1)] }),
    '/rows/1',
  ),
  row(
    'data_table header is raw',
    dataTable({ rows: [[cell()], [richText()]] }),
    dataTable({ rows: [[richText()], [cell()]] }),
    '/rows/0/0/type',
  ),
  row('data_table caption', dataTable({}), block('data_table', { rows: rows(2, 1) }), ''),
  row('data_table page_size at most 100', dataTable({ page_size: 100 }), dataTable({ page_size: 101 }), '/page_size'),
  row('data_table page_size at least 1', dataTable({ page_size: 1 }), dataTable({ page_size: 0 }), '/page_size'),
  row(
    'data_table row header is a column',
    dataTable({ row_header_column_index: 0 }),
    dataTable({ row_header_column_index: 1 }),
    '/row_header_column_index',
  ),
  row('card title 150', card({ title: text('mrkdwn', 150) }), card({ title: text('mrkdwn', 151) }), '/title/text'),
  row(
    'card subtitle 150',
    card({ subtitle: text('mrkdwn', 150) }),
    card({ subtitle: text('mrkdwn', 151) }),
    '/subtitle/text',
  ),
  row('card body 200', card({ body: text('mrkdwn', 200) }), card({ body: text('mrkdwn', 201) }), '/body/text'),
  row('card with content', block('card', { actions: [button()] }), block('card', { subtitle: mrkdwn() }), ''),
  row(
    'card actions are buttons',
    card({ actions: [button()] }),
    card({ actions: [element('datepicker')] }),
    '/actions/0/type',
  ),
  row(
    '10 cards in a carousel',
    block('carousel', { elements: times(10, () => card()) }),
    block('carousel', { elements: times(11, () => card()) }),
    '/elements',
  ),
  row(
    'one card in a carousel',
    block('carousel', { elements: [card()] }),
    block('carousel', { elements: [] }),
    '/elements',
  ),
  row(
    'container title 150',
    container({ title: text('plain_text', 150) }),
    container({ title: text('plain_text', 151) }),
    '/title/text',
  ),
  row(
    'container subtitle 150',
    container({ subtitle: text('mrkdwn', 150) }),
    container({ subtitle: text('mrkdwn', 151) }),
    '/subtitle/text',
  ),
  row(
    'container with a title',
    block('container', { rich_text_title: richText(), child_blocks: [section()] }),
    block('container', { child_blocks: [section()] }),
    '',
  ),
  row(
    '10 blocks in a container',
    container({ child_blocks: times(10, () => section()) }),
    container({ child_blocks: times(11, () => section()) }),
    '/child_blocks',
  ),
  row(
    'no container in a container',
    container({ child_blocks: [section()] }),
    container({ child_blocks: [container()] }),
    '/child_blocks/0/type',
  ),
  row(
    'collapsed only if collapsible',
    container({ is_collapsible: true, default_collapsed: true }),
    container({ default_collapsed: true }),
    '/default_collapsed',
  ),
  row('container width values', container({ width: 'wide' }), container({ width: 'huge' }), '/width'),
  row('chart title 50', pie(1, { title: chars(50) }), pie(1, { title: chars(51) }), '/title'),
  row('6 pie segments', pie(6), pie(7), '/chart/segments'),
  row('chart category 20', lineChart([chars(20)]), lineChart([chars(21)]), '/chart/axis_config/categories/0'),
  row(
    'chart axis label 50',
    lineChart(['a'], { x_label: chars(50) }),
    lineChart(['a'], { x_label: chars(51) }),
    '/chart/axis_config/x_label',
  ),
  row(
    'chart points are on the axis',
    lineChart(['a']),
    lineChart(['a'], { categories: ['b'] }),
    '/chart/series/0/data/0/label',
  ),
  row('task status values', task(), task({ status: 'done' }), '/status'),
  row(
    'plan tasks are task cards',
    block('plan', { title: 't', tasks: [task()] }),
    block('plan', { title: 't', tasks: [section()] }),
    '/tasks/0/type',
  ),
  row('rich text parts', richText(), rich({ type: 'text', text: 'a' }), '/elements/0/type'),
  row(
    'rich text section may be empty, its text not',
    rich(richSection()),
    rich(richSection({ type: 'text', text: '' })),
    '/elements/0/elements/0/text',
  ),
  row(
    'rich text list style',
    rich({ type: 'rich_text_list', style: 'bullet', elements: [richSection()] }),
    rich({ type: 'rich_text_list', style: 'roman', elements: [] }),
    '/elements/0/style',
  ),
  row(
    'rich text list holds sections',
    rich({ type: 'rich_text_list', style: 'ordered', elements: [richSection()] }),
    rich({ type: 'rich_text_list', style: 'ordered', elements: [{ type: 'text', text: 'a' }] }),
    '/elements/0/elements/0/type',
  ),
  row(
    'rich text indent 8',
    rich({ type: 'rich_text_list', style: 'bullet', indent: 8, elements: [] }),
    rich({ type: 'rich_text_list', style: 'bullet', indent: 9, elements: [] }),
    '/elements/0/indent',
  ),
  row(
    'preformatted holds text and links',
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'link', url }] }),
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    '/elements/0/elements/0/type',
  ),
  row(
    'quote takes mentions',
    rich({ type: 'rich_text_quote', elements: [{ type: 'user', user_id: 'U1' }] }),
    rich({ type: 'rich_text_quote', elements: [{ type: 'user', user_id: '' }] }),
    '/elements/0/elements/0/user_id',
  ),
];

const inModals: BlockRow[] = [
  row(
    'alert 200',
    block('alert', { text: text('plain_text', 200) }),
    block('alert', { text: text('plain_text', 201) }),
    '/text/text',
  ),
  row(
    'alert levels',
    block('alert', { text: plain(), level: 'warning' }),
    block('alert', { text: plain(), level: 'fatal' }),
    '/level',
  ),
  row(
    'input label 2000',
    input(element('plain_text_input'), { label: text('plain_text', 2_000) }),
    input(element('plain_text_input'), { label: text('plain_text', 2_001) }),
    '/label/text',
  ),
  row(
    'input label plain_text only',
    input(element('plain_text_input')),
    input(element('plain_text_input'), { label: mrkdwn() }),
    '/label/type',
  ),
  row(
    'input label required',
    input(element('plain_text_input')),
    block('input', { element: element('plain_text_input') }),
    '',
  ),
  row(
    'input hint 2000',
    input(element('plain_text_input'), { hint: text('plain_text', 2_000) }),
    input(element('plain_text_input'), { hint: text('plain_text', 2_001) }),
    '/hint/text',
  ),
  row('no button in an input', input(element('datepicker')), input(button()), '/element/type'),
];

describe('a block in a message', () => {
  test.for(inMessages)('is accepted at the limit and refused beyond it: $limit (slack.md §4)', (limit) => {
    expect(validateMessage(message(limit.accepted))).toEqual([]);
    const problems = validateMessage(message(limit.refused));
    expect(places(problems)).toEqual([`invalid_blocks /blocks/0${limit.pointer}`]);
    expect(problems[0]?.source).toContain('slack.md §4');
  });
});

describe('a block in a modal', () => {
  test.for(inModals)('is accepted at the limit and refused beyond it: $limit (slack.md §4)', (limit) => {
    expect(validateView(modal([limit.accepted]))).toEqual([]);
    const problems = validateView(modal([limit.refused]));
    expect(places(problems)).toEqual([`invalid_arguments /view/blocks/0${limit.pointer}`]);
    expect(problems[0]?.source).toContain('slack.md §4');
  });
});

test('the same action_id may stand in two blocks', () => {
  const twice = message(actions(button({ action_id: 'open' })), actions(button({ action_id: 'open' })));
  expect(validateMessage(twice)).toEqual([]);
});
