import type { Rights } from '#core/rights.ts';

/** Staff who look after partners; besides the right it must be a partner that they manage. */
const managing = ['partner_manager', 'pm_backup', 'partner_ops', 'leadership', 'admin'] as const;
const ofThePartner = ['partner_member', 'partner_admin', 'partner_exec'] as const;

/** Verb → who may (domain §0.4, §8.5). */
export const rights = {
  readReviews: managing,
  /** Who said what in the survey; leadership reads the score only (domain §3.3). */
  readAnswers: ['partner_manager', 'pm_backup', 'partner_ops', 'admin'],
  setDate: managing,
  approvePack: managing,
  keepMinutes: managing,
  reportProgress: managing,
  correctMinutes: ofThePartner,
  answerSurvey: ofThePartner,
  sweep: ['job', 'operator'],
} as const satisfies Rights;
