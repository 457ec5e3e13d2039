import type { CoreContext } from '#core/context.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import type { Access } from './access.ts';
import type { TellChange } from './changes.ts';
import { createStatusService } from './service/change-status.ts';
import { createTierService } from './service/change-tier.ts';
import { createChannelStateService } from './service/channel-state.ts';
import { createConnectService } from './service/connect.ts';
import { createHubUpkeep } from './service/hub-upkeep.ts';
import { createHub } from './service/hub.ts';
import { createSheetService } from './service/sheet.ts';
import { createSightService } from './service/sight.ts';
import { createStaffNotes } from './service/staff-notes.ts';
import type { DirectoryStore } from './store.ts';

/** The directory's verbs, one file each in `service/`. */
export function createDirectoryServices(
  deps: CoreContext & {
    store: DirectoryStore;
    access: Access;
    tellChange: TellChange;
    program: ProgramPublic;
  },
) {
  const { store, access, tellChange } = deps;
  const { slack, clock, holidays, inOneWrite, contributed } = deps;
  const previews = () => contributed.previewPartnerChange();
  const hub = createHub({ store, clock, holidays, buttons: () => contributed.hubButtons() });
  const tellStaff = createStaffNotes({ store, clock });
  const channels = createChannelStateService({ store, slack, clock, hub, tellStaff, inOneWrite, tellChange });
  return {
    hub,
    channels,
    connect: createConnectService({ store, slack, access, hub, inOneWrite, tellChange }),
    sight: createSightService({ store, hub, tellStaff, holidays, inOneWrite }),
    status: createStatusService({ store, access, hub, clock, inOneWrite, tellChange, previews }),
    tier: createTierService({ store, access, program: deps.program, clock, inOneWrite, tellChange, previews }),
    sheet: createSheetService({ store, access }),
    upkeep: createHubUpkeep({ store, hub, channels, inOneWrite }),
  };
}
