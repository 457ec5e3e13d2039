import type { PartnerCard } from '#features/directory/public.ts';

/** One step of the missed-touch ladder (domain §2.2); the next prompt says by itself that one was missed. */
export type MissedStep =
  | 'pm_note'
  /** Due in two business days. */
  | 'call_task'
  /** One tap: move day or time, another contact, skip this month. */
  | 'offer_choices'
  /** Trigger `T-SILENT` (domain §10.4). */
  | 'at_risk'
  /** In a note that the partner manager drafts; never said in the shared channel. */
  | 'name_exec_sponsor';

/** What the nth miss in a row sets off; from the fourth on nothing new. */
export function missedSteps(inARow: number, tier: PartnerCard['tier']): readonly MissedStep[] {
  switch (inARow) {
    case 1:
      return ['pm_note'];
    case 2:
      return ['call_task', 'offer_choices'];
    case 3:
      return tier === 'emerging' ? ['at_risk'] : ['at_risk', 'name_exec_sponsor'];
    default:
      return [];
  }
}
