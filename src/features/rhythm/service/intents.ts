import type { SlackPerson } from '#core/actor.ts';
import { addHours, instantAt } from '#core/calendar/instants.ts';
import type { TouchClosed } from '#core/contributions/touch-closed.ts';
import type { Intent } from '#core/intent.ts';
import type { MissedParams, Offer, OfferParams } from '../schemas.ts';

/** In the thread of what was missed; worth nothing once the coming one is there. */
export function offerIntent(offer: Offer, how: { answersPerson: boolean }): Intent {
  const { offerId, partnerId, touchId, heldOn, time, zone, thread, choice } = offer;
  const params: OfferParams = { offerId, touchId, heldOn, time, zone, choice };
  return {
    key: keyOf('offer', offerId),
    partnerId,
    audience: 'partner',
    to: { channelId: thread.channelId },
    thread: { key: thread.key },
    priority: how.answersPerson ? 'P1' : 'P2',
    direct: how.answersPerson,
    topic: 'check-ins',
    notAfter: how.answersPerson ? addHours(offer.offeredAt, 24 * 60) : instantAt(heldOn, time, zone),
    mentions: [],
    message: 'rhythm.offer',
    params,
  };
}

export function missedIntent(closed: TouchClosed, to: SlackPerson, params: MissedParams, notAfter: Date): Intent {
  return {
    key: keyOf('missed', closed.run.occurrenceId),
    partnerId: params.partnerId,
    audience: 'internal',
    to,
    priority: 'P2',
    topic: 'check-ins',
    notAfter,
    mentions: [],
    message: 'rhythm.missed',
    params,
  };
}

function keyOf(purpose: 'offer' | 'missed', occurrenceId: string): string {
  return `rhythm:${purpose}:${occurrenceId.replaceAll(':', '.')}`;
}
