import type { Actor, SlackPerson } from '#core/actor.ts';
import { addHours, instantAt, localDateOf } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic, StaffMember } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { UnreviewedParams } from '../message-schemas.ts';
import { rights } from '../rules.ts';
import type { Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { notFound } from './access.ts';
import { aboutPartner, answersIntent, staffOf } from './intents.ts';

export interface ReviewingDeps {
  occurrences: OccurrenceStore;
  directory: DirectoryPublic;
  program: ProgramPublic;
  inOneWrite: InOneWrite;
}

export type Reviewing = ReturnType<typeof createReviewing>;

/** More of one day than a person reads. */
const mostListed = 20;
const listHours = 72;

/** Our side of a touch: somebody reads what the partner answered, before it closes (domain §2.2). */
export function createReviewing(deps: ReviewingDeps) {
  const { occurrences, directory, program, inOneWrite } = deps;

  return {
    /** The card with the answers, for the partner manager to tick off; none where nothing was answered. */
    async askForReview(occurrence: Occurrence, write: Write): Promise<void> {
      if (occurrence.answers.length === 0) return;
      const partner = await directory.getPartner(occurrence.partnerId);
      const staff = staffOf(partner, write.at);
      if (staff) await write.send(answersIntent(occurrence, partner, staff));
    },

    /** One tap on the card; a second one changes nothing. Throws AppError(forbidden | missing). */
    async markReviewed({ occurrenceId, actor }: { occurrenceId: string; actor: Actor }): Promise<void> {
      requireRight(rights, 'reviewAnswers', actor);
      const found = await occurrences.findOccurrence(occurrenceId);
      if (found === null || !(await directory.mayManage(actor, found.partnerId))) throw notFound();
      await inOneWrite(async (write) => {
        const current = await occurrences.findOccurrence(occurrenceId, write);
        if (current === null || current.reviewedAt !== null) return;
        const { state, partnerId } = current;
        const reviewedBy = (actor.kind === 'staff' ? actor.name : undefined) ?? '';
        const change = { reviewedAt: write.at, reviewedBy };
        const reviewed = await occurrences.changeFrom({ occurrenceId, state }, change, write);
        if (reviewed === null) return;
        const object = `touch_occurrences/${occurrenceId}`;
        await write.audit({ actor, action: 'occurrence.reviewed', object, partnerId });
        const partner = await directory.getPartner(partnerId);
        const staff = staffOf(partner, write.at);
        if (staff) await write.send(answersIntent(reviewed, partner, staff));
      });
    },

    /** It closed and nobody had read it: the lead hears of it, once a day for all partners. */
    async tellUnreviewed(closed: Occurrence, write: Write): Promise<void> {
      if (closed.reviewedAt !== null || closed.answers.length === 0) return;
      const lead = await leadAt(write.at);
      const person = lead?.person ?? null;
      if (lead === null || person === null) return;
      const on = localDateOf(write.at, lead.timeZone);
      const since = instantAt(on, '00:00', lead.timeZone);
      const unread = await occurrences.listUnreviewed({ since, until: write.at, limit: mostListed }, write);
      await write.send(unreviewedIntent({ ...lead, person }, on, await listed(unread), write.at));
    },
  };

  async function leadAt(at: Date): Promise<StaffMember | null> {
    const { leads } = await program.current();
    if (leads.pmLead === null) return null;
    return (await directory.listStaff(at)).find(({ key }) => key === leads.pmLead) ?? null;
  }

  function listed(unread: readonly Occurrence[]): Promise<UnreviewedParams['touches']> {
    return Promise.all(
      unread.map(async (occurrence) => {
        const partner = await directory.getPartner(occurrence.partnerId);
        return { ...aboutPartner(occurrence, partner), pmName: partner.pm?.name ?? null };
      }),
    );
  }
}

function unreviewedIntent(
  lead: { staffId: string; person: SlackPerson },
  on: string,
  touches: UnreviewedParams['touches'],
  at: Date,
) {
  const params: UnreviewedParams = { touches };
  return {
    key: `check-ins:unreviewed:${lead.staffId}.${on}`,
    partnerId: null,
    audience: 'internal' as const,
    to: lead.person,
    topic: 'check-ins',
    priority: 'P2' as const,
    notAfter: addHours(at, listHours),
    mentions: [],
    message: 'check-ins.unreviewed',
    params,
  };
}
