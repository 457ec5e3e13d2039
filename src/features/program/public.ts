import type { ProgramSettings } from './schemas.ts';

/** The programme settings as every feature reads them. */
export interface ProgramPublic {
  /** The newest version; the defaults of domain/ before anything was changed. */
  current(): Promise<ProgramSettings>;
  /** A version by number, for occurrences that froze it. Throws AppError(missing, program.version_unknown). */
  atVersion(version: number): Promise<ProgramSettings>;
}
