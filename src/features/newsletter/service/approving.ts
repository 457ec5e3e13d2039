import type { Actor } from '#core/actor.ts';
import { instantAt } from '#core/calendar/instants.ts';
import { namesAnother } from '#core/foreign-names.ts';
import type { Write } from '#core/write.ts';
import type { StaffMember } from '#features/directory/public.ts';
import { isEmpty, isYourOwn, namesAPartner, notTheLead } from '../errors.ts';
import { readText } from '../rules/issue.ts';
import type { IssueDates } from '../rules/calendar.ts';
import type { Issue } from '../schemas.ts';
import type { NoteParams } from '../message-schemas.ts';
import type { Changing, ChangeRequest } from './changing.ts';
import { datesOf, mayApprove, staffIdOf } from './context.ts';
import type { NewsletterDeps } from './context.ts';
import type { Editing } from './editing.ts';

/** From the draft to the word that it may go out. Each verb throws what `createChanging` does. */
export function createApproving(deps: NewsletterDeps, change: Changing, requireConsent: Editing['requireConsent']) {
  const { directory, clock } = deps;

  return {
    /** Throws also AppError(invalid): nothing in it, or a partner named without consent. */
    async submitIssue(request: ChangeRequest): Promise<Issue> {
      return change(request, {
        right: 'editIssue',
        event: 'submit',
        action: 'newsletter_issue.submitted',
        async edit(known, write) {
          await requireReady(known);
          return { submittedBy: staffIdOf(request.actor), submittedAt: write.at, approvedBy: null, approvedAt: null };
        },
        isDone: ({ state }) => state === 'submitted',
        tell: async (issue, _known, write) =>
          tell(write, issue, 'review', await reviewers(issue.submittedBy), request.actor),
      });
    },

    /** By somebody else than who submitted it. Throws also AppError(forbidden: not_the_lead, own_issue). */
    async approveIssue(request: ChangeRequest): Promise<Issue> {
      const { actor } = request;
      const staff = await directory.listStaff(clock.now());
      return change(request, {
        right: 'approveIssue',
        event: 'approve',
        action: 'newsletter_issue.approved',
        async edit(known, write) {
          if (!(await mayApprove(deps, actor, staff))) throw notTheLead();
          if (known.submittedBy !== null && known.submittedBy === staffIdOf(actor)) throw isYourOwn();
          await requireReady(known);
          return { approvedBy: staffIdOf(actor), approvedAt: write.at };
        },
        isDone: ({ state }) => state === 'approved',
        tell: (issue, _known, write) => tell(write, issue, 'approved', membersOf(staff, issue.submittedBy), actor),
      });
    },

    /** It does not go out, unless it is submitted and approved again. What stands in channels already stays. */
    async withdrawIssue(request: ChangeRequest): Promise<Issue> {
      const { actor } = request;
      const staff = await directory.listStaff(clock.now());
      return change(request, {
        right: 'withdrawIssue',
        event: 'withdraw',
        action: 'newsletter_issue.withdrawn',
        edit: () => Promise.resolve({ approvedBy: null, approvedAt: null }),
        isDone: ({ state }) => state === 'withdrawn',
        async tell(issue, known, write) {
          const concerned = [known.submittedBy, known.approvedBy].flatMap((staffId) => membersOf(staff, staffId));
          const others = concerned.filter(({ staffId }) => staffId !== staffIdOf(actor));
          await tell(write, issue, 'withdrawn', others, actor);
        },
      });
    },
  };

  /** Names are checked again: partners may have come since the item was written. */
  async function requireReady({ items, call }: Issue): Promise<void> {
    if (items.length === 0) throw isEmpty();
    for (const item of items) await requireConsent(item);
    if (call !== null && namesAnother(readText(call), await directory.listForeignNames(null))) throw namesAPartner();
  }

  /** The lead of the partner managers, else operations, else leadership: never only who submitted it. */
  async function reviewers(submittedBy: string | null): Promise<readonly StaffMember[]> {
    const { leads } = await deps.program.current();
    const staff = (await directory.listStaff(clock.now())).filter(({ staffId }) => staffId !== submittedBy);
    const choices = [
      staff.filter(({ key }) => key === leads.pmLead),
      staff.filter(({ roles }) => roles.includes('partner_ops')),
      staff.filter(({ roles }) => roles.includes('leadership')),
    ];
    return choices.find((people) => people.length > 0) ?? [];
  }

  async function tell(
    write: Write,
    issue: Issue,
    purpose: NoteParams['purpose'],
    people: readonly StaffMember[],
    actor: Actor,
  ): Promise<void> {
    const dates = await datesOf(deps, issue.issueKey);
    const byName = actor.kind === 'staff' ? (actor.name ?? null) : null;
    await sendNotes(write, dates, { purpose, byName, round: issue.version }, people);
  }
}

function membersOf(staff: readonly StaffMember[], staffId: string | null): readonly StaffMember[] {
  return staff.filter((member) => member.staffId === staffId);
}

/** One direct message for each of these people; `round` tells notes of one purpose apart. */
export async function sendNotes(
  write: Write,
  { issueKey, approveBy, goesOutOn, zone }: IssueDates,
  note: Pick<NoteParams, 'purpose' | 'byName'> & { round: number },
  people: readonly StaffMember[],
): Promise<void> {
  const { purpose, byName, round } = note;
  for (const { staffId, person } of people) {
    if (person === null) continue;
    await write.send({
      key: `newsletter:${purpose}:${issueKey}.${staffId}:${round}`,
      partnerId: null,
      audience: 'internal',
      to: person,
      priority: 'P2',
      topic: 'newsletter',
      notAfter: instantAt(goesOutOn, '18:00', zone),
      mentions: [],
      message: 'newsletter.note',
      params: { issueKey, purpose, approveBy, zone, goesOutOn, byName } satisfies NoteParams,
    });
  }
}
