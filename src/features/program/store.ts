import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { isDuplicateKey, modelOf, sessionOf } from '#platform/mongo.ts';
import { settingsVersionModel } from './model.ts';
import { unreadableSettings, versionTaken } from './errors.ts';
import { SettingsVersion } from './schemas.ts';

export type ProgramStore = ReturnType<typeof createProgramStore>;

export function createProgramStore(connection: Connection) {
  const versions = modelOf(connection, settingsVersionModel);
  return {
    async findNewest(write?: Write): Promise<SettingsVersion | null> {
      const session = write ? sessionOf(write) : null;
      return parsed(await versions.findOne({}).sort({ version: -1 }).session(session).lean());
    },

    async findVersion(version: number): Promise<SettingsVersion | null> {
      return parsed(await versions.findOne({ version }).lean());
    },

    /** Oldest first. */
    async listAfter(version: number): Promise<readonly SettingsVersion[]> {
      const found = await versions
        .find({ version: { $gt: version } })
        .sort({ version: 1 })
        .lean();
      return found.flatMap((document) => parsed(document) ?? []);
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

function parsed(document: unknown): SettingsVersion | null {
  if (document === null) return null;
  const result = SettingsVersion.safeParse(document);
  if (!result.success) throw unreadableSettings(result.error);
  return result.data;
}
