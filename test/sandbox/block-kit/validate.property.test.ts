import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';
import { block, chars } from './samples.ts';

type Json = Record<string, unknown>;

const words = (max: number) => fc.string({ minLength: 1, maxLength: max });
const plainText = (max: number) => words(max).map((text) => ({ type: 'plain_text', text }));
const anyText = (max: number) => fc.record({ type: fc.constantFrom('plain_text', 'mrkdwn'), text: words(max) });
const maybe = { requiredKeys: ['type', 'text'] } satisfies { requiredKeys: ['type', 'text'] };

const button = fc.record(
  {
    type: fc.constant('button'),
    text: plainText(75),
    value: words(2_000),
    url: fc.webUrl(),
    style: fc.constantFrom('primary', 'danger'),
  },
  maybe,
);
const options = fc
  .uniqueArray(words(75), { minLength: 1, maxLength: 10 })
  .map((values) => values.map((value) => ({ text: { type: 'plain_text', text: value }, value })));
const select = options.chain((offered) =>
  fc.record({
    type: fc.constant('static_select'),
    options: fc.constant(offered),
    initial_option: fc.constantFrom(...offered),
  }),
);

const validBlock: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ type: fc.constant('section'), text: anyText(3_000), accessory: fc.oneof(button, select) }, maybe),
  fc.record({ type: fc.constant('section'), fields: fc.array(anyText(2_000), { minLength: 1, maxLength: 10 }) }),
  fc.record({ type: fc.constant('header'), text: plainText(150) }),
  fc.record({ type: fc.constant('divider') }),
  fc.record({ type: fc.constant('context'), elements: fc.array(anyText(3_000), { minLength: 1, maxLength: 10 }) }),
  fc.record({
    type: fc.constant('actions'),
    elements: fc.array(fc.oneof(button, select), { minLength: 1, maxLength: 25 }),
  }),
);
const validBlocks = fc
  .array(validBlock, { minLength: 1, maxLength: 50 })
  .map((blocks): Json[] => blocks.map((entry, index) => ({ ...entry, block_id: `b${index}` })));

const violations: Json[] = [
  block('separator'),
  block('divider', { extra: 1 }),
  block('section'),
  block('section', { text: { type: 'mrkdwn', text: '' } }),
  block('header', { text: { type: 'plain_text', text: chars(151) } }),
  block('actions', { elements: [] }),
  block('context', { elements: [{ type: 'button' }] }),
  block('alert', { text: { type: 'plain_text', text: 'a' } }),
  block('divider', { block_id: 'b0' }),
];

/** What a JSON pointer points at; undefined when there is nothing. */
const resolve = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Json | undefined)?.[key], root);

test('any message of sound blocks is accepted', () => {
  fc.assert(
    fc.property(validBlocks, (blocks) => {
      expect(validateMessage({ blocks })).toEqual([]);
    }),
  );
});

test('any modal of the same blocks is accepted', () => {
  const title = { type: 'plain_text', text: 'T' };
  fc.assert(
    fc.property(validBlocks, (blocks) => {
      expect(validateView({ type: 'modal', title, blocks })).toEqual([]);
    }),
  );
});

test('a single violation anywhere is refused at its own place', () => {
  const place = fc.nat();
  const sound = validBlocks.filter((blocks) => blocks.length < 50);
  fc.assert(
    fc.property(sound, fc.constantFrom(...violations), place, (blocks, violation, at) => {
      const index = 1 + (at % blocks.length);
      const problems = validateMessage({ blocks: blocks.toSpliced(index, 0, violation) });
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.every(({ pointer }) => `${pointer}/`.startsWith(`/blocks/${index}/`))).toBe(true);
    }),
  );
});

test('no JSON at all makes the validator throw, and every pointer leads to an object that is there', () => {
  const loose = fc.record({ blocks: fc.jsonValue(), attachments: fc.jsonValue(), metadata: fc.jsonValue() });
  const almost = fc.record({
    blocks: fc.array(
      fc.record({
        type: fc.constantFrom('section', 'actions', 'table'),
        elements: fc.jsonValue(),
        rows: fc.jsonValue(),
      }),
    ),
  });
  fc.assert(
    fc.property(fc.oneof(loose, almost), (message) => {
      for (const { pointer } of validateMessage(message)) {
        expect(resolve(message, pointer.slice(0, pointer.lastIndexOf('/')))).toBeTypeOf('object');
      }
      expect(() => validateView(message.blocks)).not.toThrow();
    }),
  );
});
