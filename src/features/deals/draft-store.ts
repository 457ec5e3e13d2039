import type { Connection } from 'mongoose';
import type { SlackPerson } from '#core/actor.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { draftModel, proposalModel } from './model.ts';
import { DealDraft, DealProposal } from './schemas.ts';

export type DraftStore = ReturnType<typeof createDraftStore>;

interface Whose {
  partnerId: string;
  person: SlackPerson;
}

type Row = { _id: string } & Record<string, unknown>;
type Expiring = { expiresAt: Date };

/** Begun forms and registrations that staff prepared: neither is a registration yet. */
export function createDraftStore(connection: Connection) {
  const drafts = modelOf(connection, draftModel);
  const proposals = modelOf(connection, proposalModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});
  const of = ({ partnerId, person }: Whose) => ({
    partnerId,
    'person.teamId': person.teamId,
    'person.userId': person.userId,
  });
  const expired = (now: Date) => ({ expiresAt: { $lte: now } });
  const openExpired = (now: Date) => ({ state: 'open', ...expired(now) });
  const earlier = (one: Expiring | null, other: Expiring | null): Date | null => {
    const dates = [one?.expiresAt, other?.expiresAt].filter((date) => date !== undefined);
    return dates.reduce<Date | null>((first, date) => (first === null || date < first ? date : first), null);
  };

  return {
    async findDraft(whose: Whose, write?: Write): Promise<DealDraft | null> {
      const row = await drafts.findOne(of(whose), {}, inside(write)).lean<Row>();
      if (row === null) return null;
      const { _id: draftId, ...fields } = row;
      return DealDraft.parse({ draftId, ...fields });
    },

    /** The person's one draft; a unique index makes two first savings at once one. */
    async saveDraft(draft: DealDraft, write: Write): Promise<void> {
      const { draftId, ...fields } = DealDraft.parse(draft);
      await drafts.replaceOne({ _id: draftId }, { _id: draftId, ...fields }, { ...inside(write), upsert: true });
    },

    async deleteDraft(whose: Whose, write: Write): Promise<void> {
      await drafts.deleteOne(of(whose), inside(write));
    },

    async deleteExpiredDrafts(now: Date, write: Write): Promise<number> {
      return (await drafts.deleteMany(expired(now), inside(write))).deletedCount;
    },

    async insertProposal(proposal: DealProposal, write: Write): Promise<void> {
      const { proposalId, ...fields } = DealProposal.parse(proposal);
      await proposals.insertMany([{ _id: proposalId, ...fields }], inside(write));
    },

    async findProposal(proposalId: string, write?: Write): Promise<DealProposal | null> {
      return proposalOf(await proposals.findOne({ _id: proposalId }, {}, inside(write)).lean<Row>());
    },

    /** Only an open one changes; null when it is not open any more. */
    async closeProposal(
      proposalId: string,
      change: Pick<DealProposal, 'state' | 'dealId'>,
      write: Write,
    ): Promise<DealProposal | null> {
      const options = { ...inside(write), returnDocument: 'after' as const };
      return proposalOf(
        await proposals.findOneAndUpdate({ _id: proposalId, state: 'open' }, { $set: change }, options).lean<Row>(),
      );
    },

    async listExpiredProposals(now: Date, limit: number, write: Write): Promise<readonly DealProposal[]> {
      const found = await proposals.find(openExpired(now), {}, inside(write)).limit(limit).lean<Row[]>();
      return found.flatMap((row) => proposalOf(row) ?? []);
    },

    /** When something here must next be put away; null when nothing waits. */
    async findNextExpiry(): Promise<Date | null> {
      const first = { sort: { expiresAt: 1 } } as const;
      return earlier(
        await drafts.findOne({}, { expiresAt: 1 }, first).lean<Expiring>(),
        await proposals.findOne({ state: 'open' }, { expiresAt: 1 }, first).lean<Expiring>(),
      );
    },
  };
}

function proposalOf(row: Row | null): DealProposal | null {
  if (row === null) return null;
  const { _id: proposalId, ...fields } = row;
  return DealProposal.parse({ proposalId, ...fields });
}
