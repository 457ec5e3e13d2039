import type { Rights } from '#core/rights.ts';

/** Verb → who may (domain §0.4, §3.1). Answering needs, besides, that the occurrence is the partner's own. */
export const rights = {
  answer: ['partner_member', 'partner_admin', 'partner_exec'],
  /** About a deal that has an owner on their side, who is another person (domain §18 J3). */
  answerForOwner: ['partner_admin'],
  readOwn: ['partner_member', 'partner_admin', 'partner_exec'],
  readLedger: ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin', 'operator'],
  /** To have read the answers; besides the right it must be a partner that they manage. */
  reviewAnswers: ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin'],
  /** Our side of moves, skips and pauses; besides the right it must be a partner that they manage. */
  changePlan: ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin', 'operator'],
  changeOwnPlan: ['partner_member', 'partner_admin', 'partner_exec'],
  runCadence: ['job', 'operator'],
} as const satisfies Rights;
