import process from 'node:process';
import { MongoMemoryReplSet } from 'mongodb-memory-server';

/** A process of its own, so that a download that hangs or complains can be ended and stays silent: exit code 0 = there. */
try {
  const server = await MongoMemoryReplSet.create({ replSet: { count: 1 } });
  await server.stop();
  process.exit(0);
} catch {
  process.exit(1);
}
