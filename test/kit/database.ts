import { afterAll } from 'vitest';
import type { SandboxDatabase } from '#sandbox/database.ts';
import { openDatabase } from '#sandbox/database.ts';

let opened: Promise<SandboxDatabase> | null = null;

/** One database server per test file; every app makes a database of its own in it. */
export async function testDatabaseUri(): Promise<string> {
  opened ??= openDatabase();
  return (await opened).uri;
}

afterAll(async () => {
  const server = await opened;
  opened = null;
  await server?.close();
});
