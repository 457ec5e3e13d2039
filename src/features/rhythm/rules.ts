import type { Rights } from '#core/rights.ts';
import type { TouchId } from '#core/touches.ts';

export const rights = {
  /** The partner's own coming touch. */
  choose: ['partner_member', 'partner_admin', 'partner_exec'],
  /** Besides the right it must be a partner that they manage. */
  changeRhythm: ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin'],
  /** What follows when a touch is over. */
  followClosing: ['job', 'operator'],
} as const satisfies Rights;

/** A business review is dated with its partner manager, who calls after a miss anyway. */
export function mayBeOffered(touchId: TouchId): boolean {
  return touchId !== 'qbr_strategic' && touchId !== 'qbr_core' && touchId !== 'quarterly_newsletter';
}

/** "This month": what a partner who skips leaves out (domain §2.2). */
export function monthOf(heldOn: string): string {
  return heldOn.slice(0, 7);
}
