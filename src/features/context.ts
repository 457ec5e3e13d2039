import type { Connection } from 'mongoose';
import type { CoreContext } from '#core/context.ts';
import type { DirectoryPublic } from './directory/public.ts';
import type { ProgramPublic } from './program/public.ts';

/** What `createFeature` gets. `program` and `directory` come first and may be read by every feature (design §3). */
export interface FeatureContext extends CoreContext {
  connection: Connection;
  program: ProgramPublic;
  directory: DirectoryPublic;
}
