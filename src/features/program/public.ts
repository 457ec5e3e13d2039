import type { ProgramSettings, SettingsVersion, VersionedSettings } from './schemas.ts';

/** The programme settings as every feature reads them. */
export interface ProgramPublic {
  /** The newest version; the defaults of domain/ before anything was changed. */
  current(): Promise<ProgramSettings>;
  /** The newest version with its number, for what freezes it; 0 stands for the defaults. */
  newest(): Promise<VersionedSettings>;
  /** A version by number, for occurrences that froze it. Throws AppError(missing, program.version_unknown). */
  atVersion(version: number): Promise<ProgramSettings>;
  /** What was changed since a version, oldest first. */
  versionsAfter(version: number): Promise<readonly SettingsVersion[]>;
}
