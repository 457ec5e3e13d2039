import type { Rights } from '#core/rights.ts';

/** Staff who can be given a follow-up. Besides the right, it must be theirs or of a partner that they manage. */
const workers = [
  'partner_manager',
  'pm_backup',
  'deal_approver',
  'partner_ops',
  'partner_marketing',
  'finance',
  'legal',
  'leadership',
  'admin',
] as const;

const managing = ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin', 'operator'] as const;

/** Verb → who may (domain §0.4). An answer of the partner opens what the rules say. */
export const rights = {
  openFollowUps: [...managing, 'partner_member', 'partner_admin', 'partner_exec', 'job'],
  workOn: workers,
  reassign: managing,
  cancel: managing,
  setNewDate: workers,
  readWork: [...workers, 'operator'],
  readOwn: ['partner_member', 'partner_admin', 'partner_exec'],
  sweep: ['job', 'operator'],
} as const satisfies Rights;
