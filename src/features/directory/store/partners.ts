import type { Connection } from 'mongoose';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { counterModel, partnerModel } from '../model.ts';
import { Partner } from '../schemas.ts';
import type { Status } from '../schemas.ts';
import { insertUnique, parseDocument, within } from './documents.ts';

const largestReadableList = 5000;

export function createPartnerStore(connection: Connection) {
  const partners = modelOf(connection, partnerModel);
  const counters = modelOf(connection, counterModel);
  const parse = (document: unknown): Partner => parseDocument(Partner, 'partners', document);

  return {
    async findPartner(partnerId: string, write?: Write): Promise<Partner | null> {
      const found = await partners.findOne({ partnerId }).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    /** Every partner by id, at most 5000. */
    async listPartners(write?: Write): Promise<Partner[]> {
      const found = await partners
        .find({})
        .sort({ partnerId: 1 })
        .limit(largestReadableList)
        .session(within(write))
        .lean();
      return found.map(parse);
    },

    /** Active partners whose territory names this country, by id. */
    async listInTerritory(country: string): Promise<Partner[]> {
      const found = await partners.find({ territory: country, status: 'active' }).sort({ partnerId: 1 }).lean();
      return found.map(parse);
    },

    /** Partners of which one of these staff members is manager or backup. */
    async listPartnersOf(staffId: string): Promise<Partner[]> {
      const filter = { $or: [{ pmStaffId: staffId }, { backupStaffId: staffId }] };
      return (await partners.find(filter).sort({ partnerId: 1 }).lean()).map(parse);
    },

    async insertPartner(partner: Partner, write: Write): Promise<void> {
      await insertUnique(partners.create([Partner.parse(partner)], { session: sessionOf(write) }));
    },

    /** Sets fields while the partner is still in the status being left; null when it is not. */
    async updatePartner(
      where: { partnerId: string; status: Status },
      fields: Partial<Partner>,
      write: Write,
    ): Promise<Partner | null> {
      const updated = await partners
        .findOneAndUpdate(where, { $set: fields }, { returnDocument: 'after', session: sessionOf(write) })
        .lean();
      return updated ? parse(updated) : null;
    },

    /** Partners whose change of tier is due, by id. */
    async listTierChangesDue(now: Date): Promise<string[]> {
      const due = await partners
        .find({ 'tierChange.at': { $lte: now } }, { partnerId: 1 })
        .sort({ partnerId: 1 })
        .lean();
      return due.map(({ partnerId }) => partnerId);
    },

    async findNextTierChangeAt(): Promise<Date | null> {
      const [next] = await partners
        .find({ 'tierChange.at': { $type: 'date' } }, { tierChange: 1 })
        .sort({ 'tierChange.at': 1 })
        .limit(1)
        .lean();
      return next?.tierChange?.at ?? null;
    },

    /** Keeps the counter at or above a number that came from outside. */
    async raisePartnerNumber(number: number, write: Write): Promise<void> {
      await counters.updateOne(
        { name: 'partner' },
        { $max: { value: number } },
        { upsert: true, session: sessionOf(write) },
      );
    },

    async nextPartnerNumber(write: Write): Promise<number> {
      const counted = await counters
        .findOneAndUpdate(
          { name: 'partner' },
          { $inc: { value: 1 } },
          { upsert: true, returnDocument: 'after', session: sessionOf(write) },
        )
        .lean();
      return counted.value;
    },
  };
}
