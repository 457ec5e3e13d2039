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
  };
}

export type TellChange = ReturnType<typeof createTellChange>;

/** Tells every feature of a change inside the write that makes it; unchanged facts are no news. */
export function createTellChange(listeners: () => readonly OnPartnerChange[]) {
  return async (partnerId: string, before: PartnerFacts | null, after: PartnerFacts, write: Write): Promise<void> => {
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    for (const listen of listeners()) await listen({ partnerId, before, after }, write);
  };
}
