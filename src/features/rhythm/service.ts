import type { Actor, PartnerActor } from '#core/actor.ts';
import { isPlainDate } from '#core/calendar/dates.ts';
import { isWallTime } from '#core/calendar/instants.ts';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite } from '#core/write.ts';
import type { ContactCard, PartnerCard } from '#features/directory/public.ts';
import { alreadyChosen, notFound, notYours } from './errors.ts';
import { monthOf, rights } from './rules.ts';
import type { Choice, ComingTouch, Offer, PlanLine, WantedChange } from './schemas.ts';
import { offerIntent } from './service/intents.ts';
import { createMissing } from './service/missing.ts';
import type { MissingDeps } from './service/missing.ts';

export type RhythmService = ReturnType<typeof createRhythmService>;

/** A partner's person at an offer, in the partner's own channel. */
interface AtOffer {
  offerId: string;
  actor: Actor;
  place: PartnerPlace | null;
}

interface OfPartner {
  actor: Actor;
  partnerId: string;
}

const daysShown = 60;

/** The rhythm of one partner in people's hands (domain §2.2, §2.4, §2.5 rule 9). */
export function createRhythmService(deps: MissingDeps & { inOneWrite: InOneWrite }) {
  const { offers, plan, directory, inOneWrite } = deps;

  return {
    ...createMissing(deps),

    /** The offer behind a button. Throws AppError(forbidden | missing), AppError(conflict, rhythm.already_chosen). */
    async openedBy(at: AtOffer): Promise<{ offer: Offer; contacts: readonly ContactCard[] }> {
      const offer = await ownOffer(at);
      if (offer.choice !== null) throw alreadyChosen();
      return { offer, contacts: await directory.listContacts(offer.partnerId) };
    },

    /** Leaves out the month of the coming touch; one tap. Throws as `openedBy`, and what the plan refuses. */
    async chooseSkip(at: AtOffer): Promise<void> {
      const { touchId, heldOn } = await ownOffer(at);
      await choose(at, { kind: 'skip', touchId, periodKey: monthOf(heldOn) }, { kind: 'skipped' });
    },

    async chooseMove(at: AtOffer & { on: string; time: string }): Promise<void> {
      const { on, time } = at;
      if (!isPlainDate(on) || !isWallTime(time)) throw notFound();
      const { touchId, periodKey } = await ownOffer(at);
      await choose(at, { kind: 'move', touchId, periodKey, on, time }, { kind: 'moved', on, time });
    },

    async chooseContact(at: AtOffer & { contactId: string }): Promise<void> {
      const { contactId } = at;
      const { partnerId } = await ownOffer(at);
      const contact = (await directory.listContacts(partnerId)).find((each) => each.contactId === contactId);
      if (contact === undefined) throw notFound();
      await choose(at, { kind: 'contact', contactId }, { kind: 'contact', name: contact.name });
    },

    /** The coming two months of a partner, for its manager. Throws AppError(forbidden | missing). */
    async showRhythm(order: OfPartner): Promise<{ partner: PartnerCard; coming: readonly ComingTouch[] }> {
      await requireManaged(order);
      const coming = await plan.listComing({ ...order, days: daysShown });
      return { partner: await directory.getPartner(order.partnerId), coming };
    },

    async listContacts(order: OfPartner): Promise<readonly ContactCard[]> {
      await requireManaged(order);
      return directory.listContacts(order.partnerId);
    },

    /** What the change would do; writes nothing. Throws as `changeRhythm`. */
    async previewChange(order: OfPartner & { change: WantedChange }): Promise<readonly PlanLine[]> {
      await requireManaged(order);
      return plan.previewChange(order);
    },

    /** Throws AppError(forbidden | missing), AppError(conflict, check-ins.<refusal>). */
    async changeRhythm(order: OfPartner & { change: WantedChange }): Promise<void> {
      await requireManaged(order);
      await inOneWrite((write) => plan.applyChange(order, write));
    },

    /** For the forms of the directory, whose verb has already asked whether this person may. */
    previewPartnerChange(change: PartnerChange, actor: Actor): Promise<readonly PlanLine[]> {
      return plan.previewPartnerChange({ change, actor });
    },
  };

  async function choose(at: AtOffer, change: WantedChange, choice: Choice): Promise<void> {
    const { offerId, actor } = at;
    const { partnerId } = requirePartner(actor);
    await inOneWrite(async (write) => {
      const chosen = await offers.choose(offerId, partnerId, choice, write);
      if (chosen === null) throw alreadyChosen();
      await plan.applyChange({ actor, partnerId, change }, write);
      await write.send(offerIntent(chosen, { answersPerson: true }));
    });
  }

  async function ownOffer({ offerId, actor, place }: AtOffer): Promise<Offer> {
    const { partnerId } = requirePartner(actor);
    if (place?.partnerId !== partnerId) throw notFound();
    const offer = await offers.findOffer(offerId, partnerId);
    if (offer === null) throw notFound();
    return offer;
  }

  async function requireManaged({ actor, partnerId }: OfPartner): Promise<void> {
    requireRight(rights, 'changeRhythm', actor);
    await directory.getPartner(partnerId);
    if (!(await directory.mayManage(actor, partnerId))) throw notYours();
  }
}

/** Staff have a command of their own. */
function requirePartner(actor: Actor): PartnerActor {
  requireRight(rights, 'choose', actor);
  if (actor.kind !== 'partner') throw notFound();
  return actor;
}
