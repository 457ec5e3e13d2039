import { localDateOf } from '#core/calendar/instants.ts';
import type { Clock } from '#core/clock.ts';
import type { EligibilityCheck, EligibilityState } from '#core/contributions/eligibility.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Partner } from './schemas.ts';
import type { DirectoryStore } from './store.ts';

/** What the directory knows of whether a partner may register deals (domain §4.1). */
export function createEligibilityChecks(deps: {
  store: DirectoryStore;
  program: ProgramPublic;
  clock: Clock;
}): readonly EligibilityCheck[] {
  const of = (check: string, judge: (partner: Partner) => EligibilityState | Promise<EligibilityState>) => ({
    check,
    async stateOf(partnerId: string): Promise<EligibilityState> {
      const partner = await deps.store.findPartner(partnerId);
      return partner === null ? 'unmet' : judge(partner);
    },
  });
  return [
    of('status', ({ status }) => (status === 'active' || status === 'onboarding' ? 'met' : 'unmet')),
    of('agreement', (partner) => agreementState(partner, deps.clock.now())),
    of('certified_seller', async ({ certifiedPeople }) => {
      const { deals } = await deps.program.current();
      if (!deals.requireCertifiedSeller) return 'met';
      if (certifiedPeople === null) return 'not_checked';
      return certifiedPeople > 0 ? 'met' : 'unmet';
    }),
  ];
}

/** In force from its first to its last day where the partner is; without dates nobody knows. */
export function agreementState(
  { agreement, timeZone }: Pick<Partner, 'agreement' | 'timeZone'>,
  now: Date,
): EligibilityState {
  const { startsOn, endsOn } = agreement;
  if (startsOn === null && endsOn === null) return 'not_checked';
  const today = localDateOf(now, timeZone);
  return (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn) ? 'met' : 'unmet';
}
