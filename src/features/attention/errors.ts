import { AppError } from '#core/errors.ts';
import type { ErrorParams } from '#core/errors.ts';

export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'attention.not_found' });
}

export function forbidden(reason: string): AppError {
  return new AppError({ kind: 'forbidden', code: `attention.${reason}` });
}

export function invalid(reason: string, params: ErrorParams): AppError {
  return new AppError({ kind: 'invalid', code: `attention.${reason}`, params });
}

/** Not an error that anybody sees: the sweep leaves this one out. */
export function toldAlready(): AppError {
  return new AppError({ kind: 'conflict', code: 'attention.told_already' });
}

export function nobodyToTell(): AppError {
  return new AppError({ kind: 'conflict', code: 'attention.nobody_to_tell' });
}
