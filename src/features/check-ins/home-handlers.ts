import { nextCheckInSection, openCheckInSection, staffSection } from '#blocks/check-ins/home.ts';
import type { OpenCheckIn } from '#blocks/check-ins/home.ts';
import type { HomeSection } from '#core/contributions/home.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from './rules.ts';
import type { CheckInService } from './service.ts';
import { dueOf } from './service/intents.ts';
import type { Asked } from './service/intents.ts';

const mostLines = 15;

/** App Home: a partner's own check-in; for a partner manager, what their partners have open. */
export function createHomeSection({ service, order }: { service: CheckInService; order: number }): HomeSection {
  return {
    order,
    async render(actor, { language }) {
      if (actor.kind === 'partner' && mayDo(rights, 'readOwn', actor)) {
        const current = await service.currentOfActor({ actor });
        if (current.kind === 'open') return openCheckInSection(shown(current.occurrence), language);
        return current.nextOn === null ? [] : nextCheckInSection(current.nextOn, language);
      }
      if (actor.kind === 'staff' && mayDo(rights, 'readLedger', actor)) {
        const lines = await service.listOpenOfStaff({ actor, limit: mostLines });
        return staffSection(lines.map(({ partnerName, occurrence }) => ({ ...shown(occurrence), partnerName })));
      }
      return [];
    },
  };
}

function shown(occurrence: Asked): OpenCheckIn {
  return {
    partnerId: occurrence.partnerId,
    touchId: occurrence.touchId,
    periodKey: occurrence.periodKey,
    isDone: occurrence.state === 'completed',
    answered: occurrence.counts.answered,
    required: occurrence.counts.required,
    dueAt: dueOf(occurrence),
    zone: occurrence.zone,
  };
}
