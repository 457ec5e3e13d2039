import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { requireLength } from './limits.ts';

/** Opaque ids and small flags only: whoever can open the modal can read it (slack.md, trap 15). */
export type Metadata = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** For private_metadata, at most 3000 characters; throws AppError(bug, core.block_kit_limit) beyond. */
export function encodeMetadata(metadata: Metadata): string {
  return requireLength('metadata', JSON.stringify(metadata));
}

/** What came back from Slack, checked. Throws AppError(invalid, core.bad_metadata). */
export function decodeMetadata<Value>(schema: z.ZodType<Value>, text: string): Value {
  const parsed = schema.safeParse(jsonOf(text));
  if (!parsed.success) throw new AppError({ kind: 'invalid', code: 'core.bad_metadata', cause: parsed.error });
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
