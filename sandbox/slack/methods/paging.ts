import { Refusal } from '../refusal.ts';
import type { Args } from './args.ts';

export interface Page<T> {
  items: T[];
  nextCursor: string;
}

/** One page of a list; the cursor is opaque and holds where the next page begins. */
export function page<T>(items: readonly T[], args: Args, limits: { standard: number; max: number }): Page<T> {
  const limit = args.number('limit') ?? limits.standard;
  if (!Number.isInteger(limit) || limit < 1 || limit > limits.max) throw new Refusal('invalid_limit', 'method pages');
  const start = readCursor(args.text('cursor'));
  const end = start + limit;
  return { items: items.slice(start, end), nextCursor: end < items.length ? writeCursor(end) : '' };
}

function writeCursor(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const match = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new Refusal('invalid_cursor', 'method pages');
  return Number(match[1]);
}
