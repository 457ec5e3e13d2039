import { actionIds } from '#blocks/deals/ids.ts';
import { preCheckMessage } from '#blocks/deals/pre-check.ts';
import * as protection from '#blocks/deals/protection.ts';
import { proposalMessage, registrationMessage } from '#blocks/deals/registration.ts';
import { clockMessage, reviewCardMessage, staffNoteMessage } from '#blocks/deals/review-card.ts';
import { errorTexts, textsFor } from '#blocks/deals/texts.ts';
import * as thread from '#blocks/deals/thread.ts';
import { closingMessage } from '#blocks/deals/touches.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import { createSweepDrafts } from '#jobs/deals/sweep-drafts.ts';
import { createSweepDue } from '#jobs/deals/sweep-due.ts';
import { accountModel, accountsAsOfModel, letterModel } from './account-model.ts';
import { preCheckDayModel, preCheckModel } from './account-model.ts';
import { createAccountStore } from './account-store.ts';
import { createCandidateStore } from './candidate-store.ts';
import { createConflictFinder } from './conflicts/find.ts';
import { createDraftStore } from './draft-store.ts';
import { PreCheckParams } from './form-schemas.ts';
import { createExportDeals } from './export/deals.ts';
import { createHandlers } from './handlers.ts';
import { createReplyHandler } from './handlers/replies.ts';
import { standingOf, touchContentOf } from './handlers/touches.ts';
import { createHistoryStore } from './history-store.ts';
import { createLetterStore } from './letter-store.ts';
import { createImportAccounts } from './import/accounts.ts';
import { createImportDeals } from './import/deals.ts';
import { partnerMessages as partner } from './message-schemas.ts';
import { counterModel, dealModel, draftModel, lockModel, proposalModel } from './model.ts';
import { createPreCheckService } from './pre-check-service.ts';
import { createPreCheckStore } from './pre-check-store.ts';
import { rights } from './rules.ts';
import { dealSettings } from './rules/settings.ts';
import { createDealService } from './service.ts';
import type { DealService } from './service.ts';
import { staffMessages as staff } from './staff-message-schemas.ts';
import { createDealStore } from './store.ts';

export interface DealsFeature {
  feature: Feature;
  service: DealService;
  importDeals: ReturnType<typeof createImportDeals>;
  importAccounts: ReturnType<typeof createImportAccounts>;
  exportDeals: ReturnType<typeof createExportDeals>;
}

/**
 * Deal registration: from a button to a decision both sides trust (domain §4).
 * For partners, who register, answer, update and win; for reviewers, who decide on a promised clock.
 * Promises: a form sent twice is one registration; first complete, first served; no double approval; nothing of one
 * partner's deal is ever read by another; what is protected ends when it was said.
 */
export function createFeature(ctx: FeatureContext): DealsFeature {
  const { connection, directory, program, ids, clock, log, inOneWrite, slack } = ctx;
  const accounts = createAccountStore(connection);
  const letters = createLetterStore(connection);
  const history = createHistoryStore(connection);
  const finder = createConflictFinder({ accounts, letters, candidates: createCandidateStore(connection) });
  const deals = createDealStore(connection);
  const settings = async () => dealSettings(await program.current(), ctx.holidays);
  const service = createDealService({
    deals,
    drafts: createDraftStore(connection),
    accounts,
    findConflicts: finder.findConflicts,
    letters,
    history,
    accountsAsOf: accounts.findAsOf,
    directory,
    settings,
    eligibilityChecks: () => ctx.contributed.eligibilityChecks(),
    ids,
    clock,
    log,
    inOneWrite,
  });
  const preChecks = createPreCheckService({
    finder,
    preChecks: createPreCheckStore(connection),
    ...{ program, directory, ids, clock, inOneWrite },
  });
  const handlers = createHandlers({ service, preChecks, directory, program, slack });
  return {
    feature: {
      slug: 'deals',
      rights,
      ...handlers,
      jobs: [createSweepDue({ service, log }), createSweepDrafts({ service, preChecks })],
      models: [
        ...[dealModel, draftModel, proposalModel, counterModel, lockModel],
        ...[accountModel, accountsAsOfModel, letterModel, preCheckModel, preCheckDayModel],
      ],
      messages,
      errorTexts,
      touchContent: touchContentOf(service),
      standing: [standingOf(service)],
      onPartnerChange: service.onPartnerChange,
      onSlackEvent: (event) => service.onSlackEvent(event),
      onThreadReply: createReplyHandler({ service, slack }),
      hubButtons: [
        {
          actionId: actionIds.registerFromHub,
          label: labels('register'),
          order: 20,
          statuses: ['active', 'onboarding'],
        },
        {
          actionId: actionIds.listFromHub,
          label: labels('list'),
          order: 21,
          statuses: [...open, 'paused', 'offboarding'],
        },
        { actionId: actionIds.checkFromHub, label: labels('check'), order: 22, statuses: open },
      ],
      help: [{ en: textsFor('en').help, de: textsFor('de').help }],
    },
    service,
    importDeals: createImportDeals({ deals, history, directory, settings, ids, clock, inOneWrite }),
    importAccounts: createImportAccounts({ accounts, directory, inOneWrite }),
    exportDeals: createExportDeals({ history, inOneWrite }),
  };
}

const open = ['active', 'onboarding'];

function labels(button: 'register' | 'list' | 'check') {
  return { en: textsFor('en').hub[button], de: textsFor('de').hub[button] };
}

const messages = {
  registration: messageKind(partner.registration, registrationMessage),
  proposal: messageKind(partner.proposal, proposalMessage),
  flagged: messageKind(partner.flagged, thread.flaggedMessage),
  'info-needed': messageKind(partner['info-needed'], thread.questionMessage),
  'info-warning': messageKind(partner['info-warning'], thread.unansweredMessage),
  'back-in-review': messageKind(partner['back-in-review'], thread.backInReviewMessage),
  approved: messageKind(partner.approved, thread.approvedMessage),
  rejected: messageKind(partner.rejected, thread.rejectedMessage),
  won: messageKind(partner.won, thread.wonMessage),
  closing: messageKind(partner.closing, closingMessage),
  closed: messageKind(partner.closed, thread.closedMessage),
  revoked: messageKind(partner.revoked, thread.revokedMessage),
  late: messageKind(partner.late, thread.lateMessage),
  opened: messageKind(partner.opened, thread.openedMessage),
  'offer-lapsed': messageKind(partner['offer-lapsed'], thread.offerLapsedMessage),
  updated: messageKind(partner.updated, thread.updatedMessage),
  'protection-ending': messageKind(partner['protection-ending'], protection.protectionEndingMessage),
  stale: messageKind(partner.stale, protection.staleMessage),
  'extension-asked': messageKind(partner['extension-asked'], protection.extensionAskedMessage),
  extended: messageKind(partner.extended, protection.extendedMessage),
  'extension-declined': messageKind(partner['extension-declined'], protection.extensionDeclinedMessage),
  expired: messageKind(partner.expired, protection.expiredMessage),
  'reinstatement-asked': messageKind(partner['reinstatement-asked'], protection.reinstatementAskedMessage),
  reinstated: messageKind(partner.reinstated, protection.reinstatedMessage),
  'pre-check': messageKind(PreCheckParams, preCheckMessage),
  'review-card': messageKind(staff['review-card'], reviewCardMessage),
  clock: messageKind(staff.clock, clockMessage),
  'staff-note': messageKind(staff['staff-note'], staffNoteMessage),
};
