import type { Actor } from '#core/actor.ts';
import type { PartnerFacts, PreviewPartnerChange } from '#core/contributions/partner-change.ts';
import { factsOf } from '../changes.ts';
import type { Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';

/** What a change of the record would do in other features, a line of mrkdwn each, for staff (domain §2.4). */
export async function consequencesOf(
  deps: { store: DirectoryStore; previews(): readonly PreviewPartnerChange[] },
  partner: Partner,
  change: Partial<PartnerFacts>,
  actor: Actor,
): Promise<readonly string[]> {
  const { partnerId } = partner;
  const before = factsOf(partner, await deps.store.findMainChannel(partnerId));
  const after = { ...before, ...change };
  const lines = await Promise.all(deps.previews().map((preview) => preview({ partnerId, before, after }, actor)));
  return lines.flat();
}
