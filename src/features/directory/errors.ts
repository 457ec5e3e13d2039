import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import type { ErrorParams } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';

export function partnerUnknown(): AppError {
  return new AppError({ kind: 'missing', code: 'directory.partner_unknown' });
}

export function unreadable(collection: string, cause: z.ZodError): AppError {
  return new AppError({ kind: 'bug', code: unreadableDocument, details: { collection }, cause });
}

export function invalid(reason: string, params: ErrorParams = {}, field?: string): AppError {
  const code = `directory.${reason}`;
  return new AppError({ kind: 'invalid', code, params, ...(field === undefined ? {} : { field }) });
}

export function conflict(reason: string, params: ErrorParams = {}): AppError {
  return new AppError({ kind: 'conflict', code: `directory.${reason}`, params });
}

export function forbidden(reason: string, params: ErrorParams = {}): AppError {
  return new AppError({ kind: 'forbidden', code: `directory.${reason}`, params });
}

export function rejected(reason: string, params: ErrorParams = {}): AppError {
  return new AppError({ kind: 'rejected', code: `directory.${reason}`, params });
}

/** Somebody else inserted the same fact first. */
export function isTaken(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'directory.taken';
}
