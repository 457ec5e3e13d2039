declare module 'migrate-mongo' {
  import type { Db, MongoClient } from 'mongodb';

  export const config: { set(content: Record<string, unknown>): void };
  /** File names applied, in order. */
  export function up(db: Db, client: MongoClient): Promise<string[]>;
  /** `appliedAt` is 'PENDING' for what was never applied. */
  export function status(db: Db): Promise<{ fileName: string; appliedAt: string }[]>;
}
