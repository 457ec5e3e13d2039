import { backupOf, leadAbove, reachableApprover, withKey } from '../rules/approver.ts';
import type { StaffSeen } from '../rules/approver.ts';
import { newPromise } from '../rules/clock.ts';
import type { Rung } from '../rules/clock.ts';
import type { Deal } from '../schemas.ts';
import { saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { approverOf } from './context.ts';
import type { DealContext } from './context.ts';
import { replyIntent } from './partner-intents.ts';
import { clockIntent } from './staff-intents.ts';

/** One timed step on one deal inside the sweep's write; answers the deal as it then is. */
export type SweepStep = (changing: Changing, deal: Deal) => Promise<Deal>;

/**
 * A rung of the ladder of domain §4.7. After downtime the highest one is climbed at once, and what the lower ones owe
 * the partner and the lead is made good. Quiet: a reviewer's press on the card from before still counts.
 */
export function climb(rung: Rung): SweepStep {
  return async (changing, deal) => {
    const { clock } = deal;
    if (clock === null || clock.runningSince === null || clock.level >= rung) return deal;
    const { write, context } = changing;
    const turnsLate = rung >= 100 && clock.level < 100;
    const newDueAt = turnsLate ? newPromise(clock, write.at, context.reviewTime, context.settings) : clock.newDueAt;
    const isOverdue = rung === 150 && newDueAt !== null && newDueAt <= write.at;
    const climbed = { ...clock, level: rung, newDueAt, isOverdue };
    const saved = await saveDeal(changing, deal, { clock: climbed }, { action: `clock_at_${rung}`, isQuiet: true });
    for (const member of toldOf(rung, turnsLate, deal, context)) {
      await sendAll(write, [clockIntent(saved, context, member, rung)]);
    }
    if (turnsLate && newDueAt !== null) {
      const reviewerName = approverOf(saved, context)?.name ?? null;
      const isLeadTold = leadAbove(saved.approverStaffId, context.team) !== null;
      const told = { zone: context.partner.zone, newDueAt, reviewerName, isLeadTold };
      await sendAll(write, [replyIntent(saved, 'late', told, { n: clock.startedAt.getTime() })]);
      await showBoth(changing, saved);
    } else if (isOverdue) await showBoth(changing, saved);
    return saved;
  };
}

/** 50: who decides · 75: and a colleague · 100: the lead · 150: above (in the digest, too). */
function toldOf(rung: Rung, turnsLate: boolean, deal: Deal, { team }: DealContext): readonly StaffSeen[] {
  const approver = reachableApprover(deal.approverStaffId, team);
  const above = rung === 150 ? [withKey(team.leads.vp, team)] : [];
  const lead = turnsLate ? [leadAbove(deal.approverStaffId, team)] : [];
  const backup = rung === 75 ? [backupOf(approver?.staffId ?? null, team)] : [];
  const all = [approver, ...backup, ...lead, ...above].filter((member) => member !== null);
  return all.filter((member, index) => all.findIndex(({ staffId }) => staffId === member.staffId) === index);
}
