import { describe, expect, test } from 'vitest';
import { minutesFrom, typedFields } from '#features/business-reviews/form-schemas.ts';
import { commitmentsFrom, linesOf, sameAsBefore } from '#features/business-reviews/rules/commitments.ts';
import type { Commitment } from '#features/business-reviews/schemas.ts';

const today = '2026-10-20';
const typed = ['- Send the price list | Priya | 2026-11-30', '', '2) Train two people; Tomas; 1.12.2026'].join('\n');

function read(text: string): readonly Commitment[] {
  const parsed = commitmentsFrom(text, 'vendor', today);
  if (!('ok' in parsed)) throw new Error(JSON.stringify(parsed.problem));
  return parsed.ok;
}

describe('commitments, one a line', () => {
  test('are read with bars or semicolons, bullets and both ways to write a day', () => {
    expect(read(typed)).toEqual([
      {
        commitmentId: 'V1',
        side: 'vendor',
        text: 'Send the price list',
        owner: 'Priya',
        dueOn: '2026-11-30',
        kept: false,
      },
      {
        commitmentId: 'V2',
        side: 'vendor',
        text: 'Train two people',
        owner: 'Tomas',
        dueOn: '2026-12-01',
        kept: false,
      },
    ]);
  });

  test('are shown again as they can be read', () => {
    expect(read(linesOf(read(typed), 'vendor'))).toEqual(read(typed));
  });

  test.each([
    ['without somebody who does it', 'Send the list | 2026-11-30', 'line_parts', 1],
    ['with a part too many', 'a | b | c | 2026-11-30', 'line_parts', 1],
    ['with a day that does not exist', 'Fine | Priya | 2026-11-30\nBad | Priya | 2026-11-31', 'line_day', 2],
    ['with a day before the meeting', 'Late | Priya | 2026-10-19', 'line_past', 1],
    ['that is a whole letter', `${'x'.repeat(201)} | Priya | 2026-11-30`, 'line_long', 1],
    ['as the sixth of one side', Array.from({ length: 6 }, () => 'a | b | 2026-11-30').join('\n'), 'too_many', 6],
  ])('%s is named by its line', (_name, text, code, line) => {
    expect(commitmentsFrom(text, 'partner', today)).toEqual({ problem: { code, line } });
  });

  test('that stay the same in a change keep their number and whether they were kept', () => {
    const before = read(typed).map((commitment) => ({ ...commitment, kept: commitment.commitmentId === 'V2' }));
    const now = sameAsBefore(read('New one | Ines | 2026-12-02\nTrain two people | Tomas | 2026-12-08'), before);
    expect(now.map(({ commitmentId, text, kept }) => [commitmentId, text, kept])).toEqual([
      ['V3', 'New one', false],
      ['V2', 'Train two people', true],
    ]);
  });
});

describe('the minutes form', () => {
  const filled = { held: 'yes', attendees: 'Anna, Priya', decisions: 'Go on', finish: 'publish' };

  test('can be published with who was there and one thing that came of it', () => {
    expect(minutesFrom(filled, today)).toEqual({
      kind: 'ready',
      form: { held: true, attendees: 'Anna, Priya', decisions: 'Go on', commitments: [], nextOn: null },
    });
  });

  test('tells every field that is wrong, with the line of a commitment', () => {
    const values = { ...filled, attendees: ' ', ours: 'nonsense', theirs: 'x | y | 2026-02-30' };
    expect(minutesFrom(values, today)).toEqual({
      kind: 'problems',
      problems: [
        { field: 'attendees', code: 'required' },
        { field: 'ours', code: 'line_parts', line: 1 },
        { field: 'theirs', code: 'line_day', line: 1 },
      ],
    });
  });

  test('that says nothing is not published', () => {
    const problems = [{ field: 'decisions', code: 'empty_minutes' }];
    expect(minutesFrom({ ...filled, decisions: '' }, today)).toEqual({ kind: 'problems', problems });
  });

  test('of a meeting that was not held needs nothing else', () => {
    expect(minutesFrom({ held: 'no', ours: 'nonsense', finish: 'publish' }, today)).toMatchObject({
      kind: 'ready',
      form: { held: false, commitments: [] },
    });
  });

  test('as a draft is taken as it is, and only its own fields are kept', () => {
    const values = { ...filled, finish: 'draft', ours: 'nonsense', forged: 'x', nextOn: null };
    expect(minutesFrom(values, today)).toEqual({ kind: 'draft' });
    expect(typedFields(values)).toEqual({ ...filled, finish: 'draft', ours: 'nonsense' });
  });
});
