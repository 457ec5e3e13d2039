import { ADMIN_COMMANDS } from './admin.ts';
import type { Command } from './context.ts';
import { findAndModify } from './find-and-modify.ts';
import { READ_COMMANDS } from './read.ts';
import { SCHEMA_COMMANDS } from './schema.ts';
import { WRITE_COMMANDS } from './write.ts';

/** Every command that the stand-in answers; each has a case in test/sandbox/mongod. */
export const COMMANDS: Record<string, Command> = {
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...SCHEMA_COMMANDS,
  ...ADMIN_COMMANDS,
  findAndModify,
  findandmodify: findAndModify,
  buildinfo: ADMIN_COMMANDS['buildInfo']!,
};

/** Fields that any command may carry. `comment` and the time limit have no effect. */
export const GENERIC_FIELDS: readonly string[] = [
  ...['$db', '$readPreference', '$clusterTime', '$audit', 'lsid', 'txnNumber', 'autocommit', 'startTransaction'],
  ...['readConcern', 'writeConcern', 'maxTimeMS', 'comment', 'apiVersion', 'apiStrict', 'apiDeprecationErrors'],
];
