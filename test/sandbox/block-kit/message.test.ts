import { describe, expect, test } from 'vitest';
import { slackErrorFor, slackMessagesFor, validateMessage } from '#sandbox/slack/block-kit/validate.ts';
import type { LimitRow } from './samples.ts';
import { block, chars, message, pie, places, rows, section, times } from './samples.ts';

const table = block('table', { rows: rows(1, 1) });
const markdown = (length: number) => block('markdown', { text: chars(length) });

const limits: (LimitRow & { code: string })[] = [
  {
    limit: '50 blocks',
    section: 'slack.md §4',
    accepted: message(...times(50, () => section())),
    refused: message(...times(51, () => section())),
    code: 'invalid_blocks',
    pointer: '/blocks',
  },
  {
    limit: '50 blocks in an attachment',
    section: 'slack.md §4',
    accepted: { attachments: [{ blocks: times(50, () => section()) }] },
    refused: { attachments: [{ blocks: times(51, () => section()) }] },
    code: 'invalid_blocks',
    pointer: '/attachments/0/blocks',
  },
  {
    limit: 'text, blocks or attachments must be there',
    section: 'slack.md §3',
    accepted: { text: 'a' },
    refused: { text: ' ' },
    code: 'no_text',
    pointer: '/text',
  },
  {
    limit: 'no content at all',
    section: 'slack.md §3',
    accepted: { blocks: [section()] },
    refused: { text: '', blocks: [], attachments: [] },
    code: 'no_text',
    pointer: '/text',
  },
  {
    limit: 'text is a string',
    section: 'slack.md §3',
    accepted: { text: '5' },
    refused: { text: 5 },
    code: 'invalid_arguments',
    pointer: '/text',
  },
  {
    limit: 'markdown_text 12,000',
    section: 'slack.md §3',
    accepted: { markdown_text: chars(12_000) },
    refused: { markdown_text: chars(12_001) },
    code: 'msg_too_long',
    pointer: '/markdown_text',
  },
  {
    limit: 'markdown_text excludes text',
    section: 'slack.md §3',
    accepted: { markdown_text: 'a', text: '' },
    refused: { markdown_text: 'a', text: 'a' },
    code: 'markdown_text_conflict',
    pointer: '/markdown_text',
  },
  {
    limit: 'markdown_text excludes blocks',
    section: 'slack.md §3',
    accepted: { markdown_text: 'a' },
    refused: { markdown_text: 'a', blocks: [section()] },
    code: 'markdown_text_conflict',
    pointer: '/markdown_text',
  },
  {
    limit: '100 attachments',
    section: 'slack.md §3',
    accepted: { attachments: times(100, () => ({ text: 'a' })) },
    refused: { attachments: times(101, () => ({ text: 'a' })) },
    code: 'too_many_attachments',
    pointer: '/attachments',
  },
  {
    limit: 'attachments are objects',
    section: 'slack.md §3',
    accepted: { attachments: [{ text: 'a' }] },
    refused: { attachments: ['a'] },
    code: 'invalid_attachments',
    pointer: '/attachments/0',
  },
  {
    limit: 'blocks are a list of objects',
    section: 'slack.md §4',
    accepted: { text: 'a', blocks: [] },
    refused: { text: 'a', blocks: '[]' },
    code: 'invalid_blocks_format',
    pointer: '/blocks',
  },
  {
    limit: 'one table',
    section: 'slack.md §4',
    accepted: message(table),
    refused: message(table, table),
    code: 'only_one_table_allowed',
    pointer: '/blocks/1',
  },
  {
    limit: 'one table, counting those in containers',
    section: 'slack.md §4',
    accepted: message(block('container', { title: { type: 'plain_text', text: 't' }, child_blocks: [table] })),
    refused: message(table, block('container', { title: { type: 'plain_text', text: 't' }, child_blocks: [table] })),
    code: 'only_one_table_allowed',
    pointer: '/blocks/1/child_blocks/0',
  },
  {
    limit: '2 charts',
    section: 'slack.md §4',
    accepted: message(pie(1), pie(1)),
    refused: message(pie(1), pie(1), pie(1)),
    code: 'invalid_blocks',
    pointer: '/blocks/2',
  },
  {
    limit: 'a markdown block of 12,000',
    section: 'slack.md §4',
    accepted: message(markdown(12_000)),
    refused: message(markdown(12_001)),
    code: 'invalid_blocks',
    pointer: '/blocks/0/text',
  },
  {
    limit: 'markdown blocks of 12,000 together',
    section: 'slack.md §4',
    accepted: message(markdown(6_000), markdown(6_000)),
    refused: message(markdown(6_000), markdown(6_001)),
    code: 'msg_blocks_too_long',
    pointer: '/blocks',
  },
  {
    limit: 'block_id unique',
    section: 'slack.md §4',
    accepted: message(section({ block_id: 'a' }), section({ block_id: 'b' })),
    refused: message(section({ block_id: 'a' }), section({ block_id: 'a' })),
    code: 'invalid_blocks',
    pointer: '/blocks/1/block_id',
  },
  {
    limit: 'metadata is an object',
    section: 'slack.md §3',
    accepted: { text: 'a', metadata: { event_type: 'e', event_payload: {} } },
    refused: { text: 'a', metadata: '{}' },
    code: 'invalid_metadata_format',
    pointer: '/metadata',
  },
  {
    limit: 'event_type is a string',
    section: 'slack.md §3',
    accepted: { text: 'a', metadata: { event_type: 'e', event_payload: { id: 'x' } } },
    refused: { text: 'a', metadata: { event_type: 1, event_payload: { id: 'x' } } },
    code: 'invalid_metadata_schema',
    pointer: '/metadata/event_type',
  },
  {
    limit: 'event_payload is there',
    section: 'slack.md §3',
    accepted: { text: 'a', metadata: { event_type: 'e', event_payload: {} } },
    refused: { text: 'a', metadata: { event_type: 'e' } },
    code: 'invalid_metadata_schema',
    pointer: '/metadata',
  },
  {
    limit: 'metadata of 8 KB',
    section: 'slack.md Not established',
    accepted: { text: 'a', metadata: { event_type: 'e', event_payload: { v: chars(8192 - 43) } } },
    refused: { text: 'a', metadata: { event_type: 'e', event_payload: { v: chars(8192 - 42) } } },
    code: 'metadata_too_large',
    pointer: '/metadata',
  },
];

describe('a message', () => {
  test.for(limits)('is accepted at the limit and refused beyond it: $limit ($section)', (row) => {
    expect(validateMessage(row.accepted as object)).toEqual([]);
    const problems = validateMessage(row.refused as object);
    expect(places(problems)).toEqual([`${row.code} ${row.pointer}`]);
    expect(problems[0]?.source).toContain(row.section);
    expect(slackErrorFor(problems)).toBe(row.code);
  });

  test('of more than 40,000 characters is left to the server, which cuts it', () => {
    expect(validateMessage({ text: chars(40_001) })).toEqual([]);
  });

  test('is told in the form of Slack where it is wrong', () => {
    const problems = validateMessage(message(section({ text: { type: 'mrkdwn', text: chars(3_001) } })));
    expect(slackMessagesFor(problems)).toEqual([
      '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ]);
  });

  test('with several faults gets the error of the whole before that of a part', () => {
    const problems = validateMessage({ text: '', blocks: [], metadata: 1 });
    expect(slackErrorFor(problems)).toBe('no_text');
  });

  test('without fault has no error to name', () => {
    expect(() => slackErrorFor(validateMessage({ text: 'a' }))).toThrow(RangeError);
  });
});
