import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { ConflictReport } from '../conflicts/types.ts';
import { alreadyDone } from '../errors.ts';
import { rights } from '../rules.ts';
import { conflictClock } from '../rules/clock.ts';
import { operationsOf } from '../rules/approver.ts';
import { findingToTell, isForAutoApproval, isOutdated } from '../rules/findings.ts';
import { mergedFindings, newFindings, openFindings } from '../rules/findings.ts';
import { isUndecided } from '../rules/states.ts';
import { earliest } from '../rules/timers.ts';
import type { Deal } from '../schemas.ts';
import { grantApproval, turnsOf } from './approving.ts';
import { moveDeal, saveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { contextOf } from './context.ts';
import type { DealContext, DealDeps } from './context.ts';
import { replyIntent } from './partner-intents.ts';
import { reportOf } from './reporting.ts';
import { operationsIntent, staffNoteIntent } from './staff-intents.ts';

/** C3 and C4 get the longer clock of a conflict (domain §4.7). */
const conflictClasses: readonly string[] = ['C3', 'C4'];

export function createMatching(deps: DealDeps) {
  const { deals, inOneWrite } = deps;

  /**
   * Matches an undecided deal against everything inserted before and after it; the first time it goes into review.
   * Repeated without news it changes nothing. Others who now have a conflict with it are matched again.
   */
  async function matchDeal(request: { dealId: string; actor: Actor }): Promise<Deal> {
    requireRight(rights, 'sweep', request.actor);
    return inOneWrite(async (write) => {
      const seen = await deals.findDeal(request.dealId, write);
      if (seen === null) throw alreadyDone();
      const timers = seen.timers.filter(({ step, at }) => step !== 'match' || at > write.at);
      const deal = await deals.changeQuietly(seen, { timers, nextStepAt: earliest(timers) }, write);
      if (deal === null) throw alreadyDone();
      if (!isUndecided(deal.status)) return deal;
      const context = await contextOf(deps, deal, write.at);
      return matched({ deals, write, actor: request.actor, context }, deal);
    });
  }

  async function matched(changing: Changing, deal: Deal): Promise<Deal> {
    const { write, context } = changing;
    const report = await reportOf(deps, deal, context, write.at, write);
    const accountsAsOf = await deps.accountsAsOf();
    const findings = mergedFindings(deal.findings, report.findings, write.at);
    const isFirst = deal.matchedAt === null;
    const isSame = JSON.stringify(findings) === JSON.stringify(deal.findings);
    if (!isFirst && isSame && report.accountId === deal.accountId) return deal;
    const news = newFindings(deal.findings, findings);
    const change = {
      findings,
      matchReasons: [...report.matchReasons],
      matchClass: report.matchClass,
      accountId: report.accountId,
      matchedAt: write.at,
      accountsAsOf,
      clock: await clockFor(deal, findings, context, write),
    };
    const saved =
      deal.status === 'submitted'
        ? await moveDeal(changing, deal, { event: 'start_review', met: {}, change: { ...change, triagedAt: write.at } })
        : await saveDeal(changing, deal, change, { action: 'matched' });
    const others = news.flatMap(({ subject, subjectId }) => (subject === 'deal' && subjectId ? [subjectId] : []));
    await deals.matchAgain({ dealId: deal.dealId, others }, write.at, write);
    const hasOldAccounts = isOutdated(accountsAsOf, write.at, context.settings);
    if (isFirst && isForAutoApproval(saved, context.settings, hasOldAccounts)) {
      return approveAtOnce(changing, saved, report);
    }
    await showBoth(changing, saved);
    await tellNews(changing, deal, saved, isFirst);
    return saved;
  }

  /** A share of these is looked at afterwards by operations (domain §4.7). */
  async function approveAtOnce(changing: Changing, deal: Deal, report: ConflictReport): Promise<Deal> {
    const { write, context } = changing;
    await deals.takeTurn(turnsOf(deal, report), write);
    const by = { by: 'auto', byName: '', firstContactAt: null, asCoSell: false };
    const approved = await grantApproval(changing, deal, { ...by, findings: [], report });
    if (deps.ids.step(100) > context.settings.autoApprove.samplePercent) return approved;
    await sendAll(write, [
      staffNoteIntent(approved, context, { kind: 'auto_approved', n: 1 }, operationsOf(context.team)),
    ]);
    return approved;
  }

  /** The conflict clock counts from the later of the two submissions (C4), for C3 from this one. */
  async function clockFor(deal: Deal, findings: Deal['findings'], context: DealContext, write: Write) {
    const conflict = findings.find(({ class: of, resolution }) => conflictClasses.includes(of) && resolution === null);
    if (deal.clock === null || conflict === undefined) return deal.clock;
    const other = conflict.subjectId === null ? null : await deals.findDeal(conflict.subjectId, write);
    const later = other !== null && other.completeAt > deal.completeAt ? other.completeAt : deal.completeAt;
    return conflictClock(deal.clock, later, context.reviewTime, context.settings);
  }

  async function tellNews({ write, context }: Changing, before: Deal, deal: Deal, isFirst: boolean): Promise<void> {
    const tell = findingToTell(deal.findings);
    const wasTold = findingToTell(before.findings)?.text === tell?.text;
    const decisionDueAt = deal.clock?.dueAt;
    if (tell?.text && !wasTold && decisionDueAt) {
      const params = { zone: context.partner.zone, text: tell.text, decisionDueAt };
      await sendAll(write, [replyIntent(deal, 'flagged', params)]);
    }
    const open = openFindings(newFindings(before.findings, deal.findings));
    if (open.length === 0) return;
    const n = write.at.getTime();
    if (!isFirst) await sendAll(write, [staffNoteIntent(deal, context, { kind: 'late_match', n })]);
    await sendAll(write, [operationsIntent(deal, context, open, n)]);
  }

  return { matchDeal };
}
