import type { Actor } from '#core/actor.ts';
import type { TouchRun } from '#core/touches.ts';
import { mayDo, requireRight } from '#core/rights.ts';
import { takeStanding } from '#core/standing.ts';
import { badQuarter } from '../errors.ts';
import { rights } from '../rules.ts';
import { nextIssue } from '../rules/calendar.ts';
import type { IssueDates } from '../rules/calendar.ts';
import { blankIssue, stateAfter } from '../rules/issue.ts';
import type { Issue, IssueContent } from '../schemas.ts';
import { mayApprove, openDates, staffIdOf } from './context.ts';
import type { NewsletterDeps } from './context.ts';

/** An issue as a colleague sees it, with what they may do now. */
export interface ShownIssue {
  issue: Issue;
  dates: IssueDates;
  /** Partners of which somebody answered the call. */
  clicked: number;
  mayEdit: boolean;
  maySubmit: boolean;
  mayApprove: boolean;
  mayWithdraw: boolean;
  approvedByName: string | null;
}

export function createReading(deps: NewsletterDeps) {
  const { store } = deps;

  return {
    /** The issue of a quarter, by default the next one to go out. Throws AppError(forbidden), (invalid, bad_quarter). */
    async showIssue({ actor, issueKey }: { actor: Actor; issueKey: string | null }): Promise<ShownIssue> {
      requireRight(rights, 'readIssue', actor);
      const now = deps.clock.now();
      const all = await openDates(deps, now);
      const dates = issueKey === null ? nextIssue(now, all) : all.find((each) => each.issueKey === issueKey);
      if (dates === undefined) throw badQuarter();
      const issue = (await store.findIssue(dates.issueKey)) ?? blankIssue(dates.issueKey);
      const may = (right: 'editIssue' | 'withdrawIssue'): boolean => mayDo(rights, right, actor);
      const isOwn = issue.submittedBy !== null && issue.submittedBy === staffIdOf(actor);
      const staff = await deps.directory.listStaff(now);
      const takes = (event: Parameters<typeof stateAfter>[1]): boolean => stateAfter(issue.state, event) !== null;
      return {
        issue,
        dates,
        clicked: await store.countPartnersThatClicked(issue.issueKey),
        mayEdit: may('editIssue') && takes('edit'),
        maySubmit: may('editIssue') && takes('submit') && issue.items.length > 0,
        mayApprove: takes('approve') && !isOwn && (await mayApprove(deps, actor, staff)),
        approvedByName: staff.find(({ staffId }) => staffId === issue.approvedBy)?.name ?? null,
        mayWithdraw: may('withdrawIssue') && takes('withdraw'),
      };
    },

    /** What a partner gets of the approved issue of its quarter; null when none is approved. */
    async takeIssue(run: TouchRun, at: Date): Promise<IssueContent | null> {
      const issue = await store.findIssue(run.periodKey);
      if (issue === null || issue.state !== 'approved') return null;
      const items = issue.items.map(({ kind, en, de, url }) => ({ kind, en, de, url }));
      const own = await takeStanding(deps.standing(), run.partnerId, at);
      return { issueKey: issue.issueKey, items, call: issue.call, own };
    },
  };
}
