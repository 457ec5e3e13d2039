import { staffActionIds } from '#blocks/deals/ids.ts';
import { moreModal } from '#blocks/deals/more.ts';
import type { ShownForStaff } from '#blocks/deals/more.ts';
import {
  approveForm,
  askForm,
  decideExtensionForm,
  extendForForm,
  lostForForm,
  reinstateForm,
  rejectForm,
  revokeForm,
  withdrawForForm,
  wonForForm,
} from '#blocks/deals/staff-forms.ts';
import { letterForm, resolveForm } from '#blocks/deals/staff-conflict-forms.ts';
import type { StaffDeal } from '#blocks/deals/staff-forms.ts';
import { textsFor } from '#blocks/deals/texts.ts';
import { momentText } from '#blocks/deals/words.ts';
import type { StaffActor } from '#core/actor.ts';
import type { ActionHandler, ActionRequest } from '#core/interaction.ts';
import { mayDo } from '#core/rights.ts';
import type { ModalView } from '#core/surface.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { findingUnknown, noExtensionAsked } from '../errors.ts';
import { rights } from '../rules.ts';
import { askableFields } from '../rules/editing.ts';
import { pendingExtension } from '../rules/extension.ts';
import { isBlocking } from '../rules/findings.ts';
import { windowDaysOf } from '../rules/protection.ts';
import { isUndecided } from '../rules/states.ts';
import type { Deal } from '../schemas.ts';
import type { DealService } from '../service.ts';
import { requireVersion } from '../service/access.ts';
import { partsOf, requireStaff, show } from './asking.ts';
import { reviewCardOf } from '../rules/review-card.ts';
import { staffDeal } from './shown.ts';

export interface StaffDeps {
  service: DealService;
  directory: DirectoryPublic;
  program: ProgramPublic;
}

interface Seen {
  deal: Deal;
  card: PartnerCard;
  shown: StaffDeal;
  actor: StaffActor;
  zone: string;
}

/** The approver's buttons: each opens the form of one decision, for the version that was seen (domain §4.8). */
export function createStaffActions(deps: StaffDeps) {
  const { service, directory } = deps;
  const actions: Readonly<Record<string, ActionHandler>> = {
    [staffActionIds.more]: openMore,
    [staffActionIds.openFromHome]: openMore,
    [staffActionIds.openFromQueue]: openMore,
    [staffActionIds.approve]: opens(approveView),
    [staffActionIds.ask]: opens(({ shown }) => askForm(shown, askableFields)),
    [staffActionIds.reject]: opens(({ deal, shown, card }) => {
      const reasons = deal.findings.filter(isBlocking).flatMap(({ rejectReason }) => rejectReason ?? []);
      const suggested = reasons[0] ?? null;
      const { rejectAdvice } = textsFor(card.language).choices;
      return rejectForm(shown, suggested, suggested === null ? '' : rejectAdvice[suggested]);
    }),
    [staffActionIds.resolve]: opens(({ deal, shown, zone }, index) => {
      const { findings, evidence } = reviewCardOf(deal, shown.partnerName, zone);
      const finding = findings[index];
      if (finding === undefined) throw findingUnknown();
      return resolveForm(shown, finding, { zone, evidence });
    }),
    [staffActionIds.letter]: opens(({ deal, shown, card }) =>
      letterForm(shown, partiesOf(deal, card), textsFor(card.language).choices.rejectAdvice.customer_choice),
    ),
    [staffActionIds.decideExtension]: opens(({ deal, shown }) => {
      const asked = pendingExtension(deal);
      if (asked === null) throw noExtensionAsked();
      return decideExtensionForm(shown, asked);
    }),
    [staffActionIds.revoke]: opens(({ shown }) => revokeForm(shown)),
    [staffActionIds.reinstate]: opens(({ deal, shown }) => reinstateForm(shown, deal.reinstatement)),
    [staffActionIds.extend]: opens(({ deal, shown }) => extendForForm(shown, deal.details.expectedCloseOn)),
    [staffActionIds.won]: opens(({ deal, shown }) => wonForForm(shown, deal.win)),
    [staffActionIds.lost]: opens(({ shown }) => lostForForm(shown)),
    [staffActionIds.withdraw]: opens(({ shown }) => withdrawForForm(shown)),
  };
  return { actions, moreView };

  async function openMore(request: ActionRequest): Promise<void> {
    await show(request, () => moreView(request, partsOf(request.value).dealId));
  }

  async function moreView({ actor, reader }: Pick<ActionRequest, 'actor' | 'reader'>, dealId: string) {
    const staff = requireStaff({ actor });
    const { deal, outlook } = await service.getReviewOutlook({ actor, dealId });
    const { displayName } = await directory.getPartner(deal.partnerId);
    const zone = deal.clock?.zone ?? reader.zone;
    return moreModal({
      milestones: outlook.milestones,
      card: reviewCardOf(deal, displayName, zone),
      zone,
      evidence: deal.details.evidence,
      history: deal.history,
      may: mayBeDone(deal, staff),
    });
  }

  function opens(form: (seen: Seen, index: number) => ModalView | Promise<ModalView>): ActionHandler {
    return (request) =>
      show(request, async () => {
        const { dealId, version, index } = partsOf(request.value);
        const actor = requireStaff(request);
        const deal = await service.getForReview({ actor, dealId });
        requireVersion(deal, version === undefined ? {} : { version });
        const card = await directory.getPartner(deal.partnerId);
        const zone = deal.clock?.zone ?? request.reader.zone;
        return form({ deal, actor, card, zone, shown: staffDeal(deal, card.displayName) }, index);
      });
  }

  async function approveView({ deal, card, shown, actor, zone }: Seen): Promise<ModalView> {
    const [{ deals }, outdatedAsOf] = await Promise.all([deps.program.current(), service.outdatedAsOf({ actor })]);
    return approveForm({
      ...shown,
      windowDays: windowDaysOf(card.tier, deal.details.registrationType, deals),
      suggestsCoSell: deal.findings.some(({ outcome }) => outcome === 'approve_as_co_sell'),
      outdatedAsOf: outdatedAsOf === null ? null : momentText(outdatedAsOf, zone, 'en'),
    });
  }
}

/** This partner first, then whoever stands on the other side of a finding. */
function partiesOf(deal: Deal, card: PartnerCard): readonly { partnerId: string; name: string }[] {
  const others = deal.findings.flatMap(({ facts: { partnerId, partnerName } }) =>
    partnerId === undefined || partnerName === undefined ? [] : [[partnerId, partnerName] as const],
  );
  const parties = new Map([[deal.partnerId, card.displayName] as const, ...others]);
  return [...parties].map(([partnerId, name]) => ({ partnerId, name }));
}

/** What the state of the deal and the person's rights allow; the verbs check again. */
function mayBeDone(deal: Deal, actor: StaffActor): ShownForStaff['may'] {
  const { status } = deal;
  const isApproved = status === 'approved';
  const isOpen = isApproved || isUndecided(status);
  const mayGetLetter = isOpen || status === 'rejected';
  const may = (verb: keyof typeof rights) => mayDo(rights, verb, actor);
  return {
    resolve: isUndecided(status) && may('resolveFinding'),
    letter: mayGetLetter && may('recordLetter'),
    decideExtension: isApproved && pendingExtension(deal) !== null && may('decideExtension'),
    extend: isApproved && pendingExtension(deal) === null && may('requestExtensionFor'),
    revoke: isApproved && may('revokeDeal'),
    reinstate: status === 'expired' && may('reinstateDeal'),
    won: (isApproved || status === 'expired') && may('markWonFor'),
    lost: isApproved && may('markLostFor'),
    withdraw: isOpen && may('withdrawFor'),
  };
}
