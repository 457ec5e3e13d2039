import { describe, expect, test } from 'vitest';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';
import {
  actions,
  block,
  button,
  card,
  container,
  element,
  home,
  input,
  link,
  message,
  modal,
  mrkdwn,
  picture,
  pie,
  plain,
  richText,
  rows,
  section,
} from './samples.ts';

type Json = Record<string, unknown>;
type Row = [name: string, block: Json, surfaces: string];

const url = link(30);
const task = block('task_card', { task_id: 't', title: 't', status: 'pending' });
const feedback = { text: plain(), value: 'v' };

// slack.md §4, surface table
const surfaces: Row[] = [
  ['section', section(), 'message modal home'],
  ['header', block('header', { text: plain() }), 'message modal home'],
  ['divider', block('divider'), 'message modal home'],
  ['image', picture(), 'message modal home'],
  ['context', block('context', { elements: [mrkdwn()] }), 'message modal home'],
  ['actions', actions(button()), 'message modal home'],
  ['rich_text', richText(), 'message modal home'],
  [
    'video',
    block('video', { video_url: url, thumbnail_url: url, alt_text: 'a', title: plain() }),
    'message modal home',
  ],
  ['input', input(element('plain_text_input')), 'message modal home'],
  ['markdown', block('markdown', { text: 'a' }), 'message'],
  ['table', block('table', { rows: rows(1, 1) }), 'message'],
  ['plan', block('plan', { title: 'p', tasks: [task] }), 'message'],
  ['task_card', task, 'message'],
  ['data_table', block('data_table', { caption: 'c', rows: rows(2, 1) }), 'message'],
  ['card', card(), 'message home'],
  ['carousel', block('carousel', { elements: [card()] }), 'message home'],
  ['container', container(), 'message home'],
  ['a table in a container', container({ child_blocks: [block('table', { rows: rows(1, 1) })] }), 'message'],
  ['data_visualization', pie(1), 'message home'],
  [
    'context_actions with feedback_buttons',
    block('context_actions', {
      elements: [element('feedback_buttons', { positive_button: feedback, negative_button: feedback })],
    }),
    'message',
  ],
  [
    'context_actions with icon_button',
    block('context_actions', { elements: [element('icon_button', { icon: 'trash', text: plain() })] }),
    'message',
  ],
  ['alert', block('alert', { text: plain() }), 'modal'],
  ['file', block('file', { source: 'remote', external_id: 'f' }), ''],
  ['email_text_input', input(element('email_text_input')), 'modal'],
  ['number_input', input(element('number_input', { is_decimal_allowed: true })), 'modal'],
  ['url_text_input', input(element('url_text_input')), 'modal'],
  ['file_input', input(element('file_input')), 'modal'],
  ['datetimepicker', input(element('datetimepicker')), 'message modal'],
  ['datetimepicker among actions', actions(element('datetimepicker')), 'message modal'],
  ['rich_text_input', input(element('rich_text_input')), 'modal home'],
  ['rich_text_input among actions', actions(element('rich_text_input')), 'modal home'],
  [
    'workflow_button',
    actions(element('workflow_button', { text: plain(), workflow: { trigger: { url } } })),
    'message',
  ],
  [
    'workflow_button as accessory',
    section({ accessory: element('workflow_button', { text: plain(), workflow: { trigger: { url } } }) }),
    'message',
  ],
];

describe('a surface takes what slack.md §4 gives it and refuses the rest', () => {
  test.for(surfaces)('%s', ([, json, expected]) => {
    const verdicts = {
      message: validateMessage(message(json)),
      modal: validateView(modal([json])),
      home: validateView(home([json])),
    };
    const taken = Object.entries(verdicts).filter(([, problems]) => problems.length === 0);
    expect(taken.map(([surface]) => surface).join(' ')).toBe(expected);
    for (const [surface, problems] of Object.entries(verdicts)) {
      for (const problem of problems) {
        expect(problem.message).toMatch(/^unsupported type: /);
        expect(problem.code).toBe(surface === 'message' ? 'invalid_blocks' : 'invalid_arguments');
        expect(problem.pointer).toMatch(
          surface === 'message' ? /^\/blocks\/0\/(.*\/)?type$/ : /^\/view\/blocks\/0\/(.*\/)?type$/,
        );
      }
    }
  });
});
