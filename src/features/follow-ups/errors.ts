import { AppError } from '#core/errors.ts';
import type { FollowUpState } from './schemas.ts';

/** Foreign and missing look the same (design §7). */
export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'follow-ups.not_found' });
}

/** Somebody else was faster: tells the true state. */
export function alreadyMoved(followUpId: string, state: FollowUpState): AppError {
  return new AppError({ kind: 'conflict', code: 'follow-ups.already_moved', params: { followUpId, state } });
}

export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'follow-ups.already_done' });
}

export function namesAnotherPartner(): AppError {
  return new AppError({ kind: 'invalid', code: 'follow-ups.names_another_partner', field: 'sentence' });
}

export function staffUnknown(key: string): AppError {
  return new AppError({ kind: 'missing', code: 'follow-ups.staff_unknown', params: { key } });
}

export function badDay(): AppError {
  return new AppError({ kind: 'invalid', code: 'follow-ups.bad_day' });
}

export function badCommand(): AppError {
  return new AppError({ kind: 'invalid', code: 'follow-ups.bad_command' });
}
