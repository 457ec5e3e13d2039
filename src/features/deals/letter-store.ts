import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { isDuplicateKey, modelOf, sessionOf } from '#platform/mongo.ts';
import { letterModel } from './account-model.ts';
import { alreadyDone } from './errors.ts';
import { CustomerLetter } from './letter-schemas.ts';
import { matchFieldsOf } from './matching/fields.ts';

export type LetterStore = ReturnType<typeof createLetterStore>;

type Row = { _id: string } & Record<string, unknown>;

/** Customers' letters, found by the same keys as registrations. Staff only. */
export function createLetterStore(connection: Connection) {
  const rows = modelOf(connection, letterModel);
  return {
    /** Throws AppError(conflict, deals.already_done) when the same delivery recorded it before. */
    async insertLetter(letter: CustomerLetter, write: Write): Promise<void> {
      const { letterId, ...fields } = CustomerLetter.parse(letter);
      const searchKeys = [...matchFieldsOf(letter.about).searchKeys];
      try {
        await rows.insertMany([{ _id: letterId, ...fields, searchKeys }], { session: sessionOf(write) });
      } catch (thrown) {
        if (isDuplicateKey(thrown)) throw alreadyDone();
        throw thrown;
      }
    },

    /** At most `limit` letters about customers that have one of the keys, the newest first. */
    async listLettersByKeys(keys: readonly string[], limit: number, write?: Write): Promise<readonly CustomerLetter[]> {
      const found = await rows
        .find({ searchKeys: { $in: [...keys] } }, { searchKeys: 0 }, write ? { session: sessionOf(write) } : {})
        .sort({ receivedOn: -1, recordedAt: -1 })
        .limit(limit)
        .lean<Row[]>();
      return found.map(({ _id: letterId, ...fields }) => CustomerLetter.parse({ letterId, ...fields }));
    },
  };
}
