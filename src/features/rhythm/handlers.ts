import { z } from 'zod';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { actionIds, callbackIds } from '#blocks/rhythm/ids.ts';
import { contactForm, moveForm } from '#blocks/rhythm/offer.ts';
import { textsFor } from '#blocks/rhythm/texts.ts';
import type { ActionHandler, ViewHandler } from '#core/interaction.ts';
import { sendTimes } from './rules/times.ts';
import type { RhythmService } from './service.ts';

const Metadata = z.object({ offerId: z.string() });

/** The partner's choices after two misses: one tap, or a form of one or two fields. */
export function createHandlers({ service }: { service: RhythmService }) {
  const actions: Readonly<Record<string, ActionHandler>> = {
    async [actionIds.move]({ value: offerId, actor, place, reader, openModal }) {
      const { offer } = await service.openedBy({ offerId, actor, place });
      await openModal(moveForm(offer, sendTimes, reader.language));
    },
    async [actionIds.contact]({ value: offerId, actor, place, reader, openModal }) {
      const { offer, contacts } = await service.openedBy({ offerId, actor, place });
      await openModal(contactForm(offer, contacts, reader.language));
    },
    async [actionIds.skip]({ value: offerId, actor, place }) {
      await service.chooseSkip({ offerId, actor, place });
    },
  };
  const views: Readonly<Record<string, ViewHandler>> = {
    async [callbackIds.move]({ actor, place, metadata, values, reader }) {
      const { fieldErrors } = textsFor(reader.language);
      const { day: on, time } = values;
      if (typeof on !== 'string') return { kind: 'errors', fields: { day: fieldErrors.day } };
      if (typeof time !== 'string') return { kind: 'errors', fields: { time: fieldErrors.time } };
      await service.chooseMove({ ...decodeMetadata(Metadata, metadata), actor, place, on, time });
      return { kind: 'close' };
    },
    async [callbackIds.contact]({ actor, place, metadata, values, reader }) {
      const contactId = values['contact'];
      const { fieldErrors } = textsFor(reader.language);
      if (typeof contactId !== 'string') return { kind: 'errors', fields: { contact: fieldErrors.contact } };
      await service.chooseContact({ ...decodeMetadata(Metadata, metadata), actor, place, contactId });
      return { kind: 'close' };
    },
  };
  return { actions, views };
}
