import { isPlainDate } from '#core/calendar/dates.ts';
import { AppError } from '#core/errors.ts';
import { parseMoney } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { FormValues } from '#core/surface.ts';
import type { z } from 'zod';
import { DealStage } from '../field-schemas.ts';
import type { Evidence } from '../field-schemas.ts';
import type { DealUpdate } from '../service/verbs.ts';
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
  if (ref === null) return [];
  return [{ kind: /^https?:\/\/\S+$/i.test(ref) ? 'link' : 'note', ref }];
}

export function updateOf(values: FormValues, amount: Money | null): DealUpdate {
  const stage = DealStage.safeParse(textOf(values, 'stage'));
  const nextStep = textOf(values, 'nextStep');
  const day = (name: string): string | null => (textOf(values, name) === null ? null : chosenOf(values, name));
  const [closeOn, meetingOn, proofOn] = [day('expectedCloseOn'), day('meetingOn'), day('proofOn')];
  return {
    ...(stage.success ? { stage: stage.data } : {}),
    ...(closeOn === null ? {} : { expectedCloseOn: closeOn }),
    ...(nextStep === null ? {} : { nextStep }),
    ...(amount === null ? {} : { estimatedAmount: amount }),
    ...(meetingOn === null ? {} : { meetingOn }),
    ...(proofOn === null ? {} : { proofOn }),
  };
}

function forged(field: string): AppError {
  return new AppError({ kind: 'invalid', code: 'deals.field_problem', field, params: { problem: 'invalid_value' } });
}
