import type { Db } from 'mongodb';
import { config as migrateConfig, status, up } from 'migrate-mongo';
import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import { createDeclared, isDuplicateKey, missingPromises, modelOf } from './mongo.ts';
import type { ModelDeclaration } from './mongo.ts';
import { leaseModel } from './outbox/leader.ts';

export interface MigrationDeps {
  connection: Connection;
  clock: Clock;
  models: readonly ModelDeclaration[];
  /** Folder of the migration files. */
  folder: string;
}

const lockName = 'migrate';
const lockMs = 10 * 60_000;

/** Migration files not yet applied. */
export async function pendingMigrations(
  deps: Pick<MigrationDeps, 'connection' | 'folder'>,
): Promise<readonly string[]> {
  configure(deps.folder);
  const all = await status(databaseOf(deps.connection));
  return all.filter((file) => file.appliedAt === 'PENDING').map((file) => file.fileName);
}

/**
 * Collections, indexes and migrations, once, under a lock document: migrate-mongo itself takes none. Returns the files
 * applied. Throws AppError(conflict, core.migration_running).
 */
export async function migrate(deps: MigrationDeps): Promise<readonly string[]> {
  const leases = modelOf(deps.connection, leaseModel);
  await lock(deps);
  try {
    configure(deps.folder);
    const client = deps.connection.getClient();
    const applied = await up(databaseOf(deps.connection), client);
    await createDeclared(deps.connection, deps.models);
    return applied;
  } finally {
    await leases.deleteOne({ _id: lockName });
  }

  async function lock({ clock }: MigrationDeps): Promise<void> {
    const now = clock.now();
    await leases.deleteOne({ _id: lockName, until: { $lt: now } });
    try {
      await leases.create({ _id: lockName, holder: 'migrate', epoch: 0, until: new Date(now.getTime() + lockMs) });
    } catch (thrown) {
      if (isDuplicateKey(thrown)) throw new AppError({ kind: 'conflict', code: 'core.migration_running' });
      throw thrown;
    }
  }
}

/** Throws AppError(rejected, core.not_migrated) naming what is pending or missing; a promise without its index is none. */
export async function requireMigrated(deps: Omit<MigrationDeps, 'clock'>): Promise<void> {
  const missing = [...(await pendingMigrations(deps)), ...(await missingPromises(deps.connection, deps.models))];
  if (missing.length > 0) throw new AppError({ kind: 'rejected', code: 'core.not_migrated', details: { missing } });
}

function configure(folder: string): void {
  migrateConfig.set({
    migrationsDir: folder,
    migrationFileExtension: '.ts',
    changelogCollectionName: 'migrations',
    lockCollectionName: 'migration_locks',
    lockTtl: 0,
    useFileHash: false,
    moduleSystem: 'esm',
  });
}

function databaseOf(connection: Connection): Db {
  if (!connection.db) throw new Error('the database is not connected');
  return connection.db;
}
