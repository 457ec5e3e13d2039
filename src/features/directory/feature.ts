import { mixedCompaniesNote, unconfirmedNote } from '#blocks/directory/staff-notes.ts';
import { hubMessage } from '#blocks/directory/hub.ts';
import { actionIds } from '#blocks/directory/ids.ts';
import { errorTexts, textsFor } from '#blocks/directory/texts.ts';
import type { HubButton } from '#core/contributions/hub.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { AddresseePort, PeoplePort } from '#core/ports.ts';
import type { FeatureContext } from '#features/context.ts';
import { sweepChannels } from '#jobs/directory/sweep-channels.ts';
import { sweepHubs } from '#jobs/directory/sweep-hubs.ts';
import { sweepTierChanges } from '#jobs/directory/sweep-tier-changes.ts';
import { sweepUnconfirmedConnections } from '#jobs/directory/sweep-unconfirmed-connections.ts';
import { createAccess } from './access.ts';
import { createAddressees } from './addressees.ts';
import { createDirectoryPublic } from './cards.ts';
import { createTellChange } from './changes.ts';
import { createEligibilityChecks } from './eligibility.ts';
import { createEventHandler } from './event-handlers.ts';
import { createConnectHandlers } from './handlers/connect.ts';
import { createPartnerHandlers } from './handlers/partner.ts';
import { createHomeSection } from './handlers/home.ts';
import { createTierHandlers } from './handlers/tier.ts';
import { createImportPartners } from './import/partners.ts';
import { createImportStaff } from './import/staff.ts';
import { directoryModels } from './model.ts';
import { createPeople } from './people.ts';
import type { DirectoryPublic } from './public.ts';
import { rights } from './rules.ts';
import { ChannelNoteParams, HubParams } from './schemas.ts';
import { createDirectoryServices } from './service.ts';
import { createPreferencesService } from './service/preferences.ts';
import { createDirectoryStore } from './store.ts';

export interface DirectoryFeature {
  feature: Feature;
  public: DirectoryPublic;
  people: PeoplePort;
  addressees: AddresseePort;
  /** For the operator's command line; `formatImportReport` prints what they answer. */
  importPartners: ReturnType<typeof createImportPartners>;
  importStaff: ReturnType<typeof createImportStaff>;
}

const contactsButton: HubButton = {
  actionId: actionIds.showContacts,
  label: { en: textsFor('en').contacts.button, de: textsFor('de').contacts.button },
  order: 90,
  statuses: ['in_negotiation', 'onboarding', 'active', 'paused', 'offboarding'],
};

/**
 * Who our partners are, their people, channels and the staff who look after them.
 * For staff (who connect channels and move partners through their life) and every feature (which asks who is who).
 * Promises: a Slack company belongs to one partner; a partner has one main channel; whoever is not proven is a stranger;
 * a channel that several companies read gets generic content only; a status changes only along the table of domain §1.4.
 */
export function createFeature(ctx: Omit<FeatureContext, 'directory'>): DirectoryFeature {
  const { holidays, slack, program, clock, ids, inOneWrite, log } = ctx;
  const store = createDirectoryStore(ctx.connection);
  const access = createAccess({ store, clock });
  const tellChange = createTellChange(() => ctx.contributed.onPartnerChange());
  const preferences = createPreferencesService({ store, program, inOneWrite, tellChange });
  const directory = createDirectoryPublic({ store, holidays, access, preferences });
  const services = createDirectoryServices({ ...ctx, store, access, tellChange });
  const connect = createConnectHandlers({ connect: services.connect, sight: services.sight, directory });
  const partner = createPartnerHandlers({ status: services.status, sheet: services.sheet });
  const tier = createTierHandlers({ tier: services.tier });
  const feature: Feature = {
    slug: 'directory',
    rights,
    models: directoryModels,
    commands: [connect.command, ...partner.commands, tier.command],
    views: { ...connect.views, ...partner.views, ...tier.views },
    actions: connect.actions,
    onSlackEvent: createEventHandler({ channels: services.channels }),
    messages: {
      hub: messageKind(HubParams, hubMessage),
      unconfirmed: messageKind(ChannelNoteParams, unconfirmedNote),
      'mixed-companies': messageKind(ChannelNoteParams, mixedCompaniesNote),
    },
    onOutcome: services.upkeep.onOutcome,
    jobs: [
      sweepChannels({ upkeep: services.upkeep, log }),
      sweepHubs({ upkeep: services.upkeep, log }),
      sweepUnconfirmedConnections({ sight: services.sight, log }),
      sweepTierChanges({ tier: services.tier, log }),
    ],
    eligibilityChecks: createEligibilityChecks({ store, program, clock }),
    hubButtons: [contactsButton],
    homeSections: [createHomeSection({ directory, access })],
    errorTexts,
  };
  return {
    feature,
    public: directory,
    people: createPeople({ store, slack, program }),
    addressees: createAddressees({ store, holidays, slack, program }),
    importPartners: createImportPartners({ store, ids, inOneWrite, tellChange, hub: services.hub }),
    importStaff: createImportStaff({ store, inOneWrite, hub: services.hub }),
  };
}
