import type { Actor } from '#core/actor.ts';
import { addHours } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import type { StaffMember } from '#features/directory/public.ts';
import { notFound } from '../errors.ts';
import type { InterestParams } from '../message-schemas.ts';
import { rights } from '../rules.ts';
import type { Call } from '../schemas.ts';
import type { NewsletterDeps } from './context.ts';

/** What the person who pressed is told: nothing for a link, which has opened. */
export type Answered = { kind: 'link' | 'colleague' } | { kind: 'interest'; contactName: string | null };

const staleAfterHours = 14 * 24;

export function createAnswering(deps: NewsletterDeps) {
  const { store, directory } = deps;

  return {
    /**
     * A tap on the one button of a newsletter: kept once for each person; without a link the partner manager is told who
     * wants to hear more. A colleague of ours who tries the button is not counted. Throws AppError(forbidden | missing).
     */
    async answerCall(request: { actor: Actor; issueKey: string }): Promise<Answered> {
      const { actor, issueKey } = request;
      if (actor.kind === 'staff') return { kind: 'colleague' };
      requireRight(rights, 'answerCall', actor);
      if (actor.kind !== 'partner') throw notFound();
      const { partnerId, person, name = null } = actor;
      const call = (await store.findIssue(issueKey))?.call ?? null;
      if (call === null) throw notFound();
      const what = call.url === null ? 'interest' : 'link';
      const recipients = what === 'link' ? [] : await contactsOf(partnerId);
      await deps.inOneWrite(async (write) => {
        const click = { issueKey, partnerId, ...person, name, what, at: write.at } as const;
        if (!(await store.insertClick(click, write))) return;
        await write.audit({
          actor,
          action: 'newsletter.answered',
          object: `newsletter_issues/${issueKey}`,
          partnerId,
          after: { what },
        });
        await tellInterest(write, { issueKey, partnerId, call }, recipients);
      });
      return what === 'link' ? { kind: what } : { kind: what, contactName: recipients[0]?.name ?? null };
    },
  };

  async function tellInterest(
    write: Write,
    { issueKey, partnerId, call }: { issueKey: string; partnerId: string; call: Call },
    recipients: readonly StaffMember[],
  ): Promise<void> {
    if (recipients.length === 0) return;
    const partner = await directory.getPartner(partnerId);
    const people = (await store.listClicks(issueKey, partnerId, write)).map(({ name, userId }) => name ?? userId);
    const params: InterestParams = { issueKey, partnerId, partnerName: partner.displayName, label: call.en, people };
    for (const { staffId, person } of recipients) {
      if (person === null) continue;
      await write.send({
        key: `newsletter:interest:${issueKey}.${partnerId}.${staffId}`,
        partnerId,
        audience: 'internal',
        to: person,
        priority: 'P2',
        topic: 'newsletter',
        notAfter: addHours(write.at, staleAfterHours),
        mentions: [],
        message: 'newsletter.interest',
        params,
      });
    }
  }

  /** The partner manager, or who covers (domain §2.5 rule 7); where neither can be reached, operations. */
  async function contactsOf(partnerId: string): Promise<readonly StaffMember[]> {
    const [{ pm, backup }, staff] = await Promise.all([
      directory.getPartner(partnerId),
      directory.listStaff(deps.clock.now()),
    ]);
    const reachable = staff.filter(({ person }) => person !== null);
    const members = [pm, backup].flatMap((card) => reachable.filter(({ staffId }) => staffId === card?.staffId));
    const first = members.find(({ isAway }) => !isAway) ?? members[0];
    return first ? [first] : reachable.filter(({ roles }) => roles.includes('partner_ops'));
  }
}
