import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesOf, exampleOf, textsFor } from '#blocks/check-ins/texts.ts';
import { languages } from '#core/language.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import { questionIds } from '#features/check-ins/schemas.ts';
import type { QuestionId } from '#features/check-ins/schemas.ts';
import { parseReply } from '#features/check-ins/words/parse-reply.ts';

const asks = (...ids: QuestionId[]) => ids.map((questionId) => ({ questionId, version: 1 }));
const four = asks('C1', 'C2', 'C3', 'C4');
const nobody = new Set<QuestionId>();

/** `C1=4 C3=pricing,technical`, then `same`, then what was left over in brackets. */
function read(text: string, asked = four, answered: ReadonlySet<QuestionId> = nobody): string {
  const { answers, confirmsRest, leftOver, isCourtesy } = parseReply(text, asked, answered);
  const parts = answers.map(({ questionId, value }) => `${questionId}=${String(value)}`).toSorted();
  const rest = [...(confirmsRest ? ['same'] : []), ...leftOver.map((part) => `[${part}]`)];
  return [...parts, ...rest, ...(isCourtesy ? ['courtesy'] : [])].join(' ');
}

describe('understood', () => {
  test.each([
    ['1 good, 2 stuck: pricing', 'C1=4 C2=need_help C3=pricing'],
    ['4', 'C1=4'],
    ['gut', 'C1=4'],
    ['1 gut, 2 ja', 'C1=4 C2=yes'],
    ['5', 'C1=5'],
    ['1 5', 'C1=5'],
    ['1: good', 'C1=4'],
    ['1. good\n2. yes\n3. pricing\n4. training', 'C1=4 C2=yes C3=pricing C4=training'],
    ['1) great; 2) not yet', 'C1=5 C2=not_yet'],
    ['1 good 2 yes 3 nothing 4 nothing', 'C1=4 C2=yes C3=none C4=nothing'],
    ['1 good and 2 yes', 'C1=4 C2=yes'],
    ['1 gut und 2 nein', 'C1=4 C2=not_yet'],
    ['1=4, 2=yes', 'C1=4 C2=yes'],
    ['GOOD!', 'C1=4'],
    ['four', 'C1=4'],
    ['vier', 'C1=4'],
    ['4/5', 'C1=4'],
    ['4 of 5', 'C1=4'],
    ['4 von 5', 'C1=4'],
    ['1 4/5, 2 no', 'C1=4 C2=not_yet'],
    ['🙂', 'C1=4'],
    [':slightly_smiling_face:', 'C1=4'],
    ['1 :grinning:', 'C1=5'],
    ['*1* good, _2_ yes', 'C1=4 C2=yes'],
    ['1 pretty good', 'C1=4'],
    ['1 not good', 'C1=2'],
    ['1 nicht so gut', 'C1=2'],
    ['1 not bad', 'C1=4'],
    ['1 sehr gut, 3 Preise und Technik', 'C1=5 C3=pricing,technical'],
    ['3 pricing, competitor, 4 intro', 'C3=pricing,competitor C4=intro'],
    ['3 pricing/technical', 'C3=pricing,technical'],
    ['3 stuck: pricing', 'C3=pricing'],
    ['stuck: pricing', 'C3=pricing'],
    ['blocked by a competitor', 'C3=competitor'],
    ['we need training', 'C4=training'],
    ['wir brauchen Schulung', 'C4=training'],
    ['good, need help', 'C1=4 C2=need_help'],
    ['gut, ja, Preise, Schulung', 'C1=4 C2=yes C3=pricing C4=training'],
    ['good, yes, nothing, nothing', 'C1=4 C2=yes C3=none C4=nothing'],
    ['ja', 'C2=yes'],
    ['not yet', 'C2=not_yet'],
    ['<@U0BOT> 1 good', 'C1=4'],
    ['1 good, 1 good', 'C1=4'],
    ['same', 'same'],
    ['4, same as last month', 'C1=4 same'],
    ['2 no, alles wie immer', 'C2=not_yet same'],
    ['unverändert', 'same'],
  ])('%j is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['5 6', asks('C1', 'C2', 'C3', 'C4', 'C5'), 'C5=6'],
    ['5 12', asks('C1', 'C2', 'C3', 'C4', 'H1'), 'H1=12'],
    ['5 yes', asks('C1', 'C2', 'C3', 'C4', 'F1'), 'F1=yes'],
    ['5 knapp', asks('C1', 'C2', 'C3', 'C4', 'S1'), 'S1=tight'],
    ['6 Acme, in March', asks('C1', 'C2', 'C3', 'C4', 'S1', 'S2'), 'S2=acme, in march'],
    ['yes', asks('C1', 'C2', 'C3', 'C4', 'F1'), 'C2=yes'],
    ['2 full', asks('C2', 'S1'), 'S1=full'],
  ])('%j to other questions', (text, asked, expected) => {
    expect(read(text, asked)).toBe(expected);
  });
});

describe('left over, never guessed', () => {
  test.each([
    ['pricing', '[pricing]'],
    ['nothing', '[nothing]'],
    ['1 not really good', '[1 not really good]'],
    ['3 no pricing', '[3 no pricing]'],
    ['3 nothing and pricing', '[3 nothing and pricing]'],
    ['1 good, 1 bad', '[1 good, 1 bad]'],
    ['9 good', '[9 good]'],
    ['0', '[0]'],
    ['7', '[7]'],
    ['10', '[10]'],
    ['1 good, 2 the customer wants a call', 'C1=4 [2 the customer wants a call]'],
    ['please call me about the new price list', '[please call me about the new price list]'],
    ['Could you send the deck?', '[could you send the deck?]'],
    ['it was good to see you at the fair', '[it was good to see you at the fair]'],
  ])('%j is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('thanks and nods need no answer; a nod answers while the scale is open', () => {
    for (const text of ['thanks', 'Danke!', ':+1:', 'ok danke', '', '   ']) expect(read(text)).toBe('courtesy');
    expect(read('ok')).toBe('C1=3');
    expect(read('ok', four, new Set<QuestionId>(['C1']))).toBe('courtesy');
    expect(read('2', four, new Set<QuestionId>(['C1']))).toBe('C1=2');
  });
});

describe.each(languages)('in %s', (language) => {
  const texts = textsFor(language);
  const askable = ['C1', 'C2', 'C3', 'C4', 'C5', 'F1', 'S1', 'T1', 'A1', 'A2'] as const;

  test('every word on a button or in the form can be written', () => {
    for (const questionId of askable) {
      for (const [value, words] of Object.entries(choicesOf(texts, questionId))) {
        expect(read(`2 ${words}`, asks('comment', questionId)), words).toBe(`${questionId}=${value}`);
      }
    }
  });

  test('the example in the prompt is understood', () => {
    expect(read(exampleOf(four, language))).toBe('C1=4 C2=yes C3=pricing C4=training');
    for (const questionId of askable) {
      expect(read(exampleOf(asks(questionId), language), asks(questionId))).toMatch(new RegExp(`^${questionId}=\\S+$`));
    }
  });
});

describe('for any text', () => {
  const words = fc.constantFrom(
    '1',
    '2',
    '9',
    'good',
    'gut',
    'not',
    ':',
    ',',
    ';',
    '\n',
    'stuck',
    'pricing',
    'same',
    '4/5',
    '<@U1>',
    '&lt;',
    ' ',
    'und',
    '🙂',
    ':+1:',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.array(words, { maxLength: 30 }).map((list) => list.join(' ')),
    fc.array(words, { maxLength: 30 }).map((list) => list.join('')),
  );
  const askings = fc.uniqueArray(fc.constantFrom(...questionIds), { maxLength: 12 }).map((ids) => asks(...ids));

  test('it never throws, and answers only what was asked with what can be chosen', () => {
    fc.assert(
      fc.property(texts, askings, (text, asked) => {
        const { answers } = parseReply(text, asked, nobody);
        expect(new Set(answers.map(({ questionId }) => questionId)).size).toBe(answers.length);
        for (const { questionId, value } of answers) {
          expect(asked.some((question) => question.questionId === questionId)).toBe(true);
          const { type, choices } = questionShapes[questionId];
          const values = typeof value === 'string' ? [value] : value;
          expect(Array.isArray(value)).toBe(type === 'multi');
          if (choices) for (const choice of values) expect(choices).toContain(choice);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('nothing is lost: it is an answer, left over, or a courtesy', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { answers, confirmsRest, leftOver, isCourtesy } = parseReply(text, four, nobody);
        expect(answers.length > 0 || confirmsRest || leftOver.length > 0 || isCourtesy).toBe(true);
      }),
    );
  });

  test('a text without end takes no time without end', () => {
    const long = `${'1 good, 2 stuck: '.repeat(20_000)} :${'a'.repeat(20_000)}`;
    expect(parseReply(long, four, nobody).leftOver.length).toBeGreaterThan(0);
  });
});
