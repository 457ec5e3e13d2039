import type { Connection } from 'mongoose';
import type { SlackPerson } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { counterModel, staffModel } from '../model.ts';
import { Staff } from '../schemas.ts';
import type { Partner } from '../schemas.ts';
import { insertUnique, parseDocument, within } from './documents.ts';

export function createStaffStore(connection: Connection) {
  const staff = modelOf(connection, staffModel);
  const counters = modelOf(connection, counterModel);
  const parse = (document: unknown): Staff => parseDocument(Staff, 'staff', document);

  return {
    async findStaff(staffId: string | null, write?: Write): Promise<Staff | null> {
      if (staffId === null) return null;
      const found = await staff.findOne({ staffId }).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    /** Who looks after a partner, in one query; null where nobody is named. */
    async findCarers(
      { pmStaffId, backupStaffId }: Pick<Partner, 'pmStaffId' | 'backupStaffId'>,
      write?: Write,
    ): Promise<{ pm: Staff | null; backup: Staff | null }> {
      const staffIds = [pmStaffId, backupStaffId].filter((staffId) => staffId !== null);
      const members = (
        await staff
          .find({ staffId: { $in: staffIds } })
          .session(within(write))
          .lean()
      ).map(parse);
      const named = (staffId: string | null) => members.find((member) => member.staffId === staffId) ?? null;
      return { pm: named(pmStaffId), backup: named(backupStaffId) };
    },

    async findStaffByPerson(person: SlackPerson): Promise<Staff | null> {
      const found = await staff.findOne({ 'person.teamId': person.teamId, 'person.userId': person.userId }).lean();
      return found ? parse(found) : null;
    },

    async listStaff(write?: Write): Promise<Staff[]> {
      return (await staff.find({}).sort({ key: 1 }).session(within(write)).lean()).map(parse);
    },

    async insertStaff(member: Staff, write: Write): Promise<void> {
      await insertUnique(staff.create([Staff.parse(member)], { session: sessionOf(write) }));
    },

    async updateStaff(staffId: string, fields: Partial<Staff>, write: Write): Promise<void> {
      await staff.updateOne({ staffId }, { $set: fields }, { session: sessionOf(write) });
    },

    async nextStaffNumber(write: Write): Promise<number> {
      const counted = await counters
        .findOneAndUpdate(
          { name: 'staff' },
          { $inc: { value: 1 } },
          { upsert: true, returnDocument: 'after', session: sessionOf(write) },
        )
        .lean();
      return counted.value;
    },
  };
}
