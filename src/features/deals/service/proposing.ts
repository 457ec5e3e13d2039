import type { Actor } from '#core/actor.ts';
import { addDays } from '#core/calendar/dates.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import { alreadyDone, fieldProblem, notFound } from '../errors.ts';
import { rights } from '../rules.ts';
import type { DealProposal } from '../schemas.ts';
import { requireMember } from './access.ts';
import { sendAll } from './changes.ts';
import type { DealDeps } from './context.ts';
import { proposalIntent } from './partner-intents.ts';
import type { createSubmitting } from './submitting.ts';
import type { SubmittingVerbs } from './verbs.ts';

type Proposing = Pick<SubmittingVerbs, 'proposeDeal' | 'confirmOnBehalf' | 'declineProposal'>;

/** Registrations that staff fill in and the partner confirms with one tap (issue 5 item 1). */
export function createProposing(deps: DealDeps, { enter, problemsIn }: ReturnType<typeof createSubmitting>): Proposing {
  const { drafts, directory, inOneWrite } = deps;

  return {
    async proposeDeal({ actor, partnerId, details, draftId }) {
      requireRight(rights, 'proposeDeal', actor);
      if (!(await directory.mayManage(actor, partnerId))) throw notFound();
      const problems = await problemsIn({ partnerId, details: { ...details, consent: true }, complete: true });
      const wrong = problems.find(({ isWarning }) => isWarning !== true);
      if (wrong !== undefined) throw fieldProblem(wrong);
      const [card, settings] = await Promise.all([directory.getPartner(partnerId), deps.settings()]);
      return inOneWrite(async (write) => {
        const known = await drafts.findProposal(draftId, write);
        if (known !== null) return known;
        const { mainChannelId } = card;
        const proposal: DealProposal = {
          proposalId: draftId,
          partnerId,
          details: { ...details, consent: false },
          state: 'open',
          dealId: null,
          proposedBy: actor.kind === 'staff' ? (actor.staffId ?? '') : '',
          proposedByName: actor.kind === 'staff' ? (actor.name ?? '') : '',
          thread: mainChannelId === null ? null : { key: `deals:proposal:${draftId}`, channelId: mainChannelId },
          createdAt: write.at,
          expiresAt: addHours(write.at, settings.draftDays * 24),
        };
        await drafts.insertProposal(proposal, write);
        await audit(write, actor, proposal, 'proposed');
        await tell(write, proposal);
        return proposal;
      });
    },

    async confirmOnBehalf({ actor, proposalId }) {
      const proposal = await ownProposal('confirmOnBehalf', actor, proposalId);
      const member = requireMember('confirmOnBehalf', actor, proposal.partnerId);
      return enter({
        actor: member,
        partnerId: proposal.partnerId,
        details: { ...proposal.details, consent: true },
        draftId: proposalId,
        async alsoInWrite({ dealId }, write) {
          const closed = await drafts.closeProposal(proposalId, { state: 'confirmed', dealId }, write);
          if (closed === null) throw alreadyDone();
          await tell(write, closed);
        },
      });
    },

    async declineProposal({ actor, proposalId }) {
      await ownProposal('confirmOnBehalf', actor, proposalId);
      await inOneWrite(async (write) => {
        const closed = await drafts.closeProposal(proposalId, { state: 'declined', dealId: null }, write);
        if (closed === null) throw alreadyDone();
        await audit(write, actor, closed, 'declined');
        await tell(write, closed);
      });
    },
  };

  async function ownProposal(verb: 'confirmOnBehalf', actor: Actor, proposalId: string): Promise<DealProposal> {
    requireRight(rights, verb, actor);
    const proposal = await drafts.findProposal(proposalId);
    if (proposal === null || actor.kind !== 'partner' || actor.partnerId !== proposal.partnerId) throw notFound();
    return proposal;
  }

  async function tell(write: Write, proposal: DealProposal): Promise<void> {
    const { timeZone } = await directory.getPartner(proposal.partnerId);
    // Its last whole day.
    const expiresOn = addDays(localDateOf(proposal.expiresAt, timeZone), -1);
    await sendAll(write, [proposalIntent(proposal, expiresOn)]);
  }

  async function audit(
    write: Write,
    actor: Actor,
    { proposalId, partnerId }: DealProposal,
    what: string,
  ): Promise<void> {
    const object = `deal_proposals/${proposalId}`;
    await write.audit({ actor, action: `deal_proposal.${what}`, object, partnerId });
  }
}
