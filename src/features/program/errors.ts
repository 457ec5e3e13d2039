import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';

export function unreadableSettings(cause: z.ZodError): AppError {
  return new AppError({ kind: 'bug', code: unreadableDocument, details: { collection: 'program_settings' }, cause });
}

export function versionUnknown(version: number): AppError {
  return new AppError({ kind: 'missing', code: 'program.version_unknown', params: { version } });
}

export function changedMeanwhile(expected: number, current: number): AppError {
  return new AppError({ kind: 'conflict', code: 'program.changed_meanwhile', params: { expected, current } });
}

export function nothingChanged(): AppError {
  return new AppError({ kind: 'invalid', code: 'program.nothing_changed' });
}

export function reasonMissing(): AppError {
  return new AppError({ kind: 'invalid', code: 'program.reason_missing', field: 'reason' });
}

export function invalidSettings(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const params = { path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' };
  return new AppError({ kind: 'invalid', code: 'program.invalid_settings', params, cause: error });
}

export function versionTaken(): AppError {
  return new AppError({ kind: 'conflict', code: 'program.version_taken' });
}

export function isVersionTaken(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'program.version_taken';
}
