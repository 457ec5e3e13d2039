import { z } from 'zod';
import { isPlainDate } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import { isWallTime } from '#core/calendar/instants.ts';
import { commitmentsFrom } from './rules/commitments.ts';
import type { Commitment, Side } from './schemas.ts';

export const attendeesMaxLength = 500;
export const decisionsMaxLength = 2000;
export const commitmentsMaxLength = 1500;
export const reasonMaxLength = 1000;

/** A message of an issue is a key of the catalogue's `fieldErrors`. */
export const DateForm = z.object({
  on: z.string('required').refine(isPlainDate, 'required'),
  time: z.string('required').trim().refine(isWallTime, 'time'),
});
export type DateForm = z.infer<typeof DateForm>;

const typed = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'too_long')
    .nullish()
    .transform((text) => text ?? '');

const MinutesFields = z.object({
  held: z.enum(['yes', 'no'], 'required'),
  attendees: typed(attendeesMaxLength),
  decisions: typed(decisionsMaxLength),
  ours: typed(commitmentsMaxLength),
  theirs: typed(commitmentsMaxLength),
  nextOn: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  finish: z.enum(['publish', 'draft'], 'required'),
});
export const minutesFieldNames = ['held', 'attendees', 'decisions', 'ours', 'theirs', 'nextOn', 'finish'] as const;

/** The minutes as they can be published. */
export interface MinutesForm {
  held: boolean;
  attendees: string;
  decisions: string;
  commitments: readonly Commitment[];
  nextOn: PlainDate | null;
}

export interface FieldProblem {
  field: string;
  code: string;
  /** Of a commitment, counted from 1. */
  line?: number;
}

export type ParsedMinutes =
  | { kind: 'draft' }
  | { kind: 'ready'; form: MinutesForm }
  | { kind: 'problems'; problems: readonly FieldProblem[] };

/** The minutes form as submitted; a draft is taken as it is, whatever is missing or wrong in it. */
export function minutesFrom(values: Readonly<Record<string, unknown>>, today: PlainDate): ParsedMinutes {
  if (values['finish'] === 'draft') return { kind: 'draft' };
  const fields = MinutesFields.safeParse(values);
  if (!fields.success) {
    const problems = fields.error.issues.map(({ path, message }) => ({ field: String(path[0]), code: message }));
    return { kind: 'problems', problems };
  }
  const { held, attendees, decisions, ours, theirs, nextOn } = fields.data;
  if (held === 'no') {
    return {
      kind: 'ready',
      form: { held: false, attendees: '', decisions: '', commitments: [], nextOn: nextOn === '' ? null : nextOn },
    };
  }
  const problems: FieldProblem[] = attendees === '' ? [{ field: 'attendees', code: 'required' }] : [];
  const commitments = [...read('ours', ours, 'vendor'), ...read('theirs', theirs, 'partner')];
  if (problems.length === 0 && decisions === '' && commitments.length === 0) {
    problems.push({ field: 'decisions', code: 'empty_minutes' });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'ready',
    form: { held: true, attendees, decisions, commitments, nextOn: nextOn === '' ? null : nextOn },
  };

  function read(field: string, text: string, side: Side): readonly Commitment[] {
    const found = commitmentsFrom(text, side, today);
    if ('ok' in found) return found.ok;
    problems.push({ field, ...found.problem });
    return [];
  }
}

/** What stands in the form, for the draft. */
export function typedFields(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    minutesFieldNames.flatMap((name) => {
      const value = values[name];
      return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
    }),
  );
}

export const SurveyForm = z.object({
  score: z
    .string('required')
    .regex(/^(?:10|[0-9])$/, 'required')
    .transform(Number),
  reason: z
    .string()
    .trim()
    .max(reasonMaxLength, 'too_long')
    .nullish()
    .transform((text) => (text === undefined || text === '' ? null : text)),
  consent: z
    .array(z.string())
    .nullish()
    .transform((chosen) => chosen?.includes('yes') ?? false),
});
export type SurveyForm = z.infer<typeof SurveyForm>;
