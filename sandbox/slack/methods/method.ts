import type { SlackCore } from '../core.ts';
import type { Json } from '../json.ts';
import type { Tier } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import type { Args } from './args.ts';

export interface Method {
  tier: Tier;
  /** Any one of these is enough; none means that no scope is needed. Those that depend on the channel are in `run`. */
  scopes: readonly string[];
  token?: 'app';
  run(core: SlackCore, args: Args): Json | Promise<Json>;
}

export type MethodTable = Record<string, Method>;

/** Throws missing_scope unless the manifest has this scope. slack.md §7 */
export function needScope(core: SlackCore, ...anyOf: string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => core.manifest.scopes.has(scope))) return;
  throw new Refusal('missing_scope', '§7', { needed: anyOf.join(','), provided: [...core.manifest.scopes].join(',') });
}
