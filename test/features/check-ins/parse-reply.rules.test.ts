import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choicesOf, exampleOf, textsFor } from '#blocks/check-ins/texts.ts';
import { languages } from '#core/language.ts';
import { questionShapes } from '#features/check-ins/question-schemas.ts';
import { questionIds } from '#features/check-ins/schemas.ts';
import type { AskedItem, QuestionId } from '#features/check-ins/schemas.ts';
import { askKeyOf } from '#features/check-ins/rules/answers.ts';
import { parseReply } from '#features/check-ins/words/parse-reply.ts';

const asks = (...ids: QuestionId[]) => ids.map((questionId) => ({ questionId, version: 1 }));
const four = asks('C1', 'C2', 'C3', 'C4');
const nobody = new Set<string>();
const today = '2026-11-16';

/** `C1=4 C3=pricing,technical`, then `same`, then what was left over in brackets. */
function read(
  text: string,
  questions = four,
  answered: ReadonlySet<string> = nobody,
  items: readonly AskedItem[] = [],
): string {
  const { answers, confirmsRest, leftOver, isCourtesy } = parseReply(text, { questions, items, today }, answered);
  const parts = answers.map((answer) => `${askKeyOf(answer)}=${String(answer.value)}`).toSorted();
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
    ['6 Acme, in March', asks('C1', 'C2', 'C3', 'C4', 'S1', 'S2'), 'S2=Acme, in March'],
    ['yes', asks('C1', 'C2', 'C3', 'C4', 'F1'), 'C2=yes'],
    ['2 full', asks('C2', 'S1'), 'S1=full'],
    ['pricing', asks('W1', 'W2'), 'W2=pricing'],
    ['no help needed', asks('W1', 'W2'), 'W2=none'],
    ['1 3, 2 tight, 3 good', asks('B1', 'B3', 'B4'), 'B1=3 B3=tight B4=4'],
    ['1 no, 2 pricing, 4', asks('M1', 'M3', 'M5'), 'M1=no M3=pricing M5=4'],
    ['1 Train two sellers by 15 Dec', asks('M6'), 'M6=2026-12-15 Train two sellers'],
    ['1 zwei Verkäufer schulen bis 3. Februar', asks('M6'), 'M6=2027-02-03 zwei Verkäufer schulen'],
    ['2 EUR 250000', asks('Q1', 'Q2'), 'Q2=EUR 250000'],
    ['2 about 1.2m', asks('Q1', 'Q2'), '[2 about 1.2m]'],
    ['1 Train two sellers', asks('M6'), '[1 train two sellers]'],
    ['1 we won Acme, lost Beta', asks('Q1', 'Q2'), 'Q1=we won Acme, lost Beta'],
  ])('%j to other questions', (text, asked, expected) => {
    expect(read(text, asked)).toBe(expected);
  });
});

describe('of deals and goals', () => {
  const item = (subjectId: string, kind: 'deal' | 'goal', title: string, D2?: string): AskedItem => ({
    ...{ contentName: 'deals.flagged', subjectId, kind, title, ownerContactId: null },
    prefill: D2 === undefined ? {} : { D2 },
  });
  const items = [
    item('a', 'deal', 'Acme', '2026-11-20 Send the offer'),
    item('b', 'deal', 'Beta', '2026-11-02 Call'),
    item('g', 'goal', 'Revenue'),
  ];
  test.each([
    ['deal 1 won', 'D1/a=won'],
    ['Deal 2 at risk: pricing', 'D1/b=at_risk D4/b=pricing'],
    ['deal 2 at risk: pricing, legal', 'D1/b=at_risk D4/b=pricing,legal_contract'],
    ['deal 1 moved, deal 2 lost', 'D1/a=moved D1/b=lost'],
    ['deal 1 moved deal 2 on hold', 'D1/a=moved D1/b=on_hold'],
    ['deal #2: no change', 'D1/b=no_change'],
    ['1 none, deal 2 won', 'D1/b=won W2=none'],
    ['no change', 'same'],
    ['deal 2 lost, no change', 'D1/b=lost same'],
    ['deal 2 next: Call Anna by 27 Nov', 'D2/b=2026-11-27 Call Anna'],
    ['deal 2 next: Call Anna, 27.11.', 'D2/b=2026-11-27 Call Anna'],
    ['deal 1 next: Call Anna', 'D2/a=2026-11-20 Call Anna'],
    ['deal 2 next: Call Anna', '[call anna]'],
    ['deal 2 moved, by 2026-12-01', 'D1/b=moved D2/b=2026-12-01 Call'],
    ['deal 2 date: Nov 30', 'D2/b=2026-11-30 Call'],
    ['deal 2 close 15 Jan', 'D3/b=2027-01-15'],
    ['deal 1 likely', 'D5/a=likely'],
    ['deal 1 stuck on pricing', 'D4/a=pricing'],
    ['Geschäft 2 gefährdet: Preise', 'D1/b=at_risk D4/b=pricing'],
    ['Geschäft 1 gewonnen', 'D1/a=won'],
    ['goal 1 on track', 'M2/g=on_track'],
    ['Ziel 1 gefährdet', 'M2/g=at_risk'],
    ['2 deal 2', 'B2=Beta'],
    ['2 acme', 'B2=Acme'],
    ['deal 3 won', '[deal#3 won]'],
    ['deal 1 is a mess', '[deal#1 is a mess]'],
    ['deal 1 close 31 Feb', '[deal#1 close 31 feb]'],
    ['deal 1 won, deal 1 lost', '[deal 1 won, deal 1 lost]'],
  ])('%j is %s', (text, expected) => {
    expect(read(text, asks('W2', 'B2'), nobody, items)).toBe(expected);
  });

  test.each(languages)('the example in the prompt is understood in %s', (language) => {
    const example = exampleOf(asks('W2'), language, true);
    expect(read(example, asks('W2'), nobody, items)).toBe('D1/a=at_risk D4/a=pricing W2=pricing');
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
    expect(read('ok', four, new Set(['C1']))).toBe('courtesy');
    expect(read('2', four, new Set(['C1']))).toBe('C1=2');
  });
});

describe.each(languages)('in %s', (language) => {
  const texts = textsFor(language);
  const askable = [
    ...(['C1', 'C2', 'C3', 'C4', 'C5', 'F1', 'S1', 'T1', 'A1', 'A2'] as const),
    ...(['W1', 'W2', 'B3', 'B4', 'M1', 'M3', 'M5'] as const),
  ];

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
        const { answers } = parseReply(text, { questions: asked, items: [], today }, nobody);
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
        const { answers, confirmsRest, leftOver, isCourtesy } = parseReply(
          text,
          { questions: four, items: [], today },
          nobody,
        );
        expect(answers.length > 0 || confirmsRest || leftOver.length > 0 || isCourtesy).toBe(true);
      }),
    );
  });

  test('a text without end takes no time without end', () => {
    const long = `${'1 good, 2 stuck: '.repeat(20_000)} :${'a'.repeat(20_000)}`;
    expect(parseReply(long, { questions: four, items: [], today }, nobody).leftOver.length).toBeGreaterThan(0);
  });
});
