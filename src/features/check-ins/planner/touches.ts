import type { TouchId } from '#core/touches.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Tier } from '../schemas.ts';

export type PlanSettings = Awaited<ReturnType<ProgramPublic['current']>>;

const touchesByTier: Readonly<Record<Tier, readonly TouchId[]>> = {
  strategic: ['qbr_strategic', 'monthly_performance_review', 'weekly_deal_review'],
  core: ['qbr_core', 'biweekly_pipeline_review'],
  emerging: ['quarterly_newsletter', 'monthly_checkin'],
};

export const qbrTouchIds = ['qbr_strategic', 'qbr_core'] as const;
export type QbrTouchId = (typeof qbrTouchIds)[number];
export type ReviewTouchId = Exclude<TouchId, QbrTouchId>;

/** What a partner of this tier gets; nothing unless active (domain §1.4, §2.1). */
export function touchesOf(partner: { tier: Tier; status: string }): readonly TouchId[] {
  return partner.status === 'active' ? touchesByTier[partner.tier] : [];
}

export function isQbr(touchId: TouchId): touchId is QbrTouchId {
  return touchId === 'qbr_strategic' || touchId === 'qbr_core';
}

/** A prompt asks something; the newsletter does not (domain §2.2). */
export function isPrompt(touchId: TouchId): boolean {
  return touchId !== 'quarterly_newsletter';
}

/** `touchId:partnerId:periodKey` (domain §2.4). */
export function plannedKeyOf(touchId: TouchId, partnerId: string, periodKey: string): string {
  return `${touchId}:${partnerId}:${periodKey}`;
}
