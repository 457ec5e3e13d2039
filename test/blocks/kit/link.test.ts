import { expect, test } from 'vitest';
import { linkText } from '#blocks/kit/link.ts';

test.each([
  [
    'https://acme.example/a b?x=1&y=<2>#z|w',
    undefined,
    '<https://acme.example/a%20b?x=1&amp;y=%3C2%3E#z%7Cw|acme.example/a%20b>',
  ],
  ['https://xn--pvalve-9ih.example/', undefined, '<https://xn--pvalve-9ih.example/|xn--pvalve-9ih.example/>'],
  ['https://acme.example', 'An <!channel> | offer', '<https://acme.example/|An &lt;!channel&gt; ¦ offer>'],
  ['https://me:secret@acme.example/@here', 'x', '<https://acme.example/%40here|x>'],
  ['javascript:alert(1)', undefined, 'javascript:alert(1)'],
  ['<!channel>', 'click', 'click'],
])('%s called %s becomes %s', (address, label, expected) => {
  expect(linkText(address, label)).toBe(expected);
});
