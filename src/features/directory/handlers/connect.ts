import { z } from 'zod';
import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { notice } from '#blocks/kit/message.ts';
import { choosePartnerModal, confirmConnectModal, connectedModal } from '#blocks/directory/connect.ts';
import { contactsModal } from '#blocks/directory/contacts.ts';
import { actionIds, callbackIds } from '#blocks/directory/ids.ts';
import { textsFor } from '#blocks/directory/texts.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ActionHandler, ActionRequest, ViewHandler } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import { invalid, partnerUnknown } from '../errors.ts';
import type { DirectoryPublic, StaffCard } from '../public.ts';
import { rights } from '../rules.ts';
import type { ConnectService } from '../service/connect.ts';
import type { SightService } from '../service/sight.ts';

const ChooseMetadata = z.object({ channelId: z.string() });
const ConnectMetadata = z.object({
  channelId: z.string(),
  partnerId: z.string(),
  situation: z.enum(['shared', 'test', 'mixed']),
});

interface Deps {
  connect: ConnectService;
  sight: SightService;
  directory: DirectoryPublic;
}

/** `/partner connect`, its two forms, and the buttons of the hub (domain §18 J1). */
export function createConnectHandlers({ connect, sight, directory }: Deps) {
  const command: StaffCommand = {
    name: 'connect',
    usage: '[P-0005]',
    summary: 'Connect this channel to its partner',
    async handle({ actor, channelId, text, openModal }) {
      const partnerId = text.trim().toUpperCase();
      if (partnerId !== '')
        return openModal(confirmConnectModal(await connect.planConnection({ actor, channelId, partnerId })));
      const partners = await connect.listConnectable({ actor, channelId });
      if (partners.length === 0) throw invalid('no_partner_to_connect');
      await openModal(choosePartnerModal({ channelId, partners }));
    },
  };

  const views: Record<string, ViewHandler> = {
    async [callbackIds.choosePartner]({ actor, metadata, values }) {
      const { channelId } = decodeMetadata(ChooseMetadata, metadata);
      const partnerId = String(values['partnerId'] ?? '');
      return {
        kind: 'update',
        view: confirmConnectModal(await connect.planConnection({ actor, channelId, partnerId })),
      };
    },
    async [callbackIds.connect]({ actor, metadata }) {
      const connected = await connect.connectChannel({ actor, ...decodeMetadata(ConnectMetadata, metadata) });
      return { kind: 'update', view: connectedModal(connected) };
    },
  };

  const actions: Record<string, ActionHandler> = {
    async [actionIds.confirmSight](request) {
      const { actor, reader, channelId } = request;
      const { isFirst } = await sight.confirmSight({ actor, channelId: channelId ?? '', partnerId: request.value });
      const texts = textsFor(reader.language).sight;
      await request.notice(notice(isFirst ? texts.thanks : texts.already));
    },
    async [actionIds.showContacts](request) {
      requireRight(rights, 'seeContacts', request.actor);
      const { pm, backup } = await directory.getPartner(partnerOfHub(request));
      await request.openModal(contactsModal({ pm: shownPerson(pm), backup: shownPerson(backup) }, request.reader));
    },
  };

  return { command, views, actions };
}

/** A hub button counts only in the channel of the partner that it names; a copied message finds nothing. */
function partnerOfHub({ place, value }: ActionRequest): string {
  if (place === null || place.partnerId !== value) throw partnerUnknown();
  return place.partnerId;
}

function shownPerson(card: StaffCard | null) {
  return card && { name: card.name, userId: card.person?.userId ?? null };
}
