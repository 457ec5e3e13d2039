import type { StaffActor } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { noExtensionAsked, notYourAmount } from '../errors.ts';
import { contactNameOf } from '../rules/approver.ts';
import { isWithin, levelOf } from '../rules/authority.ts';
import {
  extendedUntil,
  grantedCount,
  mostExtensions,
  needsSalesLeader,
  pendingExtension,
  unmetConditions,
} from '../rules/extension.ts';
import type { ExtensionCondition } from '../rules/extension.ts';
import type { Protected } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moveDeal, saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealContext } from './context.ts';
import { leadIds } from './deciding.ts';
import { replyIntent } from './partner-intents.ts';

export interface ExtensionDecision {
  outcome: 'approved' | 'declined';
  partnerText: string | null;
  by: string;
  deliveryKey?: string | undefined;
}

/** An approved deal's protection; throws AppError(conflict, deals.no_extension_asked) when it has none. */
export function protectedPart(deal: Deal): Protected & { extensions: Deal['extensions'] } {
  const { protection, protectedUntilOn, lastUpdateAt, extensions } = deal;
  if (protection === null || protectedUntilOn === null) throw noExtensionAsked();
  return { protection, protectedUntilOn, lastUpdateAt, extensions };
}

/** What of domain §4.10 does not hold for the request that is pending, as it stood when it was asked. */
export function unmetOfPending(deal: Deal, context: DealContext): readonly ExtensionCondition[] {
  const pending = pendingExtension(deal);
  if (pending === null) throw noExtensionAsked();
  const { partner, settings } = context;
  return unmetConditions(protectedPart(deal), pending, pending.requestedAt, partner.cal, settings);
}

/** A third extension, or beyond 180 days, is for a sales leader. Throws AppError(forbidden, deals.not_your_amount). */
export function requireExtensionAuthority(
  actor: StaffActor,
  unmet: readonly ExtensionCondition[],
  { team }: DealContext,
): void {
  if (!needsSalesLeader(unmet)) return;
  if (!isWithin(levelOf(actor, leadIds(team)), 'sales_leader')) throw notYourAmount({ level: 'sales_leader' });
}

/** Settles the pending request; by a person, or by silence (domain §4.7). */
export async function settleExtension(changing: Changing, deal: Deal, decision: ExtensionDecision): Promise<Deal> {
  const { write, context } = changing;
  const pending = pendingExtension(deal);
  if (pending === null) throw noExtensionAsked();
  const held = protectedPart(deal);
  const isApproved = decision.outcome === 'approved';
  const endsOn = isApproved ? extendedUntil(held, context.settings) : null;
  const settled = { ...pending, outcome: decision.outcome, endsOn, decidedAt: write.at, decidedBy: decision.by };
  const extensions = deal.extensions.map((extension) => (extension === pending ? settled : extension));
  const { partnerText, deliveryKey } = decision;
  if (endsOn === null) {
    const saved = await saveDeal(changing, deal, { extensions }, { action: 'extension_declined', deliveryKey });
    const told = { partnerText, protectedUntilOn: held.protectedUntilOn, contactName: contactNameOf(context.team) };
    await sendAll(write, [replyIntent(saved, 'extension-declined', told, { n: extensions.length })]);
    await showBoth(changing, saved);
    return saved;
  }
  const details = { ...deal.details, expectedCloseOn: pending.newCloseOn };
  const saved = await moveDeal(changing, deal, {
    event: 'extend',
    met: { extension_allowed: true },
    change: { extensions, protectedUntilOn: endsOn, details },
    deliveryKey,
  });
  const number = grantedCount(saved);
  const told = { protectedUntilOn: endsOn, number, most: Math.max(number, mostExtensions(held, context.settings)) };
  await sendAll(write, [replyIntent(saved, 'extended', told, { n: extensions.length })]);
  await showBoth(changing, saved);
  return saved;
}

export function todayOf({ write, context }: Pick<Changing, 'write' | 'context'>): string {
  return localDateOf(write.at, context.partner.zone);
}
