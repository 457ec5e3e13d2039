import type { OnTouchClosed, TouchClosed } from '#core/contributions/touch-closed.ts';
import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import type { CheckInsPublic } from '#features/check-ins/public.ts';
import { addresseeOf } from '#features/directory/public.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import { mayBeOffered } from '../rules.ts';
import { missedSteps } from '../rules/ladder.ts';
import type { MissedStep } from '../rules/ladder.ts';
import type { MissedParams, Offer } from '../schemas.ts';
import type { OfferStore } from '../store.ts';
import { missedIntent, offerIntent } from './intents.ts';

export interface MissingDeps {
  offers: OfferStore;
  plan: CheckInsPublic;
  directory: DirectoryPublic;
  followUps: FollowUpsPublic;
}

const actor = { kind: 'job', name: 'rhythm' } as const;
/** A note to the partner manager that nobody could deliver for so long is old news. */
const noteHours = 72;

/** What follows when a touch was missed (domain §2.2): our side acts; in the channel nobody is scolded. */
export function createMissing(deps: MissingDeps): { onTouchClosed: OnTouchClosed } {
  return {
    async onTouchClosed(closed, write) {
      if (closed.outcome !== 'missed') return;
      const partner = await deps.directory.getPartner(closed.run.partnerId);
      for (const step of missedSteps(closed.missedInARow, partner.tier)) await take(step, closed, partner, write);
    },
  };

  function take(step: MissedStep, closed: TouchClosed, partner: PartnerCard, write: Write): Promise<void> {
    switch (step) {
      case 'pm_note':
        return tellManager(closed, partner, null, write);
      case 'call_task':
        return openTask('missed_touch', 2, closed, write);
      case 'offer_choices':
        return offer(closed, write);
      case 'at_risk':
        return openTask('silent', 3, closed, write);
      case 'name_exec_sponsor':
        return nameSponsor(closed, partner, write);
    }
  }

  async function tellManager(closed: TouchClosed, partner: PartnerCard, sponsorName: string | null, write: Write) {
    const to = addresseeOf(partner, write.at);
    if (to === null) return;
    const { touchId, partnerId, heldOn } = closed.run;
    const { missedInARow: inARow } = closed;
    const params: MissedParams = {
      partnerId,
      partnerName: partner.displayName,
      touchId,
      heldOn,
      inARow,
      sponsorName,
    };
    await write.send(missedIntent(closed, to, params, addHours(write.at, noteHours)));
  }

  async function nameSponsor(closed: TouchClosed, partner: PartnerCard, write: Write): Promise<void> {
    const contacts = await deps.directory.listContacts(partner.partnerId);
    const sponsor = contacts.find(({ role }) => role === 'partner_exec');
    await tellManager(closed, partner, sponsor?.name ?? null, write);
  }

  async function openTask(key: 'missed_touch' | 'silent', businessDays: number, closed: TouchClosed, write: Write) {
    const { occurrenceId, partnerId } = closed.run;
    const isTrigger = key === 'silent';
    await deps.followUps.openFollowUps({
      write,
      actor,
      partnerId,
      thread: null,
      items: [
        {
          rule: isTrigger ? 'T-SILENT' : 'MISSED',
          kind: isTrigger ? 'trigger' : 'task',
          side: 'vendor',
          owner: 'pm',
          handOverTo: null,
          copies: [],
          due: { businessDays },
          title: { key, params: {} },
          partnerVisible: false,
          source: { occurrenceKey: occurrenceId, questionId: 'missed', answerVersion: 1, subject: '' },
        },
      ],
    });
  }

  /** Under the message that nobody answered, about the coming one. */
  async function offer({ run, thread }: TouchClosed, write: Write): Promise<void> {
    const { occurrenceId: offerId, partnerId, touchId, zone } = run;
    if (!mayBeOffered(touchId)) return;
    const coming = await deps.plan.findComing({ partnerId, touchId }, write);
    if (coming === null || coming.heldOn <= localDateOf(write.at, zone)) return;
    const { periodKey, heldOn, time } = coming;
    const made: Offer = {
      offerId,
      partnerId,
      touchId,
      periodKey,
      heldOn,
      time,
      zone,
      thread,
      offeredAt: write.at,
      choice: null,
    };
    await deps.offers.insertOffer(made, write);
    await write.send(offerIntent(made, { answersPerson: false }));
  }
}
