import type { ProgramPublic } from '#features/program/public.ts';

/** The seven touches, exactly (domain §2.1). */
export const plannedTouchIds = [
  'qbr_strategic',
  'qbr_core',
  'monthly_performance_review',
  'quarterly_newsletter',
  'weekly_deal_review',
  'biweekly_pipeline_review',
  'monthly_checkin',
] as const;
export type PlannedTouchId = (typeof plannedTouchIds)[number];
export type Tier = 'strategic' | 'core' | 'emerging';
export type PlanSettings = Awaited<ReturnType<ProgramPublic['current']>>;

const touchesByTier: Readonly<Record<Tier, readonly PlannedTouchId[]>> = {
  strategic: ['qbr_strategic', 'monthly_performance_review', 'weekly_deal_review'],
  core: ['qbr_core', 'biweekly_pipeline_review'],
  emerging: ['quarterly_newsletter', 'monthly_checkin'],
};

export const qbrTouchIds = ['qbr_strategic', 'qbr_core'] as const;
export type QbrTouchId = (typeof qbrTouchIds)[number];
export type ReviewTouchId = Exclude<PlannedTouchId, QbrTouchId>;

/** What a partner of this tier gets; nothing unless active (domain §1.4, §2.1). */
export function touchesOf(partner: { tier: Tier; status: string }): readonly PlannedTouchId[] {
  return partner.status === 'active' ? touchesByTier[partner.tier] : [];
}

export function isQbr(touchId: PlannedTouchId): touchId is QbrTouchId {
  return touchId === 'qbr_strategic' || touchId === 'qbr_core';
}

/** A prompt asks something; the newsletter does not (domain §2.2). */
export function isPrompt(touchId: PlannedTouchId): boolean {
  return touchId !== 'quarterly_newsletter';
}

/** `touchId:partnerId:periodKey` (domain §2.4). */
export function plannedKeyOf(touchId: PlannedTouchId, partnerId: string, periodKey: string): string {
  return `${touchId}:${partnerId}:${periodKey}`;
}
