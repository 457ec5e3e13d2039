import type { EligibilityState } from '#core/contributions/eligibility.ts';
import type { EligibilityResult } from '../schemas.ts';

/** Every check of domain §4.1, in the order in which a partner is told; somebody may contribute each. */
const known = [
  'status',
  'agreement',
  'registration_type',
  'certified_seller',
  'onboarding_gate',
  'open_limit',
] as const;

export interface OwnFacts {
  /** Types that the partner may register. */
  types: readonly string[];
  openCount: number;
  mostOpen: number;
  status: string;
}

/** A check that nobody contributes refuses nothing and is shown to staff as not checked (issue 5 item 4). */
export function eligibilityOf(
  contributed: readonly { check: string; state: EligibilityState }[],
  facts: OwnFacts,
): { mayRegister: boolean; unmet: string | null; results: readonly EligibilityResult[] } {
  const own: Readonly<Record<string, EligibilityState>> = {
    registration_type: facts.types.length > 0 ? 'met' : 'unmet',
    open_limit: facts.openCount < facts.mostOpen ? 'met' : 'unmet',
    // Only who is not launched yet has a gate to pass.
    ...(facts.status === 'onboarding' ? {} : { onboarding_gate: 'met' }),
  };
  const names = [...new Set<string>([...known, ...contributed.map(({ check }) => check)])];
  const results = names.map((check) => ({ check, state: own[check] ?? worst(contributed, check) }));
  const unmet = results.find(({ state }) => state === 'unmet')?.check ?? null;
  return { mayRegister: unmet === null, unmet, results };
}

function worst(contributed: readonly { check: string; state: EligibilityState }[], check: string): EligibilityState {
  const states = contributed.filter((one) => one.check === check).map(({ state }) => state);
  if (states.includes('unmet')) return 'unmet';
  return states.includes('met') ? 'met' : 'not_checked';
}
