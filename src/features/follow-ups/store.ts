import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { dueSteps, modelOf, sessionOf } from '#platform/mongo.ts';
import { counterModel, followUpModel } from './model.ts';
import { unfinishedStates } from './rules/states.ts';
import { FollowUp } from './schemas.ts';
import type { BlockerCategory, FollowUpState, Step } from './schemas.ts';

/** The state that a conditional write leaves behind. */
export interface Leaving {
  followUpId: string;
  state: FollowUpState;
  nextStep?: Step | null;
  ownerRound?: number;
}

export type FollowUpChange = Partial<Omit<FollowUp, 'followUpId' | 'partnerId' | 'sourceKey'>>;
export type FollowUpStore = ReturnType<typeof createFollowUpStore>;

type Row = { _id: string } & Record<string, unknown>;

const unfinished = { state: { $in: [...unfinishedStates] } };

/** Reads inside a write take it, to see the transaction's own state. */
export function createFollowUpStore(connection: Connection) {
  const rows = modelOf(connection, followUpModel);
  const counters = modelOf(connection, counterModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});
  const list = async (filter: object, limit: number, write?: Write): Promise<readonly FollowUp[]> =>
    (await rows.find(filter, {}, inside(write)).sort({ dueAt: 1, _id: 1 }).limit(limit).lean<Row[]>()).map(parsed);

  return {
    async findFollowUp(followUpId: string, write?: Write): Promise<FollowUp | null> {
      return parsedOrNull(await rows.findOne({ _id: followUpId }, {}, inside(write)).lean<Row>());
    },

    async findBySource(partnerId: string | null, sourceKey: string, write: Write): Promise<FollowUp | null> {
      return parsedOrNull(await rows.findOne({ partnerId, sourceKey }, {}, inside(write)).lean<Row>());
    },

    async insertFollowUp(followUp: FollowUp, write: Write): Promise<void> {
      const { followUpId, ...fields } = FollowUp.parse(followUp);
      await rows.insertMany([{ _id: followUpId, ...fields }], inside(write));
    },

    /** Moves the counter on by `step` and answers where it stands; two writers at once are serialised by it. */
    async nextNumber(step: number, write: Write): Promise<number> {
      const options = { ...inside(write), upsert: true, returnDocument: 'after' as const };
      const counted = await counters
        .findOneAndUpdate({ _id: 'follow_ups' }, { $inc: { value: step } }, options)
        .lean<{ value: number }>();
      return counted?.value ?? step;
    },

    /** Changes a follow-up that is still in the state being left; null when it is not (design §6.2). */
    async changeFrom(leaving: Leaving, change: FollowUpChange, write: Write): Promise<FollowUp | null> {
      const { followUpId, ...filter } = leaving;
      const options = { ...inside(write), returnDocument: 'after' as const };
      return parsedOrNull(
        await rows.findOneAndUpdate({ _id: followUpId, ...filter }, { $set: change }, options).lean<Row>(),
      );
    },

    /** Everything that rules made of one occurrence, finished or not. */
    listOfOccurrence: (partnerId: string, occurrenceKey: string, write: Write): Promise<readonly FollowUp[]> =>
      list({ partnerId, 'source.occurrenceKey': occurrenceKey }, mostOfOccurrence, write),

    listUnfinishedOfPartner: (partnerId: string, limit: number, write?: Write): Promise<readonly FollowUp[]> =>
      list({ partnerId, ...unfinished }, limit, write),

    listUnfinishedOfOwner: (ownerStaffId: string, limit: number): Promise<readonly FollowUp[]> =>
      list({ ownerStaffId, ...unfinished }, limit),

    countUnfinished: (filter: { partnerId: string } | { ownerStaffId: string }): Promise<number> =>
      rows.countDocuments({ ...filter, ...unfinished }),

    /** How many partners but this one met each kind of blocker since then (R8). */
    async countBlockedPartners(
      question: { since: Date; exceptPartnerId: string; among: readonly BlockerCategory[] },
      write: Write,
    ): Promise<Readonly<Partial<Record<BlockerCategory, number>>>> {
      const { since, exceptPartnerId, among } = question;
      if (among.length === 0) return {};
      const found = await rows
        .find(
          {
            rule: { $in: ['R6', 'R7'] },
            openedAt: { $gte: since },
            partnerId: { $ne: exceptPartnerId },
            'title.params.category': { $in: [...among] },
          },
          { partnerId: 1, 'title.params.category': 1 },
          inside(write),
        )
        .lean<{ partnerId: string; title: { params: { category?: BlockerCategory } } }[]>();
      const partners: Partial<Record<BlockerCategory, Set<string>>> = {};
      for (const { partnerId, title } of found) {
        const { category } = title.params;
        if (category !== undefined) (partners[category] ??= new Set()).add(partnerId);
      }
      return Object.fromEntries(Object.entries(partners).map(([category, ids]) => [category, ids.size]));
    },

    ...dueSteps(rows),

    /** A channel got another id (slack.md §1.3): replies go to where the thread now is. */
    async renameChannel(oldChannelId: string, newChannelId: string): Promise<void> {
      await rows.updateMany({ 'thread.channelId': oldChannelId }, { $set: { 'thread.channelId': newChannelId } });
    },
  };
}

const mostOfOccurrence = 200;

function parsedOrNull(row: Row | null): FollowUp | null {
  return row === null ? null : parsed(row);
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): FollowUp {
  const { _id: followUpId, ...fields } = row;
  const followUp = FollowUp.safeParse({ followUpId, ...fields });
  if (followUp.success) return followUp.data;
  const problems = followUp.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { followUpId, problems } });
}
