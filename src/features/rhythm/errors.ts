import { AppError } from '#core/errors.ts';

/** Foreign and missing look the same (design §7). */
export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'rhythm.not_found' });
}

export function notYours(): AppError {
  return new AppError({ kind: 'forbidden', code: 'rhythm.not_yours' });
}

/** A colleague was faster, or it is a second press. */
export function alreadyChosen(): AppError {
  return new AppError({ kind: 'conflict', code: 'rhythm.already_chosen' });
}

export function usage(): AppError {
  return new AppError({ kind: 'invalid', code: 'rhythm.usage' });
}
