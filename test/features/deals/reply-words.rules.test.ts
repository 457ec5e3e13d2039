import { expect, test } from 'vitest';
import { isCourtesy, typedOf } from '#features/deals/rules/reply-words.ts';

test.each([
  ['See <https://acme.example/a?b=1&amp;c=2|the offer>', 'See https://acme.example/a?b=1&c=2'],
  ['<mailto:ada@acme.example|ada@acme.example> knows', 'ada@acme.example knows'],
  ['<@U123> <!here> look at <#C1|general>', 'look at #general'],
  ['1 &lt; 2 &amp;lt; 3', '1 < 2 &lt; 3'],
  ['<', '<'],
])('%s was typed as %s', (text, typed) => {
  expect(typedOf(text)).toBe(typed);
});

test.each(['', ' ', 'Thanks!', 'Vielen Dank :+1:', ':tada:', 'Merci.'])('%j needs no answer', (words) => {
  expect(isCourtesy(words)).toBe(true);
});

test.each(['Thanks, the minutes follow', 'Yes', 'ok', '42'])('%j says something', (words) => {
  expect(isCourtesy(words)).toBe(false);
});
