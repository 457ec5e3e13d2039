import { describe, expect, test } from 'vitest';
import { slackErrorFor, validateView } from '#sandbox/slack/block-kit/validate.ts';
import type { LimitRow } from './samples.ts';
import { actions, chars, element, home, input, modal, mrkdwn, places, plain, section, times } from './samples.ts';

const typed = element('plain_text_input');
const focused = element('plain_text_input', { focus_on_load: true });
const bytes = (view: unknown): number => Buffer.byteLength(JSON.stringify(view));

/** A modal of exactly this many bytes of JSON, every text within its own limit. */
function modalOf(size: number): unknown {
  const full = times(83, () => section({ text: mrkdwn(chars(3_000)) }));
  const last = (length: number) => modal([...full, section({ text: mrkdwn(chars(length)) })]);
  return last(size - bytes(last(1)) + 1);
}

const limits: Omit<LimitRow, 'section'>[] = [
  {
    limit: '100 blocks in a modal',
    accepted: modal(times(100, () => section())),
    refused: modal(times(101, () => section())),
    pointer: '/view/blocks',
  },
  {
    limit: '100 blocks on a Home tab',
    accepted: home(times(100, () => section())),
    refused: home(times(101, () => section())),
    pointer: '/view/blocks',
  },
  { limit: 'blocks required', accepted: home([]), refused: { type: 'home' }, pointer: '/view' },
  { limit: 'blocks are objects', accepted: home([]), refused: { type: 'home', blocks: [[]] }, pointer: '/view/blocks' },
  { limit: 'an object', accepted: home(), refused: 'home', pointer: '/view' },
  { limit: 'a known type', accepted: home(), refused: { type: 'workflow_step', blocks: [] }, pointer: '/view/type' },
  { limit: 'a type', accepted: home(), refused: { blocks: [] }, pointer: '/view' },
  {
    limit: 'title 24',
    accepted: modal([], { title: plain(chars(24)) }),
    refused: modal([], { title: plain(chars(25)) }),
    pointer: '/view/title/text',
  },
  {
    limit: 'title plain_text only',
    accepted: modal(),
    refused: modal([], { title: mrkdwn() }),
    pointer: '/view/title/type',
  },
  { limit: 'modal title required', accepted: modal(), refused: { type: 'modal', blocks: [] }, pointer: '/view' },
  {
    limit: 'submit 24',
    accepted: modal([], { submit: plain(chars(24)) }),
    refused: modal([], { submit: plain(chars(25)) }),
    pointer: '/view/submit/text',
  },
  {
    limit: 'close 24',
    accepted: modal([], { close: plain(chars(24)) }),
    refused: modal([], { close: plain(chars(25)) }),
    pointer: '/view/close/text',
  },
  {
    limit: 'submit with an input',
    accepted: modal([section()], { submit: undefined }),
    refused: modal([section(), input(typed)], { submit: undefined }),
    pointer: '/view/blocks/1/input',
  },
  {
    limit: 'private_metadata 3000',
    accepted: modal([], { private_metadata: chars(3_000) }),
    refused: modal([], { private_metadata: chars(3_001) }),
    pointer: '/view/private_metadata',
  },
  {
    limit: 'private_metadata is a string',
    accepted: home([], { private_metadata: '' }),
    refused: home([], { private_metadata: {} }),
    pointer: '/view/private_metadata',
  },
  {
    limit: 'callback_id 255',
    accepted: home([], { callback_id: chars(255) }),
    refused: home([], { callback_id: chars(256) }),
    pointer: '/view/callback_id',
  },
  {
    limit: 'external_id 255',
    accepted: modal([], { external_id: chars(255) }),
    refused: modal([], { external_id: chars(256) }),
    pointer: '/view/external_id',
  },
  {
    limit: 'no additional property, such as the ids of a view that Slack returned',
    accepted: modal(),
    refused: modal([], { id: 'V1' }),
    pointer: '/view',
  },
  {
    limit: 'no notify_on_close on a Home tab',
    accepted: modal([], { notify_on_close: true }),
    refused: home([], { notify_on_close: true }),
    pointer: '/view',
  },
  {
    limit: 'block_id unique',
    accepted: modal([input(typed, { block_id: 'a' }), input(typed, { block_id: 'b' })]),
    refused: modal([input(typed, { block_id: 'a' }), input(typed, { block_id: 'a' })]),
    pointer: '/view/blocks/1/block_id',
  },
  {
    limit: 'one focused element',
    accepted: modal([input(focused)]),
    refused: modal([input(focused), input(focused)]),
    pointer: '/view/blocks/1/element/focus_on_load',
  },
];

describe('a view', () => {
  test.for(limits)('is accepted at the limit and refused beyond it: $limit (slack.md §4)', (row) => {
    expect(validateView(row.accepted)).toEqual([]);
    const problems = validateView(row.refused);
    expect(places(problems)).toEqual([`invalid_arguments ${row.pointer}`]);
    expect(problems[0]?.source).toContain('slack.md §4');
    expect(slackErrorFor(problems)).toBe('invalid_arguments');
  });

  test('of 250 KB of JSON is accepted, one byte more is view_too_large (slack.md §4)', () => {
    expect(bytes(modalOf(250 * 1024))).toBe(250 * 1024);
    expect(validateView(modalOf(250 * 1024))).toEqual([]);
    const problems = validateView(modalOf(250 * 1024 + 1));
    expect(places(problems)).toEqual(['view_too_large /view']);
    expect(slackErrorFor(problems)).toBe('view_too_large');
  });

  test('as a Home tab with inputs needs neither title nor submit', () => {
    expect(validateView(home([input(typed, { dispatch_action: true }), actions(element('datepicker'))]))).toEqual([]);
  });
});
