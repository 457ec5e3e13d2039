import { isPlainDate } from '#core/calendar/dates.ts';
import { AppError } from '#core/errors.ts';
import { parseMoney } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { FormValues } from '#core/surface.ts';
import type { z } from 'zod';
import type { Evidence } from '../field-schemas.ts';
import { linkOrWords } from '../rules/evidence.ts';
import { LostReason, WithdrawReason } from '../state-schemas.ts';

/** Inputs of the small forms about one deal. */
export function textOf(values: FormValues, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value.toWellFormed().trim() || null : null;
}

/** A day that Slack's own picker gave; anything else was forged. */
export function chosenOf(values: FormValues, name: string): string {
  const value = textOf(values, name);
  if (value === null || !isPlainDate(value)) throw forged(name);
  return value;
}

/** null: left empty. */
export function dayOf(values: FormValues, name: string): string | null {
  return textOf(values, name) === null ? null : chosenOf(values, name);
}

export function choiceOf<Value extends string>(values: FormValues, name: string, choices: z.ZodType<Value>): Value {
  const chosen = choices.safeParse(textOf(values, name));
  if (!chosen.success) throw forged(name);
  return chosen.data;
}

export function lostReasonOf(values: FormValues): LostReason {
  return choiceOf(values, 'reason', LostReason);
}

export function withdrawReasonOf(values: FormValues): WithdrawReason {
  return choiceOf(values, 'reason', WithdrawReason);
}

/** null: left empty. */
export function amountOf(values: FormValues, name: string, currency: string): Money | null | 'unreadable' {
  const typed = textOf(values, name);
  if (typed === null) return null;
  const read = parseMoney(typed, currency);
  return 'money' in read ? read.money : 'unreadable';
}

export function evidenceOf(values: FormValues): readonly Evidence[] {
  const ref = textOf(values, 'evidence');
  return ref === null ? [] : [linkOrWords(ref)];
}

function forged(field: string): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.field_problem', field, params: { problem: 'invalid_value' } });
}
