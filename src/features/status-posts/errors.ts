import { AppError } from '#core/errors.ts';

/** Somebody else looked, or it is not due any more. */
export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'status-posts.already_done' });
}
