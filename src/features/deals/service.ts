import type { DealVerbs } from './service/verbs.ts';

/** All verbs of deals; each checks its right first and writes once (design §1). Arguments: `service/verbs.ts`. */
export type DealService = DealVerbs;
