import { escapeText } from '#blocks/kit/escape.ts';
import { actionIds } from '#blocks/attention/ids.ts';
import { lowResponseMessage } from '#blocks/attention/low-response.ts';
import { errorTexts, textsFor } from '#blocks/attention/texts.ts';
import { thisWeekMessage } from '#blocks/attention/this-week.ts';
import { messageKind } from '#core/feature.ts';
import type { Feature } from '#core/feature.ts';
import type { PolicyPort } from '#core/ports.ts';
import type { FeatureContext } from '#features/context.ts';
import { sweepResponseRates } from '#jobs/attention/sweep-response-rates.ts';
import { createHandlers } from './handlers.ts';
import { responseGuardModel } from './model.ts';
import { rights } from './rules.ts';
import { silentStatuses } from './rules/decide.ts';
import { LowResponseParams, WeekParams } from './schemas.ts';
import { createPolicy } from './service/policy.ts';
import { createPreferencesService } from './service/preferences.ts';
import { createResponseGuard } from './service/response-guard.ts';
import { createReportService } from './service/report.ts';
import { createWeekService } from './service/week.ts';
import { createAttentionStore } from './store.ts';

export interface AttentionFeature {
  feature: Feature;
  policy: PolicyPort;
}

const longestName = 80;

/**
 * One attention budget for each channel and person over all features: windows, caps, bundles, mutes.
 * For partners, who are written to at most so often, and for staff, who read what waits or was dropped, and why.
 * Promises: no cap and no window is broken; what is held back or dropped says why; a feature only states a priority.
 */
export function createFeature(ctx: FeatureContext): AttentionFeature {
  const { lineOf } = ctx.contributed;
  const { commands, actions, views } = createHandlers({
    report: createReportService(ctx),
    week: createWeekService({ ledger: ctx.ledger, lineOf }),
    preferences: createPreferencesService(ctx),
  });
  const guard = createResponseGuard({
    ...ctx,
    sources: () => ctx.contributed.responseSources(),
    store: createAttentionStore(ctx.connection),
  });
  const feature: Feature = {
    slug: 'attention',
    rights,
    commands,
    actions,
    views,
    jobs: [sweepResponseRates({ guard, log: ctx.log })],
    models: [responseGuardModel],
    messages: {
      'this-week': messageKind(WeekParams, thisWeekMessage),
      'low-response': messageKind(LowResponseParams, lowResponseMessage),
    },
    hubButtons: [
      {
        actionId: actionIds.preferences,
        label: { en: textsFor('en').preferences.button, de: textsFor('de').preferences.button },
        order: 80,
        statuses: ['onboarding', 'active'],
      },
    ],
    /** What still waits is judged again at once, so that a pause drops it with the status change (domain §2.4). */
    async onPartnerChange({ partnerId, before, after }, write) {
      const fellSilent = silentStatuses.includes(after.status) && before?.status !== after.status;
      if (fellSilent) await ctx.ledger.judgeAgain(partnerId, write);
    },
    errorTexts,
  };
  return {
    feature,
    policy: createPolicy({
      ...ctx,
      lineOf,
      escapeName: (name) => escapeText(name, longestName, { singleLine: true }),
    }),
  };
}
