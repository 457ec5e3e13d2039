import type { OnPartnerChange, PartnerFacts } from '#core/contributions/partner-change.ts';
import type { Write } from '#core/write.ts';
import type { Channel, Partner } from './schemas.ts';

/** The facts that other features follow, at one moment. */
export function factsOf(partner: Partner, main: Channel | null): PartnerFacts {
  return {
    status: partner.status,
    stage: partner.stage,
    tier: partner.tier,
    timeZone: partner.timeZone,
    language: partner.language,
    mainChannelId: main?.state === 'connected' ? main.channelId : null,
    launchAt: partner.launchAt,
    holidayCalendar: partner.holidayCalendar,
    weekendDays: partner.weekendDays,
    cadenceAnchorDate: partner.cadenceAnchorDate ?? usualAnchor(partner.partnerId),
    sendWeekday: partner.preferences.sendWeekday,
    sendTime: partner.preferences.sendTime,
  };
}

/** Half of the partners in one week, half in the other (domain §16.5). */
function usualAnchor(partnerId: string): string {
  return Number(partnerId.slice(-1)) % 2 === 0 ? '2026-10-20' : '2026-10-27';
}

export type TellChange = ReturnType<typeof createTellChange>;

/** Tells every feature of a change inside the write that makes it; unchanged facts are no news. */
export function createTellChange(listeners: () => readonly OnPartnerChange[]) {
  return async (partnerId: string, before: PartnerFacts | null, after: PartnerFacts, write: Write): Promise<void> => {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    for (const listen of listeners()) await listen({ partnerId, before, after }, write);
  };
}
