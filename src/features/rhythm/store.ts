import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { offerModel } from './model.ts';
import { Offer } from './schemas.ts';
import type { Choice } from './schemas.ts';

export type OfferStore = ReturnType<typeof createOfferStore>;

type Row = { _id: string } & Record<string, unknown>;

export function createOfferStore(connection: Connection) {
  const rows = modelOf(connection, offerModel);

  return {
    /** Of this partner only: foreign and missing look the same. */
    async findOffer(offerId: string, partnerId: string): Promise<Offer | null> {
      return parsedOrNull(await rows.findOne({ _id: offerId, partnerId }).lean<Row>());
    },

    async insertOffer({ offerId, ...offer }: Offer, write: Write): Promise<void> {
      await rows.insertMany([{ _id: offerId, ...offer }], { session: sessionOf(write) });
    },

    /** null when a choice was made before. */
    async choose(offerId: string, partnerId: string, choice: Choice, write: Write): Promise<Offer | null> {
      const changed = await rows
        .findOneAndUpdate(
          { _id: offerId, partnerId, choice: null },
          { $set: { choice } },
          { session: sessionOf(write), returnDocument: 'after' },
        )
        .lean<Row>();
      return parsedOrNull(changed);
    },
  };
}

function parsedOrNull(row: Row | null): Offer | null {
  if (row === null) return null;
  const { _id, ...fields } = row;
  return Offer.parse({ offerId: _id, ...fields });
}
