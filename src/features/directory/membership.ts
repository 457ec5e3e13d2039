import type { SlackPerson } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { PersonFacts, SlackReader } from '#core/ports.ts';

/**
 * True for a full member of the company that was claimed: no guest, no bot, not deactivated, no stranger (domain §0.2).
 * Slack being down is AppError(unavailable), never a yes.
 */
export async function isFullMember(slack: SlackReader, person: SlackPerson): Promise<boolean> {
  const facts = await findPersonFacts(slack, person.userId);
  if (facts === null || facts.teamId !== person.teamId) return false;
  return !facts.isBot && !facts.isGuest && !facts.isDeactivated && !facts.isStranger;
}

async function findPersonFacts(slack: SlackReader, userId: string): Promise<PersonFacts | null> {
  try {
    return await slack.person(userId);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.kind !== 'unavailable') return null;
    throw thrown;
  }
}
