import type { PartnerFacts } from '#core/contributions/partner-change.ts';
import type { Rights } from '#core/rights.ts';

export const rights = {
  lookAtChannels: ['job', 'operator'],
} as const satisfies Rights;

/** Partners whose silence counts: active ones with a channel, of every tier (domain §2.3). */
export function isWatched(facts: Pick<PartnerFacts, 'status' | 'mainChannelId'> | null): boolean {
  return facts !== null && facts.status === 'active' && facts.mainChannelId !== null;
}
