import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { isDuplicateKey, modelOf, sessionOf } from '#platform/mongo.ts';
import { settingsVersionModel } from './model.ts';
import { unreadableSettings, versionTaken } from './errors.ts';
import { SettingsVersion } from './schemas.ts';

export type ProgramStore = ReturnType<typeof createProgramStore>;

export function createProgramStore(connection: Connection) {
  const versions = modelOf(connection, settingsVersionModel);
  let newest: { id: string; value: SettingsVersion } | null = null;
  return {
    /** Asked for by nearly everything; a stored version never changes, so each is read into its schema once. */
    async findNewest(write?: Write): Promise<SettingsVersion | null> {
      const session = write ? sessionOf(write) : null;
      const found = await versions.findOne({}).sort({ version: -1 }).session(session).lean();
      if (found === null) return null;
      const id = String(found._id);
      if (newest?.id !== id) newest = { id, value: parsed(found) };
      return newest.value;
    },

    async findVersion(version: number): Promise<SettingsVersion | null> {
      const found = await versions.findOne({ version }).lean();
      return found === null ? null : parsed(found);
    },

    /** Oldest first. */
    async listAfter(version: number): Promise<readonly SettingsVersion[]> {
      const found = await versions
        .find({ version: { $gt: version } })
        .sort({ version: 1 })
        .lean();
      return found.map(parsed);
    },

    /** Throws AppError(conflict, program.version_taken) when somebody else was first. */
    async insertVersion(version: SettingsVersion, write: Write): Promise<void> {
      try {
        await versions.create([version], { session: sessionOf(write) });
      } catch (thrown) {
        if (isDuplicateKey(thrown)) throw versionTaken();
        throw thrown;
      }
    },
  };
}

function parsed(document: unknown): SettingsVersion {
  const result = SettingsVersion.safeParse(document);
  if (!result.success) throw unreadableSettings(result.error);
  return result.data;
}
