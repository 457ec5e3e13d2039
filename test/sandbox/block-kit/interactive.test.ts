import { describe, expect, test } from 'vitest';
import { assignIds, listInteractiveElements } from '#sandbox/slack/block-kit/interactive.ts';
import { validateMessage } from '#sandbox/slack/block-kit/validate.ts';
import {
  actions,
  block,
  button,
  card,
  container,
  element,
  input,
  message,
  modal,
  picture,
  section,
} from './samples.ts';

const deep = [
  section({ accessory: button() }),
  section({ accessory: picture() }),
  actions(button(), element('datepicker', { action_id: 'due' })),
  container({ child_blocks: [actions(button()), input(element('plain_text_input'))] }),
  block('carousel', { elements: [card({ actions: [button()] }), card({ block_id: 'second', actions: [button()] })] }),
];

describe('assignIds', () => {
  test('gives every block a block_id and every interactive element an action_id, keeping those that are there', () => {
    const elements = listInteractiveElements(assignIds(deep));
    expect(elements.map(({ type }) => type)).toEqual([
      'button',
      'button',
      'datepicker',
      'button',
      'plain_text_input',
      'button',
      'button',
    ]);
    expect(elements.map(({ actionId }) => actionId)).toContain('due');
    expect(elements.map(({ blockId }) => blockId)).toContain('second');
    expect(new Set(elements.map(({ actionId }) => actionId)).size).toBe(elements.length);
    for (const { actionId } of elements) expect(actionId).toMatch(/^(due|[A-Za-z0-9]{5})$/);
  });

  test('gives images and other still elements no action_id', () => {
    expect(assignIds([section({ accessory: picture() })])[0]?.['accessory']).toEqual(picture());
  });

  test('is deterministic, and a second time changes nothing', () => {
    const once = assignIds(deep);
    expect(assignIds(deep)).toEqual(once);
    expect(assignIds(once)).toEqual(once);
  });

  test('leaves the blocks that it was given as they were', () => {
    const before = structuredClone(deep);
    assignIds(deep);
    expect(deep).toEqual(before);
  });

  test('never repeats an id that is there', () => {
    const generated = String(assignIds([section()])[0]?.['block_id']);
    const assigned = assignIds([section(), section({ block_id: generated })]);
    expect(assigned[0]?.['block_id']).not.toBe(generated);
    expect(assigned[1]?.['block_id']).toBe(generated);
  });

  test('makes a message that Slack accepts', () => {
    expect(validateMessage(message(...assignIds(deep)))).toEqual([]);
  });
});

describe('listInteractiveElements', () => {
  test('lists the elements of a view with their ids', () => {
    const name = element('plain_text_input', { action_id: 'name' });
    expect(listInteractiveElements(modal([input(name, { block_id: 'b' })]))).toEqual([
      { blockId: 'b', actionId: 'name', type: 'plain_text_input', element: name },
    ]);
  });

  test('names elements without ids as assignIds names them', () => {
    expect(listInteractiveElements(deep)).toEqual(listInteractiveElements(assignIds(deep)));
  });

  test('finds nothing in what is no list of blocks', () => {
    expect(listInteractiveElements(undefined)).toEqual([]);
    expect(listInteractiveElements([section()])).toEqual([]);
  });
});
