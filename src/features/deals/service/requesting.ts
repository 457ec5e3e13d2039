import type { Actor } from '#core/actor.ts';
import { addBusinessMinutes } from '#core/calendar/business-hours.ts';
import { extensionPending, extensionsUsed, fieldProblem, nobodyToAsk, tooShort } from '../errors.ts';
import { reachableApprover, reachablePartnerManager, withKey } from '../rules/approver.ts';
import {
  grantedCount,
  mostExtensions,
  needsSalesLeader,
  pendingExtension,
  silenceApproves,
  unmetConditions,
} from '../rules/extension.ts';
import type { ExtensionAsked } from '../rules/extension.ts';
import type { Deal } from '../schemas.ts';
import { moved } from './access.ts';
import { createActing } from './acting.ts';
import { saveDeal, sendAll } from './changes.ts';
import type { Changing } from './changes.ts';
import type { DealContext, DealDeps } from './context.ts';
import { protectedPart } from './extending.ts';
import { replyIntent } from './partner-intents.ts';
import { staffNoteIntent } from './staff-intents.ts';
import { textOf } from './partner-text.ts';
import type { PartnerVerbs } from './partner-verbs.ts';
import type { ReviewVerbs } from './review-verbs.ts';

type Requesting = Pick<PartnerVerbs, 'askPartnerManager' | 'requestExtension'> &
  Pick<ReviewVerbs, 'requestExtensionFor'>;

/** What a partner asks us for beyond the decision: a word of the partner manager, more time (domain §4.9, §4.10). */
export function createRequesting(deps: DealDeps): Requesting {
  const { asPartner, asStaff } = createActing(deps);

  return {
    askPartnerManager: (request) =>
      asPartner('askPartnerManager', request, async (changing, deal) => {
        const text = textOf(request.question, 'note');
        const to = reachablePartnerManager(changing.context.team);
        if (to === null) throw nobodyToAsk();
        const { deliveryKey } = request;
        const saved = await saveDeal(changing, deal, {}, { action: 'manager_asked', deliveryKey, isQuiet: true });
        const { write, context } = changing;
        const note = { kind: 'question_asked' as const, text, n: deal.history.length };
        await sendAll(write, [staffNoteIntent(saved, context, note, to)]);
        return saved;
      }),

    requestExtension: (request) =>
      asPartner('requestExtension', request, async (changing, deal) => {
        if (deal.status !== 'approved') throw moved(deal);
        const held = protectedPart(deal);
        const [used, most] = [grantedCount(deal), mostExtensions(held, changing.context.settings)];
        if (pendingExtension(deal) === null && used >= most) throw extensionsUsed({ used, most });
        return askForTime(changing, deal, request);
      }),

    requestExtensionFor: (request) =>
      asStaff('requestExtensionFor', request, async (changing, deal) => {
        if (deal.status !== 'approved') throw moved(deal);
        return askForTime(changing, deal, request);
      }),
  };

  /** One request at a time; what is not met goes with it to whoever decides (domain §4.10). */
  async function askForTime(changing: Changing, deal: Deal, request: ExtensionAsked & { deliveryKey?: string }) {
    if (pendingExtension(deal) !== null) throw extensionPending();
    const { write, context, actor } = changing;
    const { partner, settings, reviewTime } = context;
    const activity = request.activity.trim();
    const { newCloseOn, deliveryKey } = request;
    const asked = { newCloseOn, activity, reason: request.reason?.trim() || null };
    const held = protectedPart(deal);
    const open = unmetConditions(held, asked, write.at, partner.cal, settings);
    if (open.includes('close_date')) throw closeInPast();
    if (open.includes('activity')) throw tooShort({ field: 'activity', least: 1 });
    if (open.includes('milestones')) throw tooShort({ field: 'reason', least: 1 });
    const decideBy = addBusinessMinutes(write.at, settings.clocks.extensionHours * 60, reviewTime);
    const extension = {
      ...asked,
      requestedAt: write.at,
      requestedBy: nameOf(actor),
      silenceApproves: silenceApproves(held, open),
      decideBy,
      outcome: 'pending' as const,
      decidedAt: null,
      decidedBy: null,
      previousEndsOn: held.protectedUntilOn,
      endsOn: null,
      isReinstatement: false,
    };
    const extensions = [...deal.extensions, extension];
    const saved = await saveDeal(changing, deal, { extensions }, { action: 'extension_asked', deliveryKey });
    const n = extensions.length;
    const told = { zone: partner.zone, newCloseOn, decideBy, isLate: open.includes('in_time') };
    const note = { kind: 'extension_asked' as const, text: activity, dueAt: decideBy, n };
    const to = whoGrants(deal, needsSalesLeader(open), context);
    await sendAll(write, [
      replyIntent(saved, 'extension-asked', told, { direct: actor.kind === 'partner', n }),
      staffNoteIntent(saved, context, note, to),
    ]);
    return saved;
  }
}

/** What only a sales leader may grant goes to them, where the settings name one. */
function whoGrants(deal: Deal, isForLeader: boolean, { team }: DealContext) {
  const leader = isForLeader ? withKey(team.leads.vp, team) : null;
  return leader?.person ? leader : reachableApprover(deal.approverStaffId, team);
}

function closeInPast() {
  return fieldProblem({ field: 'expectedCloseOn', code: 'close_in_past' }, 'newCloseOn');
}

export function nameOf(actor: Actor): string {
  return 'name' in actor ? (actor.name ?? '') : '';
}
