import type { Actor, SlackPerson } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace, Reader } from '#core/interaction.ts';
import type { PeoplePort, SlackReader } from '#core/ports.ts';

export interface Identified {
  actor: Actor;
  place: PartnerPlace | null;
  reader: Reader;
}

/** Until it is known who asks. */
export const unidentified: Identified = {
  actor: { kind: 'stranger' },
  place: null,
  reader: { language: 'en', zone: 'UTC' },
};

/** Who is behind a payload and which partner's place it came from (design §7); unknown is a stranger. */
export function createIdentity(deps: { people: PeoplePort; slack: SlackReader }) {
  return {
    /** `channelId` null: a direct message, Home, or a modal. */
    async of(person: SlackPerson | null, channelId: string | null): Promise<Identified> {
      if (!person) return unidentified;
      const place = channelId === null ? await deps.people.placeOfPerson(person) : await deps.people.placeOf(channelId);
      const actor = await deps.people.actorOf(person, place);
      return { actor, place, reader: await deps.people.readerOf(actor, place) };
    },

    /** Events say little that can be trusted of their author: users.info decides (slack.md §1.2). */
    async personOfEvent(userId: string | undefined): Promise<SlackPerson | null> {
      if (userId === undefined) return null;
      try {
        const facts = await deps.slack.person(userId);
        const isNobody = facts.isBot || facts.isStranger || facts.isDeactivated || facts.isGuest || facts.teamId === '';
        return isNobody ? null : { userId, teamId: facts.teamId };
      } catch (thrown) {
        if (thrown instanceof AppError && (thrown.kind === 'missing' || thrown.kind === 'rejected')) return null;
        throw thrown;
      }
    },
  };
}

export type Identity = ReturnType<typeof createIdentity>;
