import { addBusinessDays } from '#core/calendar/business-days.ts';
import { daysBetween } from '#core/calendar/dates.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { pmLeadOf } from '../rules/approver.ts';
import { offersExtension, pendingExtension } from '../rules/extension.ts';
import { endsAt, reinstateUntilOn } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { DealContext, DealDeps } from './context.ts';
import { protectedPart, settleExtension, todayOf } from './extending.ts';
import { offerNext } from './line.ts';
import { replyIntent } from './partner-intents.ts';
import { partnerManager, staffNoteIntent } from './staff-intents.ts';
import type { SweepStep } from './steps-clock.ts';

/** From that many days on the next reminder says the same. */
const nextReminder = { 30: 14, 14: 7, 7: 1, 1: 0 } as const;

/** T − 30, 14, 7, 1 with the offer of an extension from T − 14 on; T − 1 rewrites the message of T − 7. */
export function remindOfEnd(days: 30 | 14 | 7 | 1): SweepStep {
  return async (changing, deal) => {
    if (deal.status !== 'approved') return deal;
    const { write, context } = changing;
    const held = protectedPart(deal);
    const { protectedUntilOn, protection } = held;
    const today = todayOf(changing);
    const told = {
      daysLeft: Math.max(0, daysBetween(today, protectedUntilOn)),
      protectedUntilOn,
      lastUpdateDays: daysSinceUpdate(deal, today, context),
      offersExtension: days !== 30 && offersExtension(held, context.settings),
    };
    // Late after an outage or an import: on that very morning the partner would read it twice.
    if (told.daysLeft <= nextReminder[days]) return deal;
    const n = `${protectedUntilOn}.${days === 1 ? 7 : days}`;
    const notAfter = endsAt(protectedUntilOn, protection.zone);
    await sendAll(write, [replyIntent(deal, 'protection-ending', told, { priority: 'P3', n, notAfter })]);
    return deal;
  };
}

/** 30 days: the owner is asked · 45: partner lead and manager · 60: the manager is asked to revoke; never by itself. */
export function askForUpdate(rung: 'ask' | 'lead' | 'revoke'): SweepStep {
  return async (changing, deal) => {
    if (deal.status !== 'approved') return deal;
    const { write, context } = changing;
    const { stale } = context.settings;
    const today = todayOf(changing);
    const days = daysSinceUpdate(deal, today, context);
    const isLast = rung === 'revoke';
    const answerBy = isLast ? addBusinessDays(today, stale.answerBusinessDays, context.partner.cal) : null;
    const n = `${deal.lastUpdateAt?.getTime() ?? 0}.${rung}`;
    const kind = isLast ? ('propose_revoke' as const) : ('stale_45' as const);
    await sendAll(write, [
      replyIntent(deal, 'stale', { days, answerBy }, { priority: 'P3', n }),
      rung === 'ask' ? null : staffNoteIntent(deal, context, { kind, n }, partnerManager(context)),
    ]);
    return deal;
  };
}

/** A milestone was not met in time: the partner manager hears of it; it counts when an extension is asked for. */
export function missMilestone(kind: 'meeting_missing' | 'proof_missing'): SweepStep {
  return async ({ write, context }, deal) => {
    if (deal.status !== 'approved') return deal;
    await sendAll(write, [staffNoteIntent(deal, context, { kind, n: 1 }, partnerManager(context))]);
    return deal;
  };
}

/** The midnight after the last protected day where the partner is (domain §4.8); a pending request holds it back. */
export function endProtection(deps: DealDeps): SweepStep {
  return async (changing, deal) => {
    if (deal.status !== 'approved' || pendingExtension(deal) !== null) return deal;
    const { write, context } = changing;
    const { protectedUntilOn } = protectedPart(deal);
    const saved = await moveDeal(changing, deal, {
      event: 'expire',
      met: { not_extending: true },
      change: { closedReason: 'protection_ended' },
    });
    const { partner, settings } = context;
    const reinstateUntil = reinstateUntilOn(protectedUntilOn, partner.cal, settings);
    const told = { endedOn: protectedUntilOn, reinstateUntilOn: reinstateUntil };
    await sendAll(write, [
      replyIntent(saved, 'expired', told, { n: protectedUntilOn }),
      staffNoteIntent(saved, context, { kind: 'expired', n: protectedUntilOn }, partnerManager(context)),
    ]);
    await showBoth(changing, saved);
    await offerNext(deps, changing, deal.dealId);
    return saved;
  };
}

/** Nobody decided in time: approved where that was promised, else the lead is told (domain §4.7). */
export const settleBySilence: SweepStep = async (changing, deal) => {
  const pending = pendingExtension(deal);
  if (pending === null || deal.status !== 'approved') return deal;
  if (pending.silenceApproves) {
    return settleExtension(changing, deal, { outcome: 'approved', partnerText: null, by: 'silence' });
  }
  const { write, context } = changing;
  const note = { kind: 'extension_overdue' as const, dueAt: pending.decideBy, n: deal.extensions.length };
  await sendAll(write, [staffNoteIntent(deal, context, note, pmLeadOf(context.team))]);
  return deal;
};

/** The partner was promised an answer by now: the lead is told (domain §18 J11). */
export const tellOverdueReinstatement: SweepStep = async ({ write, context }, deal) => {
  const asked = deal.reinstatement;
  if (asked === null || deal.status !== 'expired') return deal;
  const note = { kind: 'reinstatement_overdue' as const, text: asked.update, dueAt: asked.answerBy };
  const n = asked.askedAt.getTime();
  await sendAll(write, [staffNoteIntent(deal, context, { ...note, n }, pmLeadOf(context.team))]);
  return deal;
};

function daysSinceUpdate(deal: Deal, today: string, { partner }: DealContext): number {
  const since = deal.lastUpdateAt ?? deal.protection?.approvedAt ?? deal.completeAt;
  return Math.max(0, daysBetween(localDateOf(since, partner.zone), today));
}
