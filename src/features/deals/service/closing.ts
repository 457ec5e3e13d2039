import type { Money } from '#core/money.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { outsideProtection } from '../errors.ts';
import { isLargeChange } from '../rules/editing.ts';
import { graceUntilOn } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import type { LostReason, WithdrawReason } from '../state-schemas.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealDeps } from './context.ts';
import { offerNext } from './line.ts';
import { replyIntent } from './partner-intents.ts';
import { staffNoteIntent } from './staff-intents.ts';

type ClosingDeps = Pick<DealDeps, 'deals' | 'directory' | 'settings'>;

export interface Closed {
  /** A person of the partner did it, and is answered at once. */
  direct: boolean;
  /** Nothing is said in a channel that is left. */
  isSilent?: boolean;
  deliveryKey?: string | undefined;
}

/** Lost or withdrawn: free for whoever waits; the channel is told once (domain §4.9). */
export async function closeDeal(
  deps: ClosingDeps,
  changing: Changing,
  deal: Deal,
  closing: { outcome: 'lost'; reason: LostReason } | { outcome: 'withdrawn'; reason: WithdrawReason },
  { direct, isSilent = false, deliveryKey }: Closed,
): Promise<Deal> {
  const { outcome, reason } = closing;
  const saved = await moveDeal(changing, deal, {
    event: outcome === 'lost' ? 'lose' : 'withdraw',
    met: { reason: true },
    change: { closedReason: reason },
    reason,
    deliveryKey,
  });
  if (!isSilent) {
    await sendAll(changing.write, [replyIntent(saved, 'closed', { outcome, reason }, { direct })]);
    await showBoth(changing, saved, direct);
  }
  await offerNext(deps, changing, deal.dealId);
  return saved;
}

/** Confirmed by staff: it counts (domain §4.8); a contract from within the protection also after its end, for a while. */
export async function winDeal(
  changing: Changing,
  deal: Deal,
  stated: { contractOn: string; amount: Money },
  by: { staffId: string; deliveryKey?: string | undefined },
): Promise<Deal> {
  const { write, context } = changing;
  const { contractOn, amount } = stated;
  const within = winsWithin(changing, deal, contractOn);
  const reported = deal.win ?? { reportedBy: by.staffId, reportedAt: write.at };
  const win = { contractOn, amount, reportedBy: reported.reportedBy, reportedAt: reported.reportedAt };
  const saved = await moveDeal(changing, deal, {
    event: deal.status === 'expired' ? 'win_in_grace' : 'win',
    met: { contract_stated: true, within_protection: within.protection, within_grace: within.grace },
    change: { win: { ...win, confirmedBy: by.staffId, confirmedAt: write.at }, closedReason: null },
    deliveryKey: by.deliveryKey,
  });
  const before = deal.details.estimatedAmount;
  const { amountChangePercent } = context.settings;
  const isOther = before.currency !== amount.currency;
  if (isOther || isLargeChange(before.amountMinor, amount.amountMinor, amountChangePercent)) {
    await sendAll(write, [staffNoteIntent(saved, context, { kind: 'amount_changed', n: 'won' })]);
  }
  await sendAll(write, [replyIntent(saved, 'won', { isConfirmed: true })]);
  await showBoth(changing, saved);
  return saved;
}

/** Throws AppError(invalid, deals.outside_protection) when neither holds. */
export function winsWithin(
  { write, context }: Pick<Changing, 'write' | 'context'>,
  deal: Deal,
  contractOn: string,
): { protection: boolean; grace: boolean } {
  const { protectedUntilOn } = deal;
  if (protectedUntilOn === null) return { protection: false, grace: false };
  if (contractOn > protectedUntilOn) throw outsideProtection(protectedUntilOn);
  const { partner, settings } = context;
  const today = localDateOf(write.at, partner.zone);
  const grace = today <= graceUntilOn(protectedUntilOn, partner.cal, settings);
  if (deal.status === 'expired' && !grace) throw outsideProtection(protectedUntilOn);
  return { protection: true, grace };
}
