import { describe, expect, test } from 'vitest';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';
import {
  actions,
  button,
  chars,
  element,
  input,
  link,
  message,
  modal,
  mrkdwn,
  option,
  options,
  places,
  plain,
  richText,
  times,
} from './samples.ts';

type Json = Record<string, unknown>;
interface ElementRow {
  readonly limit: string;
  readonly accepted: Json;
  readonly refused: Json;
  readonly pointer: string;
}

const text = (length: number): Json => plain(chars(length));
const rowsOf = (type: string, base: Json, rows: [string, Json, Json, string][]): ElementRow[] =>
  rows.map(([limit, accepted, refused, pointer]) => ({
    limit: `${type} ${limit}`,
    accepted: element(type, { ...base, ...accepted }),
    refused: element(type, { ...base, ...refused }),
    pointer,
  }));

const confirm = (more: Json): Json => ({ confirm: { text: plain(), ...more } });
const group = (more: Json = {}): Json => ({ label: plain(), options: [option()], ...more });
const long = (length: number): Json => ({ text: plain(), value: chars(length) });

const inActions: ElementRow[] = [
  ...rowsOf('button', { text: plain() }, [
    ['text 75', { text: text(75) }, { text: text(76) }, '/text/text'],
    ['text plain_text only', {}, { text: mrkdwn() }, '/text/type'],
    ['value 2000', { value: chars(2_000) }, { value: chars(2_001) }, '/value'],
    ['value is a string', { value: '1' }, { value: 1 }, '/value'],
    ['url 3000', { url: link(3_000) }, { url: link(3_001) }, '/url'],
    ['url is a url', { url: 'mailto:a@example.com' }, { url: 'nowhere' }, '/url'],
    ['style values', { style: 'danger' }, { style: 'default' }, '/style'],
    [
      'accessibility_label 75',
      { accessibility_label: chars(75) },
      { accessibility_label: chars(76) },
      '/accessibility_label',
    ],
    ['action_id 255', { action_id: chars(255) }, { action_id: chars(256) }, '/action_id'],
    ['no additional property', {}, { disabled: true }, ''],
    ['confirm title 100', confirm({ title: text(100) }), confirm({ title: text(101) }), '/confirm/title/text'],
    ['confirm text 300', confirm({ text: text(300) }), confirm({ text: text(301) }), '/confirm/text/text'],
    ['confirm button 30', confirm({ confirm: text(30) }), confirm({ confirm: text(31) }), '/confirm/confirm/text'],
    ['confirm deny 30', confirm({ deny: text(30) }), confirm({ deny: text(31) }), '/confirm/deny/text'],
    ['confirm style', confirm({ style: 'primary' }), confirm({ style: 'red' }), '/confirm/style'],
  ]),
  ...rowsOf('overflow', { options: options(2) }, [
    ['5 options', { options: options(5) }, { options: options(6) }, '/options'],
    ['one option', { options: options(1) }, { options: [] }, '/options'],
    [
      'option url 3000',
      { options: [option('v', { url: link(3_000) })] },
      { options: [option('v', { url: link(3_001) })] },
      '/options/0/url',
    ],
  ]),
  ...rowsOf('static_select', { options: options(2) }, [
    ['100 options', { options: options(100) }, { options: options(101) }, '/options'],
    ['one option', { options: options(1) }, { options: [] }, '/options'],
    [
      'option text 75',
      { options: [{ text: text(75), value: 'v' }] },
      { options: [{ text: text(76), value: 'v' }] },
      '/options/0/text/text',
    ],
    ['option text plain_text only', {}, { options: [{ text: mrkdwn(), value: 'v' }] }, '/options/0/text/type'],
    ['option value 75', { options: [long(75)] }, { options: [long(76)] }, '/options/0/value'],
    ['option value required', {}, { options: [{ text: plain() }] }, '/options/0'],
    [
      'option description 75',
      { options: [option('v', { description: text(75) })] },
      { options: [option('v', { description: text(76) })] },
      '/options/0/description/text',
    ],
    ['option without url', {}, { options: [option('v', { url: link(30) })] }, '/options/0'],
    ['options or groups, not both', { options: undefined, option_groups: [group()] }, { option_groups: [group()] }, ''],
    ['options or groups, one of them', {}, { options: undefined }, ''],
    [
      '100 groups',
      { options: undefined, option_groups: times(100, () => group()) },
      { options: undefined, option_groups: times(101, () => group()) },
      '/option_groups',
    ],
    [
      'group label 75',
      { options: undefined, option_groups: [group({ label: text(75) })] },
      { options: undefined, option_groups: [group({ label: text(76) })] },
      '/option_groups/0/label/text',
    ],
    [
      '100 options in a group',
      { options: undefined, option_groups: [group({ options: options(100) })] },
      { options: undefined, option_groups: [group({ options: options(101) })] },
      '/option_groups/0/options',
    ],
    [
      'initial_option is offered',
      { initial_option: option('v1') },
      { initial_option: option('v2') },
      '/initial_option',
    ],
    [
      'initial_option equals in text too',
      { initial_option: option('v1') },
      { initial_option: option('v1', { text: plain('other') }) },
      '/initial_option',
    ],
    [
      'initial_option is offered in a group',
      { options: undefined, option_groups: [group()], initial_option: option() },
      { options: undefined, option_groups: [group()], initial_option: option('w') },
      '/initial_option',
    ],
    ['placeholder 150', { placeholder: text(150) }, { placeholder: text(151) }, '/placeholder/text'],
  ]),
  ...rowsOf('multi_static_select', { options: options(2) }, [
    [
      'initial_options are offered',
      { initial_options: options(2) },
      { initial_options: options(3) },
      '/initial_options/2',
    ],
    ['max_selected_items at least 1', { max_selected_items: 1 }, { max_selected_items: 0 }, '/max_selected_items'],
  ]),
  ...rowsOf('external_select', {}, [
    ['min_query_length is an integer', { min_query_length: 0 }, { min_query_length: '3' }, '/min_query_length'],
    ['has no options', { initial_option: option() }, { options: options(1) }, ''],
  ]),
  ...rowsOf('multi_external_select', {}, [
    ['min_query_length is not negative', { min_query_length: 0 }, { min_query_length: -1 }, '/min_query_length'],
  ]),
  ...rowsOf('users_select', {}, [
    ['initial_user is a string', { initial_user: 'U1' }, { initial_user: ['U1'] }, '/initial_user'],
  ]),
  ...rowsOf('multi_users_select', {}, [
    ['initial_users is a list', { initial_users: ['U1'] }, { initial_users: 'U1' }, '/initial_users'],
  ]),
  ...rowsOf('conversations_select', {}, [
    ['filter include values', { filter: { include: ['im'] } }, { filter: { include: ['dm'] } }, '/filter/include/0'],
    ['filter include not empty', { filter: { include: ['im'] } }, { filter: { include: [] } }, '/filter/include'],
    ['filter not empty', { filter: { exclude_bot_users: true } }, { filter: {} }, '/filter'],
  ]),
  ...rowsOf('multi_conversations_select', {}, [['has no response_url', {}, { response_url_enabled: true }, '']]),
  ...rowsOf('channels_select', {}, [['initial_channel', { initial_channel: 'C1' }, { initial_channels: ['C1'] }, '']]),
  ...rowsOf('multi_channels_select', {}, [
    ['initial_channels', { initial_channels: ['C1'] }, { initial_channel: 'C1' }, ''],
  ]),
  ...rowsOf('checkboxes', { options: options(2) }, [
    ['10 options', { options: options(10) }, { options: options(11) }, '/options'],
    [
      'mrkdwn options',
      { options: [option('v', { text: mrkdwn() })] },
      { options: [option('v', { text: { type: 'markdown', text: 'a' } })] },
      '/options/0/text/type',
    ],
    [
      'initial_options are offered',
      { initial_options: options(1) },
      { initial_options: [option('w')] },
      '/initial_options/0',
    ],
  ]),
  ...rowsOf('radio_buttons', { options: options(2) }, [
    ['10 options', { options: options(10) }, { options: options(11) }, '/options'],
    ['initial_option is offered', { initial_option: option('v0') }, { initial_option: option('w') }, '/initial_option'],
  ]),
  ...rowsOf('datepicker', {}, [
    ['initial_date format', { initial_date: '2026-11-20' }, { initial_date: '20.11.2026' }, '/initial_date'],
    ['initial_date exists', { initial_date: '2028-02-29' }, { initial_date: '2026-02-29' }, '/initial_date'],
  ]),
  ...rowsOf('timepicker', {}, [
    ['initial_time format', { initial_time: '09:05' }, { initial_time: '9:05' }, '/initial_time'],
    ['initial_time exists', { initial_time: '23:59' }, { initial_time: '24:00' }, '/initial_time'],
  ]),
  ...rowsOf('datetimepicker', {}, [
    [
      'initial_date_time of 10 digits',
      { initial_date_time: 1_628_633_820 },
      { initial_date_time: 1_628_633_820_000 },
      '/initial_date_time',
    ],
  ]),
  ...rowsOf('workflow_button', { text: plain() }, [
    ['workflow required', { workflow: { trigger: { url: link(30) } } }, {}, ''],
  ]),
];

const inInputs: ElementRow[] = [
  ...rowsOf('plain_text_input', {}, [
    ['max_length at most 3000', { max_length: 3_000 }, { max_length: 3_001 }, '/max_length'],
    ['max_length at least 1', { max_length: 1 }, { max_length: 0 }, '/max_length'],
    ['min_length at most 3000', { min_length: 3_000 }, { min_length: 3_001 }, '/min_length'],
    [
      'min_length not above max_length',
      { min_length: 5, max_length: 5 },
      { min_length: 6, max_length: 5 },
      '/min_length',
    ],
    ['initial_value 3000', { initial_value: chars(3_000) }, { initial_value: chars(3_001) }, '/initial_value'],
    ['placeholder 150', { placeholder: text(150) }, { placeholder: text(151) }, '/placeholder/text'],
    [
      'dispatch values',
      { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } },
      { dispatch_action_config: { trigger_actions_on: ['on_blur'] } },
      '/dispatch_action_config/trigger_actions_on/0',
    ],
    ['has no confirm', {}, { confirm: { text: plain() } }, ''],
  ]),
  ...rowsOf('number_input', { is_decimal_allowed: false }, [
    ['is_decimal_allowed required', {}, { is_decimal_allowed: undefined }, ''],
    ['values are strings', { initial_value: '5' }, { initial_value: 5 }, '/initial_value'],
    ['values are numbers', { min_value: '-5' }, { min_value: 'five' }, '/min_value'],
    ['decimals only if allowed', { is_decimal_allowed: true, max_value: '1.5' }, { max_value: '1.5' }, '/max_value'],
    [
      'min_value not above max_value',
      { min_value: '9', max_value: '10' },
      { min_value: '10', max_value: '9' },
      '/min_value',
    ],
    [
      'initial_value not above max_value',
      { initial_value: '10', max_value: '10' },
      { initial_value: '11', max_value: '10' },
      '/initial_value',
    ],
  ]),
  ...rowsOf('email_text_input', {}, [
    ['initial_value is a string', { initial_value: 'a@example.com' }, { initial_value: 1 }, '/initial_value'],
  ]),
  ...rowsOf('url_text_input', {}, [['no additional property', { initial_value: '' }, { multiline: true }, '']]),
  ...rowsOf('file_input', {}, [
    ['max_files at most 10', { max_files: 10 }, { max_files: 11 }, '/max_files'],
    ['max_files at least 1', { max_files: 1 }, { max_files: 0 }, '/max_files'],
    ['filetypes are strings', { filetypes: ['pdf'] }, { filetypes: [1] }, '/filetypes/0'],
  ]),
  ...rowsOf('rich_text_input', {}, [
    ['initial_value is rich text', { initial_value: richText() }, { initial_value: 'text' }, '/initial_value'],
    ['min_lines at least 1', { min_lines: 1 }, { min_lines: 0 }, '/min_lines'],
    ['max_lines at most 100', { max_lines: 100 }, { max_lines: 101 }, '/max_lines'],
    ['min_lines not above max_lines', { min_lines: 2, max_lines: 2 }, { min_lines: 3, max_lines: 2 }, '/min_lines'],
  ]),
];

describe('an element in an actions block of a message', () => {
  test.for(inActions)('is accepted at the limit and refused beyond it: $limit (slack.md §4)', (row) => {
    expect(validateMessage(message(actions(row.accepted)))).toEqual([]);
    const problems = validateMessage(message(actions(row.refused)));
    expect(places(problems)).toEqual([`invalid_blocks /blocks/0/elements/0${row.pointer}`]);
    expect(problems[0]?.source).toContain('slack.md §4');
  });
});

describe('an element in an input block of a modal', () => {
  test.for(inInputs)('is accepted at the limit and refused beyond it: $limit (slack.md §4)', (row) => {
    expect(validateView(modal([input(row.accepted)]))).toEqual([]);
    const problems = validateView(modal([input(row.refused)]));
    expect(places(problems)).toEqual([`invalid_arguments /view/blocks/0/element${row.pointer}`]);
    expect(problems[0]?.source).toContain('slack.md §4');
  });
});

test('a field that is undefined counts as absent, as it does in JSON', () => {
  expect(validateMessage(message(actions(button({ value: undefined, tooltip: undefined }))))).toEqual([]);
});
