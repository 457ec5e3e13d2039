import { errorTexts } from '#blocks/program/texts.ts';
import type { Feature } from '#core/feature.ts';
import type { FeatureContext } from '#features/context.ts';
import { createHandlers } from './handlers.ts';
import { settingsVersionModel } from './model.ts';
import type { ProgramPublic } from './public.ts';
import { rights } from './rules.ts';
import { createProgramService } from './service.ts';
import type { ProgramService } from './service.ts';
import { createProgramStore } from './store.ts';

export interface ProgramFeature {
  feature: Feature;
  public: ProgramPublic;
  /** For the operator's command line. */
  changeSettings: ProgramService['changeSettings'];
}

/**
 * Programme settings for the whole deployment: versioned, audited, shown as a difference before they apply.
 * For programme managers (who change them) and every feature (which reads them).
 * Promises: a version never changes once written; of two changers one is told that the other came first.
 * They hold no text; the defaults are those of domain/.
 */
export function createFeature(ctx: Omit<FeatureContext, 'program' | 'directory'>): ProgramFeature {
  const store = createProgramStore(ctx.connection);
  const service = createProgramService({ store, inOneWrite: ctx.inOneWrite });
  const { commands } = createHandlers({ service });
  return {
    feature: { slug: 'program', rights, commands, models: [settingsVersionModel], errorTexts },
    public: {
      current: async () => (await service.newest()).settings,
      newest: () => service.newest(),
      atVersion: service.atVersion,
      versionsAfter: service.versionsAfter,
    },
    changeSettings: service.changeSettings,
  };
}
