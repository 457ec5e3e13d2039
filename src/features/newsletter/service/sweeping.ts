import type { Actor, StaffRole } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { StaffMember } from '#features/directory/public.ts';
import { alreadyDone } from '../errors.ts';
import { rights } from '../rules.ts';
import { stepOf } from '../rules/calendar.ts';
import type { IssueDates, SweepStep } from '../rules/calendar.ts';
import { blankIssue } from '../rules/issue.ts';
import { sendNotes } from './approving.ts';
import { datesOf, openDates } from './context.ts';
import type { NewsletterDeps } from './context.ts';

/** Besides the current quarter. */
const quartersWatched = 1;
const readers: Readonly<Record<SweepStep, readonly StaffRole[]>> = {
  draft: ['partner_marketing'],
  late: ['partner_marketing', 'partner_manager'],
};

/** What is said about an issue by the calendar: that a draft is wanted, and that nothing is approved (domain §2.2). */
export function createSweeping(deps: NewsletterDeps) {
  const { store, directory, clock } = deps;

  return {
    /** One conditional write with its messages. Throws AppError(conflict, newsletter.already_done) when nothing is due. */
    async runStep({ issueKey, actor }: { issueKey: string; actor: Actor }): Promise<string> {
      requireRight(rights, 'sweepIssues', actor);
      const dates = await datesOf(deps, issueKey);
      const staff = await directory.listStaff(clock.now());
      return deps.inOneWrite(async (write) => {
        const next = stepOf(dates, await store.findIssue(issueKey, write), write.at);
        if (next === null || next.at > write.at) throw alreadyDone();
        const told = next.step === 'draft' ? 'draftToldAt' : 'lateToldAt';
        if (!(await store.markTold(told, blankIssue(issueKey), write))) throw alreadyDone();
        await sendNotes(write, dates, { purpose: next.step, byName: null, round: 1 }, peopleFor(next.step, staff));
        const object = `newsletter_issues/${issueKey}`;
        await write.audit({ actor, action: `newsletter_issue.${next.step}_told`, object, partnerId: null });
        return `${next.step} ${issueKey}`;
      });
    },

    async listDue(query: { now: Date; except: readonly string[] }): Promise<readonly string[]> {
      const due = (await nextSteps(query.now)).filter(({ at }) => at <= query.now);
      return due.map(({ dates }) => dates.issueKey).filter((issueKey) => !query.except.includes(issueKey));
    },

    async nextDueAt(): Promise<Date | null> {
      const [first] = (await nextSteps(clock.now())).toSorted((left, right) => left.at.getTime() - right.at.getTime());
      return first?.at ?? null;
    },
  };

  async function nextSteps(now: Date): Promise<readonly { dates: IssueDates; at: Date }[]> {
    const watched = await openDates(deps, now, quartersWatched);
    const known = await store.listProgress(watched.map(({ issueKey }) => issueKey));
    return watched.flatMap((dates) => {
      const next = stepOf(dates, known.find(({ issueKey }) => issueKey === dates.issueKey) ?? null, now);
      return next === null ? [] : [{ dates, at: next.at }];
    });
  }
}

/** Where nobody has the role of marketing, operations stand in. */
function peopleFor(step: SweepStep, staff: readonly StaffMember[]): readonly StaffMember[] {
  const has = (role: StaffRole) => staff.some(({ roles }) => roles.includes(role));
  const roles = readers[step].map((role) => (role === 'partner_marketing' && !has(role) ? 'partner_ops' : role));
  return staff.filter((member) => member.roles.some((role) => roles.includes(role)));
}
