import type { Rights } from '#core/rights.ts';

const partners = ['partner_member', 'partner_admin', 'partner_exec'] as const;

/**
 * Marketing and operations write, somebody else approves (domain §2.2); of the partner managers only the one whom the
 * settings name as their lead.
 */
export const rights = {
  readIssue: ['partner_marketing', 'partner_ops', 'partner_manager', 'pm_backup', 'leadership', 'admin'],
  editIssue: ['partner_marketing', 'partner_ops', 'admin'],
  approveIssue: ['partner_manager', 'partner_ops', 'leadership', 'admin'],
  withdrawIssue: ['partner_marketing', 'partner_ops', 'leadership', 'admin'],
  answerCall: partners,
  sweepIssues: ['job', 'operator'],
} as const satisfies Rights;
