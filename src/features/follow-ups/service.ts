import type { Clock } from '#core/clock.ts';
import type { OnPartnerChange } from '#core/contributions/partner-change.ts';
import type { IdSource } from '#core/ids.ts';
import type { SlackEvent } from '#core/interaction.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { FollowUpSettings } from './rules/settings.ts';
import { createOpening } from './service/opening.ts';
import { createReading } from './service/reading.ts';
import { createSteering } from './service/steering.ts';
import { createSweeping } from './service/sweeping.ts';
import { createWorking } from './service/working.ts';
import type { FollowUpStore } from './store.ts';

export interface FollowUpDeps {
  followUps: FollowUpStore;
  directory: DirectoryPublic;
  settings(): Promise<FollowUpSettings>;
  ids: IdSource;
  clock: Clock;
  inOneWrite: InOneWrite;
}

export type FollowUpService = ReturnType<typeof createFollowUpService>;

const actor = { kind: 'job', name: 'follow-ups' } as const;
const endings = ['ended', 'declined'];

/** All verbs of follow-ups; each checks its right first and writes once (design §1). */
export function createFollowUpService(deps: FollowUpDeps) {
  const working = createWorking(deps);
  const onPartnerChange: OnPartnerChange = async ({ partnerId, before, after }, write) => {
    if (before === null || before.status === after.status || !endings.includes(after.status)) return;
    await working.cancelAllOf({ partnerId, actor, write });
  };

  return {
    ...working,
    ...createOpening(deps),
    ...createSteering(deps),
    ...createSweeping(deps),
    ...createReading(deps),
    onPartnerChange,

    async onSlackEvent(event: SlackEvent): Promise<void> {
      if (event.type === 'channel_id_changed') {
        await deps.followUps.renameChannel(event.oldChannelId, event.newChannelId);
      }
    },
  };
}
