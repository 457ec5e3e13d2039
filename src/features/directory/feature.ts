import type { Feature } from '#core/feature.ts';
import type { AddresseePort, PeoplePort } from '#core/ports.ts';
import type { FeatureContext } from '#features/context.ts';
import { createAccess } from './access.ts';
import { createAddressees } from './addressees.ts';
import { createDirectoryPublic } from './cards.ts';
import { createTellChange } from './changes.ts';
import { createImportPartners } from './import/partners.ts';
import { createImportStaff } from './import/staff.ts';
import { directoryModels } from './model.ts';
import { createPeople } from './people.ts';
import type { DirectoryPublic } from './public.ts';
import { rights } from './rules.ts';
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

/**
 * Who our partners are, their people, channels and the staff who look after them.
 * For staff (who connect channels and move partners through their life) and every feature (which asks who is who).
 * Promises: a Slack company belongs to one partner; a partner has one main channel; whoever is not proven is a stranger.
 */
export function createFeature(ctx: Omit<FeatureContext, 'directory'>): DirectoryFeature {
  const { holidays, slack, program } = ctx;
  const store = createDirectoryStore(ctx.connection);
  const access = createAccess({ store, clock: ctx.clock });
  const tellChange = createTellChange(() => ctx.contributed.onPartnerChange());
  return {
    feature: { slug: 'directory', rights, models: directoryModels },
    public: createDirectoryPublic({ store, holidays, access }),
    people: createPeople({ store, slack, program }),
    addressees: createAddressees({ store, holidays, slack, program }),
    importPartners: createImportPartners({ store, ids: ctx.ids, inOneWrite: ctx.inOneWrite, tellChange }),
    importStaff: createImportStaff({ store, inOneWrite: ctx.inOneWrite }),
  };
}
