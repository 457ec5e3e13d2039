import type { SandboxDatabase } from '#sandbox/database.ts';
import { openDatabase } from '#sandbox/database.ts';

let opened: Promise<SandboxDatabase> | null = null;

/**
 * One database server per worker, which ends with it: test files share what is loaded (vitest.config.ts), and every app
 * makes a database of its own in it and drops it.
 */
export async function testDatabaseUri(): Promise<string> {
  opened ??= openDatabase();
  return (await opened).uri;
}
