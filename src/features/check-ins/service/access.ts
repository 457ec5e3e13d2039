import type { Actor, PartnerActor } from '#core/actor.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import { nextStepOf, nextStepText } from '#core/contributions/touch-content.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import { questionShapes } from '../question-schemas.ts';
import { rights } from '../rules.ts';
import { isOneOf, openStates } from '../rules/states.ts';
import { askKeyOf, asksOf } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { Occurrence, Respondent } from '../schemas.ts';
import type { Pressed } from './answering.ts';
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

/** The answer that stood on a button; null for what was not asked, or is no choice. */
export function pressedAnswer({ snapshot }: Asked, { questionId, choice, index }: Pressed): NewAnswer | null {
  const item = index === null ? null : snapshot.items[index];
  if (item === undefined) return null;
  const subjectId = item?.subjectId ?? null;
  const ask = { questionId, subjectId };
  if (!asksOf(snapshot).some((asked) => askKeyOf(asked) === askKeyOf(ask))) return null;
  if (questionId === 'D2') {
    const known = nextStepOf(item?.prefill['D2'] ?? '');
    return known && isPlainDate(choice) ? { ...ask, value: nextStepText({ on: choice, step: known.step }) } : null;
  }
  const { type, choices = [] } = questionShapes[questionId];
  return type !== 'multi' && choices.includes(choice) ? { ...ask, value: choice } : null;
}
