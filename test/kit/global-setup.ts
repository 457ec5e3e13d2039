import process from 'node:process';
import { openDatabase } from '#sandbox/database.ts';

/** Decides once which database the tests use and says so; a real mongod is started once for all files (design §10). */
export async function setup(): Promise<() => Promise<void>> {
  const database = await openDatabase();
  process.stdout.write(`${database.description}\n`);
  if (database.kind !== 'stand-in') {
    process.env['DRUMBEAT_TEST_MONGODB_URI'] = database.uri;
    return database.close;
  }
  await database.close();
  return () => Promise.resolve();
}
