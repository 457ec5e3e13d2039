import { freshDatabaseName, openDatabase } from '#sandbox/database.ts';
import { serveParent } from './child.ts';

export interface DatabaseReady {
  uri: string;
  description: string;
  /** A name for each database asked for. */
  names: readonly string[];
}

/** The database server in a process of its own, so that both sides of a comparison reach it alike. */
serveParent(async ({ databases }: { databases: number }) => {
  const { uri, description, close } = await openDatabase();
  const names = Array.from({ length: databases }, freshDatabaseName);
  return { ready: { uri, description, names } satisfies DatabaseReady, close };
});
