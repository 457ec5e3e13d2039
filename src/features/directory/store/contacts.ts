import type { Connection } from 'mongoose';
import type { SlackPerson } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { contactModel } from '../model.ts';
import { Contact } from '../schemas.ts';
import { insertUnique, parseDocument, within } from './documents.ts';

export function createContactStore(connection: Connection) {
  const contacts = modelOf(connection, contactModel);
  const parse = (document: unknown): Contact => parseDocument(Contact, 'contacts', document);

  return {
    async findContact(partnerId: string, person: SlackPerson, write?: Write): Promise<Contact | null> {
      const filter = { partnerId, 'person.teamId': person.teamId, 'person.userId': person.userId };
      const found = await contacts.findOne(filter).session(within(write)).lean();
      return found ? parse(found) : null;
    },

    /** Everyone ever recorded for the partner, people who left included. */
    async listContactsOf(partnerId: string, write?: Write): Promise<Contact[]> {
      const found = await contacts.find({ partnerId }).sort({ contactId: 1 }).session(within(write)).lean();
      return found.map(parse);
    },

    async listAllContacts(): Promise<Contact[]> {
      return (await contacts.find({}).sort({ contactId: 1 }).lean()).map(parse);
    },

    async insertContact(contact: Contact, write: Write): Promise<void> {
      await insertUnique(contacts.create([Contact.parse(contact)], { session: sessionOf(write) }));
    },

    async updateContact(contactId: string, fields: Partial<Contact>, write: Write): Promise<void> {
      await contacts.updateOne({ contactId }, { $set: fields }, { session: sessionOf(write) });
    },

    /** Sets or clears `leftAt` where it is not so yet; the contact as it is then, null when there was nothing to do. */
    async markLeft(person: SlackPerson, leftAt: Date | null, write: Write): Promise<Contact | null> {
      const filter = {
        'person.teamId': person.teamId,
        'person.userId': person.userId,
        leftAt: leftAt === null ? { $ne: null } : null,
      };
      const updated = await contacts
        .findOneAndUpdate(filter, { $set: { leftAt } }, { returnDocument: 'after', session: sessionOf(write) })
        .lean();
      return updated ? parse(updated) : null;
    },
  };
}
