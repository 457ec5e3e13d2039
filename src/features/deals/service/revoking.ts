import { localDateOf } from '#core/calendar/instants.ts';
import { appealUntilOn } from '../rules/appeal.ts';
import { contactNameOf } from '../rules/approver.ts';
import type { Deal } from '../schemas.ts';
import type { RevokeReason } from '../state-schemas.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { requireSafeText } from './partner-text.ts';
import { replyIntent } from './partner-intents.ts';

export interface Revoking {
  reason: RevokeReason;
  /** Read by the partner that loses it; names nobody. */
  partnerText: string;
  deliveryKey?: string | undefined;
  /** The customer chose this one: nobody else in line is asked (domain §4.5 C15). */
  onlyForPartnerId?: string;
}

/**
 * Ends an approved registration before its time (domain §4.8). Throws AppError: conflict (deals.already_moved) when it is
 * not approved; invalid (deals.unmet_reason_and_text, deals.names_another_partner).
 */
export async function revoke(
  deps: Pick<DealDeps, 'deals' | 'directory' | 'settings'>,
  changing: Changing,
  deal: Deal,
  { reason, partnerText, deliveryKey, onlyForPartnerId }: Revoking,
): Promise<Deal> {
  const { write, context } = changing;
  await requireSafeText(deps, deal.partnerId, partnerText);
  const saved = await moveDeal(changing, deal, {
    event: 'revoke',
    met: { reason_and_text: partnerText !== '' },
    reason,
    deliveryKey,
    change: { closedReason: reason },
  });
  const effectiveOn = localDateOf(write.at, context.partner.zone);
  const evidenceUntilOn = appealUntilOn(write.at, context.partner);
  const contactName = contactNameOf(context.team);
  const told = { reason, partnerText, effectiveOn, evidenceUntilOn, contactName };
  await sendAll(write, [replyIntent(saved, 'revoked', told)]);
  await showBoth(changing, saved);
  await offerNext(deps, changing, deal.dealId, onlyForPartnerId);
  return saved;
}
