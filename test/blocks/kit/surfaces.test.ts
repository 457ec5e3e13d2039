import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  actions,
  button,
  checkboxes,
  context,
  datePicker,
  divider,
  field,
  groupedSelect,
  header,
  multiSelect,
  option,
  radio,
  section,
  staticSelect,
  textInput,
} from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import { decodeMetadata, encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import { plural } from '#blocks/kit/plural.ts';
import { AppError } from '#core/errors.ts';
import type { Block } from '#core/surface.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('a', '<', '&', '😀', '\n', '\u202E'), minLength: 2900, maxLength: 3200 }),
);

function thrownBy(work: () => unknown): AppError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
  }
  throw new Error('no AppError was thrown');
}

function messageOf(text: string): { text: string; blocks: readonly Block[] } {
  const confirm = { title: text, text, confirm: text, deny: text, style: 'danger' } as const;
  return message({
    text: `Summary ${escapeText(text)}`,
    blocks: [
      header(text),
      section(escapeText(text), button({ actionId: 'a.b.c', text, value: 'P-0001', style: 'primary', confirm })),
      divider(),
      context(escapeText(text), `*${escapeText(text, 100)}*`),
      actions(
        button({ actionId: 'a.b.open', text, url: 'https://example.com/' }),
        staticSelect({ actionId: 'a.b.pick', placeholder: text, options: [option(text, 'one', text)], initial: 'one' }),
        datePicker({ actionId: 'a.b.day', initial: '2026-11-20', placeholder: text }),
      ),
    ],
  });
}

function modalOf(text: string): Parameters<typeof validateView>[0] {
  const options = [option(text, 'one'), option(text, 'two', text)];
  return modal({
    callbackId: 'deals.new-deal',
    title: text,
    submit: text,
    close: text,
    metadata: encodeMetadata({ partnerId: 'P-0001' }),
    blocks: [
      section(escapeText(text)),
      field({ name: 'note', label: text, hint: text, element: textInput({ multiline: true, placeholder: text }) }),
      field({ name: 'one', label: text, optional: true, element: radio({ options, initial: 'two' }) }),
      field({ name: 'some', label: text, element: checkboxes({ options, initial: ['one', 'two'] }) }),
      field({ name: 'many', label: text, element: multiSelect({ options, initial: ['one'], maxSelected: 2 }) }),
      field({ name: 'grouped', label: text, element: groupedSelect({ groups: [{ label: text, options }] }) }),
      field({ name: 'closeOn', label: text, element: datePicker() }),
    ],
  });
}

describe('builders', () => {
  it('make messages that Slack takes, whatever text goes in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(validateMessage(JSON.parse(JSON.stringify(messageOf(text))))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('make modals that Slack takes, whatever text goes in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(validateView(JSON.parse(JSON.stringify(modalOf(text))))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('show that a text was cut', () => {
    expect(header('x'.repeat(151)).text.text).toBe(`${'x'.repeat(149)}…`);
    expect(modal({ callbackId: 'a.b', title: 'Eine sehr lange Überschrift', blocks: [divider()] }).title.text).toBe(
      'Eine sehr lange Übersch…',
    );
  });

  it.each([
    ['a value', () => button({ actionId: 'a.b.c', text: 'x', value: 'v'.repeat(2001) })],
    ['an action id', () => button({ actionId: 'a'.repeat(256), text: 'x' })],
    ['an address', () => button({ actionId: 'a.b.c', text: 'x', url: `https://x.test/${'y'.repeat(3000)}` })],
    ['the value of an option', () => option('x', 'v'.repeat(76))],
    ['a field name', () => field({ name: 'n'.repeat(256), label: 'x', element: textInput() })],
    ['the text that stood in an input', () => textInput({ maxLength: 10, initial: 'somebody typed this' })],
    ['a list of options', () => radio({ options: Array.from({ length: 11 }, (_, n) => option('x', `v${n}`)) })],
    ['an empty list of options', () => staticSelect({ options: [] })],
    ['a list of blocks', () => message({ text: 'x', blocks: Array.from({ length: 51 }, divider) })],
    ['metadata', () => encodeMetadata({ ids: ['x'.repeat(3000)] })],
  ])('refuse to cut %s, because it would lie', (_what, build) => {
    expect(thrownBy(build)).toMatchObject({ kind: 'bug', code: 'core.block_kit_limit' });
  });

  it('refuse what nobody could handle', () => {
    expect(thrownBy(() => actions(datePicker())).code).toBe('core.missing_action_id');
    expect(thrownBy(() => section('x', staticSelect({ options: [option('x', 'v')] }))).code).toBe(
      'core.missing_action_id',
    );
    expect(thrownBy(() => button({ actionId: 'a.b.c', text: 'x', url: 'javascript:alert(1)' })).code).toBe(
      'core.bad_address',
    );
    expect(thrownBy(() => message({ text: ' ', blocks: [divider()] })).code).toBe('core.message_without_text');
  });

  it('name an input by its schema field, so that its error finds its place', () => {
    const input = field({ name: 'closeOn', label: 'Close date', element: datePicker() });
    expect(input).toMatchObject({ block_id: 'closeOn', optional: false, element: { action_id: 'closeOn' } });
  });

  it('leave out a first choice that is not offered any more', () => {
    const options = [option('One', 'one')];
    expect(staticSelect({ options, initial: 'gone' })).not.toHaveProperty('initial_option');
    expect(checkboxes({ options, initial: ['gone', 'one'] }).initial_options).toEqual(options);
    expect(checkboxes({ options, initial: ['gone'] })).not.toHaveProperty('initial_options');
  });

  it('ask for a submit button as soon as there is an input', () => {
    const blocks = [field({ name: 'note', label: 'Note', element: textInput() })];
    expect(thrownBy(() => modal({ callbackId: 'a.b', title: 'x', blocks })).code).toBe('core.modal_without_submit');
  });

  it('make notices of one paragraph', () => {
    expect(validateMessage(notice('Done.'))).toEqual([]);
    expect(validateView(noticeModal({ title: 'Done', text: 'All is well.', close: 'Close' }))).toEqual([]);
  });
});

describe('modal metadata', () => {
  const schema = z.object({ dealId: z.string(), step: z.number() });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.record({ dealId: fc.string(), step: fc.integer() }), (value) => {
        expect(decodeMetadata(schema, encodeMetadata(value))).toEqual(value);
      }),
    );
  });

  it.each(['', '{', 'null', '[]', '{"dealId":1,"step":2}'])('is refused as invalid when it reads %j', (text) => {
    expect(thrownBy(() => decodeMetadata(schema, text))).toMatchObject({ kind: 'invalid', code: 'core.bad_metadata' });
  });
});

describe('plural', () => {
  it('follows the language', () => {
    const forms = { one: 'day', other: 'days' };
    expect([0, 1, 2].map((count) => plural('en', count, forms))).toEqual(['days', 'day', 'days']);
    expect(plural('de', 1, { one: 'Tag', other: 'Tage' })).toBe('Tag');
  });
});
