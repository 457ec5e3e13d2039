import { isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { Commitment, Side } from '../schemas.ts';

/** domain §8.5: three to five per side. */
export const mostCommitments = 5;
export const commitmentMaxLength = 200;
export const ownerMaxLength = 60;

/** Why a line cannot be taken; `line` counts from 1. */
export interface LineProblem {
  line: number;
  code: 'line_parts' | 'line_day' | 'line_past' | 'line_long' | 'too_many';
}

export type ParsedCommitments = { ok: readonly Commitment[] } | { problem: LineProblem };

/**
 * One commitment a line: `what | who | 2026-11-30`, also with `;` and `30.11.2026`. Empty lines and leading bullets are
 * passed over. Answers the first problem, so that the person mends one thing at a time.
 */
export function commitmentsFrom(text: string, side: Side, today: PlainDate): ParsedCommitments {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.replace(/^\s*(?:[•*-]|\d+[.)])\s+/, '').trim() }))
    .filter((line) => line.text !== '');
  const found: Commitment[] = [];
  for (const { number, text: line } of lines) {
    if (found.length === mostCommitments) return { problem: { line: number, code: 'too_many' } };
    const read = commitmentFrom(line, today);
    if (typeof read === 'string') return { problem: { line: number, code: read } };
    found.push({ ...read, side, commitmentId: `${side === 'vendor' ? 'V' : 'P'}${found.length + 1}`, kept: false });
  }
  return { ok: found };
}

/** As the form shows them again. */
export function linesOf(commitments: readonly Commitment[], side: Side): string {
  return commitments
    .filter((commitment) => commitment.side === side)
    .map(({ text, owner, dueOn }) => `${text} | ${owner} | ${dueOn}`)
    .join('\n');
}

/** A commitment that says the same as before stays the same one, kept or not; a new one gets a number of its own. */
export function sameAsBefore(now: readonly Commitment[], before: readonly Commitment[]): readonly Commitment[] {
  const taken = new Set(before.map(({ commitmentId }) => commitmentId));
  return now.map((commitment) => {
    const known = before.find(({ side, text }) => side === commitment.side && text === commitment.text);
    const commitmentId = known?.commitmentId ?? freeId(commitment, taken);
    taken.add(commitmentId);
    return { ...commitment, commitmentId, kept: known?.kept ?? false };
  });
}

function freeId({ side, commitmentId }: Commitment, taken: ReadonlySet<string>): string {
  if (!taken.has(commitmentId)) return commitmentId;
  const letter = side === 'vendor' ? 'V' : 'P';
  for (let number = 1; ; number += 1) {
    if (!taken.has(`${letter}${number}`)) return `${letter}${number}`;
  }
}

function commitmentFrom(
  line: string,
  today: PlainDate,
): Pick<Commitment, 'text' | 'owner' | 'dueOn'> | LineProblem['code'] {
  const parts = line.split(/\s*[|;]\s*/);
  const [text = '', owner = '', due = ''] = parts;
  if (parts.length !== 3 || text === '' || owner === '' || due === '') return 'line_parts';
  if (text.length > commitmentMaxLength || owner.length > ownerMaxLength) return 'line_long';
  const dueOn = dayFrom(due);
  if (dueOn === null) return 'line_day';
  return dueOn < today ? 'line_past' : { text, owner, dueOn };
}

/** `2026-11-30` or `30.11.2026`. */
function dayFrom(text: string): PlainDate | null {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const day = german ? `${german[3]}-${german[2]?.padStart(2, '0')}-${german[1]?.padStart(2, '0')}` : text;
  return isPlainDate(day) ? day : null;
}
