import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, plainText } from '#blocks/kit/escape.ts';
import { clipMrkdwn } from '#blocks/kit/limits.ts';

const bidi = /\p{Bidi_Control}/u;
const nasty = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('<', '>', '&', '&amp;', '<!channel>', '<@U1>', '@here', '@everyone', '\u202E', '\u2066', '😀'),
    fc.constantFrom('\u0000', '\n', '\r\n', '\t', '\uD83D', '\u2028'),
  ),
  maxLength: 60,
});

describe('escapeText', () => {
  it('turns the three characters of markup into entities', () => {
    expect(escapeText('R&D <b> a>b')).toBe('R&amp;D &lt;b&gt; a&gt;b');
  });

  it('leaves no mention, channel link or broadcast alive', () => {
    expect(escapeText('<!channel> <@U012> <#C9|x>')).toBe('&lt;!channel&gt; &lt;@U012&gt; &lt;#C9|x&gt;');
    expect(escapeText('Hi @here, @Channel and @EVERYONE')).toBe('Hi @\u2060here, @\u2060Channel and @\u2060EVERYONE');
  });

  it('breaks a broadcast that was hidden behind characters which are taken away', () => {
    expect(escapeText('@he\u202Ere @\u0007channel')).toBe('@\u2060here @\u2060channel');
  });

  it('takes away bidi marks and control characters but keeps lines', () => {
    expect(escapeText('abc\u202Etxt.exe\u202C\r\nnext\u0000\u001B[31m')).toBe('abctxt.exe\nnext[31m');
  });

  it('makes one line of many when asked', () => {
    expect(escapeText(' Acme \n\n Ltd.\u2028Berlin ', 100, { singleLine: true })).toBe('Acme Ltd. Berlin');
  });

  it('never ends inside an emoji or an entity', () => {
    expect(escapeText('ab😀😀', 5)).toBe('ab😀…');
    expect(escapeText('ab😀😀', 4)).toBe('ab…');
    expect(escapeText('a&b', 5)).toBe('a…');
    expect(escapeText('a&b', 7)).toBe('a&amp;b');
  });

  it('gives harmless text of at most the asked length, whatever comes in', () => {
    fc.assert(
      fc.property(nasty, fc.nat({ max: 40 }), fc.boolean(), (text, max, singleLine) => {
        const result = escapeText(text, max, { singleLine });
        expect(result.length).toBeLessThanOrEqual(max);
        expect(result).not.toMatch(/[<>]/u);
        expect(result.replace(/&(?:amp|lt|gt);/gu, '')).not.toContain('&');
        expect(result).not.toMatch(bidi);
        expect(result).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(result).not.toMatch(/@(?:here|channel|everyone)/iu);
        expect(result.isWellFormed()).toBe(true);
        if (singleLine) expect(result).not.toContain('\n');
      }),
    );
  });

  it('says the same as the user did when there is nothing to take away', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ß', '😀', '&', '<', '>', '\n', ' ', '@') }), (text) => {
        const back = escapeText(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
        expect(back).toBe(text);
      }),
    );
  });

  it('is refused by the compiler for text that is escaped already', () => {
    const once = escapeText('a & b');
    // @ts-expect-error escaped text may not be escaped again
    expect(escapeText(once)).toBe('a &amp;amp; b');
  });
});

describe('plainText', () => {
  it('leaves markup characters alone, because Slack reads none in plain text', () => {
    expect(plainText('R&D <b>', 75)).toBe('R&D <b>');
  });

  it('is one clean line of at most the asked length, and the same when done twice', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 1, max: 40 }), (text, max) => {
        const result = plainText(text, max);
        expect(result.length).toBeLessThanOrEqual(max);
        expect(result).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
        expect(result.isWellFormed()).toBe(true);
        expect(plainText(result, max)).toBe(result);
      }),
    );
  });
});

describe('clipMrkdwn', () => {
  it('leaves out a Slack token or entity that would be cut', () => {
    expect(clipMrkdwn('see <@U0123456> now', 12)).toBe('see …');
    expect(clipMrkdwn('a &amp; b and more', 6)).toBe('a …');
    expect(clipMrkdwn('see <@U01> now', 12)).toBe('see <@U01> …');
  });

  it('never leaves a part of an entity of escaped text behind', () => {
    fc.assert(
      fc.property(nasty, fc.nat({ max: 30 }), (text, max) => {
        const result = clipMrkdwn(escapeText(text), max);
        expect(result.length).toBeLessThanOrEqual(max);
        expect(result.replace(/&(?:amp|lt|gt);/gu, '')).not.toContain('&');
        expect(result.isWellFormed()).toBe(true);
      }),
    );
  });
});
