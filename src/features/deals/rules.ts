import { staffRoles } from '#core/actor.ts';
import type { Rights } from '#core/rights.ts';

const members = ['partner_member', 'partner_admin', 'partner_exec'] as const;
/** Whoever may decide; amount and conflicts need more than the right (`rules/authority.ts`). */
const deciders = ['partner_manager', 'pm_backup', 'deal_approver', 'partner_ops', 'leadership'] as const;

/** Verb → who may (domain §0.4, §4.8). On the vendor's side the partner or the review must also be theirs. */
export const rights = {
  checkEligibility: members,
  preCheck: members,
  saveDraft: members,
  submitDeal: members,
  confirmOnBehalf: members,
  answerInfo: members,
  addNote: members,
  askPartnerManager: members,
  withdrawDeal: members,
  recordUpdate: members,
  requestExtension: members,
  requestReinstatement: members,
  markWon: members,
  markLost: members,
  takeUpOffer: members,
  readOwn: members,
  /** Whoever of us talks to the partner about it. */
  noteContact: staffRoles,
  proposeDeal: ['partner_manager', 'pm_backup', 'partner_ops', 'admin'],
  startReview: deciders,
  askForInfo: deciders,
  resolveFinding: ['partner_ops', 'leadership'],
  recordLetter: ['partner_ops', 'leadership'],
  approveDeal: deciders,
  rejectDeal: deciders,
  decideExtension: deciders,
  requestExtensionFor: deciders,
  reinstateDeal: deciders,
  revokeDeal: ['partner_ops', 'leadership'],
  markWonFor: ['partner_manager', 'pm_backup', 'finance', 'partner_ops'],
  markLostFor: ['partner_manager', 'pm_backup', 'partner_ops'],
  withdrawFor: ['partner_manager', 'pm_backup', 'partner_ops'],
  readQueue: [...deciders, 'direct_sales', 'finance', 'admin', 'operator'],
  readFigures: [...deciders, 'finance', 'admin', 'operator'],
  readAllFigures: ['partner_ops', 'leadership', 'finance', 'admin', 'operator'],
  importDeals: ['partner_ops', 'admin', 'operator'],
  exportDeals: ['partner_ops', 'admin', 'operator'],
  sweep: ['job', 'operator'],
} as const satisfies Rights;
