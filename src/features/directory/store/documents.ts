import type { ClientSession } from 'mongoose';
import type { z } from 'zod';
import type { Write } from '#core/write.ts';
import { isDuplicateKey, sessionOf } from '#platform/mongo.ts';
import { conflict, unreadable } from '../errors.ts';

/** The session of a write, or none for a plain read. */
export function within(write: Write | undefined): ClientSession | null {
  return write ? sessionOf(write) : null;
}

/** A document as its schema says. Throws AppError(bug, core.unreadable_document). */
export function parseDocument<Value>(schema: z.ZodType<Value>, collection: string, document: unknown): Value {
  const result = schema.safeParse(document);
  if (!result.success) throw unreadable(collection, result.error);
  return result.data;
}

/** An insert that a unique index may refuse. Throws AppError(conflict, directory.taken) when somebody else was first. */
export async function insertUnique(insert: Promise<unknown>): Promise<void> {
  try {
    await insert;
  } catch (thrown) {
    if (isDuplicateKey(thrown)) throw conflict('taken');
    throw thrown;
  }
}
