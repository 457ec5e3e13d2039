import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import { alreadyDone } from '../errors.ts';
import type { TimerStep } from '../part-schemas.ts';
import { rights } from '../rules.ts';
import { afterRunning, dueNow, earliest } from '../rules/timers.ts';
import { sendAll } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealDeps } from './context.ts';
import type { createMatching } from './matching.ts';
import { proposalIntent } from './partner-intents.ts';
import { climb } from './steps-clock.ts';
import { lapseOffer, warnOfSilence, withdrawUnanswered } from './steps-partner.ts';
import { askForUpdate, endProtection, missMilestone, remindOfEnd, settleBySilence } from './steps-protection.ts';
import { tellOverdueReinstatement } from './steps-protection.ts';
import type { SweepStep } from './steps-clock.ts';
import type { SweepVerbs } from './verbs.ts';

const mostProposals = 200;

/** Everything that time does to deals (domain §4.7, §4.10): each step one conditional write, safe to repeat. */
export function createSweeping(deps: DealDeps, { matchDeal }: ReturnType<typeof createMatching>): SweepVerbs {
  const { deals, drafts, inOneWrite } = deps;

  const steps: Readonly<Record<Exclude<TimerStep, 'match'>, SweepStep>> = {
    sla_50: climb(50),
    sla_75: climb(75),
    sla_100: climb(100),
    sla_150: climb(150),
    info_warning: warnOfSilence,
    info_withdraw: withdrawUnanswered(deps),
    protection_30: remindOfEnd(30),
    protection_14: remindOfEnd(14),
    protection_7: remindOfEnd(7),
    protection_1: remindOfEnd(1),
    stale_30: askForUpdate('ask'),
    stale_45: askForUpdate('lead'),
    stale_60: askForUpdate('revoke'),
    milestone_meeting: missMilestone('meeting_missing'),
    milestone_proof: missMilestone('proof_missing'),
    expire: endProtection(deps),
    extension_silence: settleBySilence,
    offer_lapse: lapseOffer(deps),
    reinstatement_overdue: tellOverdueReinstatement,
  };

  return {
    listDue: ({ now, limit, except }) => deals.listDue(now, limit, except),
    nextDueAt: () => deals.findNextStepAt(),
    setAside: (dealId, code) => deals.setAside(dealId, code),

    async runDue({ dealId, now, actor }) {
      requireRight(rights, 'sweep', actor);
      const seen = await deals.findDeal(dealId);
      const due = seen === null ? [] : dueNow(seen.timers, now);
      if (due.includes('match')) {
        await matchDeal({ dealId, actor });
        if (due.length === 1) return `matched ${dealId}`;
      }
      return runSteps(dealId, now, actor);
    },

    async purgeDrafts({ now, actor }) {
      requireRight(rights, 'sweep', actor);
      return inOneWrite(async (write) => {
        const purged = await drafts.deleteExpiredDrafts(now, write);
        const stale = await drafts.listExpiredProposals(now, mostProposals, write);
        for (const { proposalId } of stale) {
          const closed = await drafts.closeProposal(proposalId, { state: 'expired', dealId: null }, write);
          if (closed) await sendAll(write, [proposalIntent(closed, now.toISOString().slice(0, 10))]);
        }
        return purged + stale.length;
      });
    },

    nextPurgeAt: () => drafts.findNextExpiry(),
  };

  /** What has run leaves the list first, in the same transaction: of two sweeps only one finds it. */
  async function runSteps(dealId: string, now: Date, actor: Actor): Promise<string> {
    return inOneWrite(async (write) => {
      const known = await deals.findDeal(dealId, write);
      const due = known === null ? [] : dueNow(known.timers, now);
      if (known === null || due.length === 0) throw alreadyDone();
      const timers = afterRunning(known.timers, now);
      let deal = await deals.changeQuietly(known, { timers, nextStepAt: earliest(timers) }, write);
      for (const step of due) {
        if (deal === null) throw alreadyDone();
        if (step === 'match') continue;
        const context = await contextOf(deps, deal, write.at);
        deal = await steps[step]({ deals, write, actor, context }, deal);
      }
      return `${due.join(', ')} ${dealId}`;
    });
  }
}
