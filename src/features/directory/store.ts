import type { Connection } from 'mongoose';
import { createChannelStore } from './store/channels.ts';
import { createContactStore } from './store/contacts.ts';
import { createPartnerStore } from './store/partners.ts';
import { createStaffStore } from './store/staff.ts';

export type DirectoryStore = ReturnType<typeof createDirectoryStore>;

/** Every query of the directory's collections as a named function; plain, checked objects out. */
export function createDirectoryStore(connection: Connection) {
  return {
    ...createPartnerStore(connection),
    ...createContactStore(connection),
    ...createChannelStore(connection),
    ...createStaffStore(connection),
  };
}
