import type { Actor, PartnerActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import { rights } from '../rules.ts';
import { isOneOf, openStates } from '../rules/states.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { Occurrence, Respondent } from '../schemas.ts';
import { asked } from './intents.ts';
import type { Asked } from './intents.ts';

/** Throws AppError(forbidden): staff do not answer for partners, strangers not at all. */
export function requireRespondent(actor: Actor): PartnerActor {
  if (actor.kind === 'staff') throw new AppError({ kind: 'forbidden', code: 'check-ins.partner_only' });
  requireRight(rights, 'answer', actor);
  if (actor.kind !== 'partner') throw notFound();
  return actor;
}

/** Throws AppError(missing, check-ins.not_found) unless it was asked of this very partner, here. */
export function ownOccurrence(occurrence: Occurrence | null, actor: PartnerActor, place: PartnerPlace | null): Asked {
  const isOwn = occurrence?.partnerId === actor.partnerId && place?.partnerId === actor.partnerId;
  if (!occurrence || !isOwn || !wasAsked(occurrence)) throw notFound();
  return asked(occurrence);
}

/** After its closing instant a check-in takes no answer that counts, even when the sweep is late. */
export function isClosed(occurrence: Asked, now: Date): boolean {
  const isOpen = occurrence.state === 'completed' || isOneOf(openStates, occurrence.state);
  return !isOpen || now >= occurrence.schedule.closeAt;
}

export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'check-ins.not_found' });
}

function wasAsked(occurrence: Occurrence): boolean {
  return occurrence.live && occurrence.promptQueuedAt !== null && occurrence.state !== 'skipped';
}

export function respondentOf(actor: PartnerActor): Respondent {
  const { contactId = null, name = null, person } = actor;
  return { contactId, name, teamId: person.teamId, userId: person.userId };
}

export function isAskedFor(occurrence: Asked, { questionId }: NewAnswer): boolean {
  return occurrence.snapshot.questions.some((question) => question.questionId === questionId);
}
