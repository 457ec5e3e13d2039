import { decodeMetadata } from '#blocks/kit/metadata.ts';
import { actionIds, callbackIds } from '#blocks/attention/ids.ts';
import { preferencesModal, savedModal } from '#blocks/attention/preferences.ts';
import { attentionReport } from '#blocks/attention/report.ts';
import { weekModal } from '#blocks/attention/this-week.ts';
import type { StaffCommand } from '#core/contributions/command.ts';
import type { ActionHandler, ViewHandler } from '#core/interaction.ts';
import { invalid, notFound } from './errors.ts';
import { PreferencesForm, PreferencesMetadata } from './schemas.ts';
import type { PreferencesService } from './service/preferences.ts';
import type { ReportService } from './service/report.ts';
import type { WeekService } from './service/week.ts';

interface Deps {
  report: ReportService;
  week: WeekService;
  preferences: PreferencesService;
}

export function createHandlers({ report, week, preferences }: Deps) {
  const command: StaffCommand = {
    name: 'attention',
    usage: '<P-0005>',
    summary: 'See a partner’s posts of this week against the caps, what waits and why',
    async handle({ actor, text, openModal }) {
      const partnerId = text.trim().toUpperCase();
      if (partnerId === '') throw invalid('usage', { usage: '/partner attention P-0005' });
      await openModal(attentionReport(await report.showAttention({ actor, partnerId })));
    },
  };

  const actions: Record<string, ActionHandler> = {
    async [actionIds.seeAll]({ actor, place, value, reader, openModal }) {
      const partnerId = place?.partnerId ?? null;
      await openModal(weekModal(await week.readWeek({ actor, partnerId, bundleKey: value, reader }), reader));
    },
    async [actionIds.preferences]({ actor, place, value, reader, openModal }) {
      // A hub button counts only in the channel of the partner that it names.
      if (place === null || place.partnerId !== value) throw notFound();
      await openModal(preferencesModal(await preferences.readPreferences({ actor, partnerId: value }), reader));
    },
  };

  const views: Record<string, ViewHandler> = {
    async [callbackIds.preferences]({ actor, reader, metadata, values }) {
      const { partnerId } = decodeMetadata(PreferencesMetadata, metadata);
      await preferences.changePreferences({ actor, partnerId, ...PreferencesForm.parse(values) });
      return { kind: 'update', view: savedModal(reader) };
    },
  };

  return { commands: [command], actions, views };
}
