import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { dueSteps, modelOf, sessionOf } from '#platform/mongo.ts';
import { reviewModel } from './model.ts';
import { partnerOfReviewId } from './rules/keys.ts';
import { openStates } from './rules/states.ts';
import { Review } from './schemas.ts';
import type { ReviewState, TimedStep } from './schemas.ts';

/** The state that a conditional write leaves behind. */
export interface Leaving {
  reviewId: string;
  state: ReviewState;
  nextStep?: TimedStep | null;
}

export type ReviewChange = Partial<Omit<Review, 'reviewId' | 'partnerId' | 'quarter'>>;
export type ReviewStore = ReturnType<typeof createReviewStore>;

type Row = { _id: string } & Record<string, unknown>;

/** Reads inside a write take it, to see the transaction's own state. */
export function createReviewStore(connection: Connection) {
  const rows = modelOf(connection, reviewModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  return {
    async findReview(reviewId: string, write?: Write): Promise<Review | null> {
      const partnerId = partnerOfReviewId(reviewId);
      return parsedOrNull(await rows.findOne({ _id: reviewId, partnerId }, {}, inside(write)).lean<Row>());
    },

    async insertReview(review: Review, write: Write): Promise<void> {
      const { reviewId, ...fields } = Review.parse(review);
      await rows.insertMany([{ _id: reviewId, ...fields }], inside(write));
    },

    /** Changes a review that is still in the state being left; null when it is not (design §6.2). */
    async changeFrom(leaving: Leaving, change: ReviewChange, write: Write): Promise<Review | null> {
      const { reviewId, ...filter } = leaving;
      const options = { ...inside(write), returnDocument: 'after' as const };
      return parsedOrNull(
        await rows
          .findOneAndUpdate(
            { _id: reviewId, partnerId: partnerOfReviewId(reviewId), ...filter },
            { $set: change },
            options,
          )
          .lean<Row>(),
      );
    },

    /** The partner's reviews, newest quarter first. */
    async listOfPartner(partnerId: string, limit: number, write?: Write): Promise<readonly Review[]> {
      const found = await rows.find({ partnerId }, {}, inside(write)).sort({ quarter: -1 }).limit(limit).lean<Row[]>();
      return found.map(parsed);
    },

    async listOpenOfPartner(partnerId: string, write: Write): Promise<readonly Review[]> {
      const open = { partnerId, state: { $in: [...openStates] } };
      return (await rows.find(open, {}, inside(write)).lean<Row[]>()).map(parsed);
    },

    /** What waits for this partner manager, the nearest meeting first. */
    async listWaiting(pmStaffId: string, limit: number): Promise<readonly Review[]> {
      const found = await rows
        .find({ pmStaffId, waitsFor: { $in: ['pack', 'minutes'] } })
        .sort({ meetingAt: 1, _id: 1 })
        .limit(limit)
        .lean<Row[]>();
      return found.map(parsed);
    },

    ...dueSteps(rows),

    /** A channel got another id (slack.md §1.3): replies go to where their thread now is. */
    async renameChannel(oldChannelId: string, newChannelId: string): Promise<void> {
      for (const field of ['pack.channelId', 'minutes.channelId', 'survey.channelId']) {
        await rows.updateMany({ [field]: oldChannelId }, { $set: { [field]: newChannelId } });
      }
    },
  };
}

function parsedOrNull(row: Row | null): Review | null {
  return row === null ? null : parsed(row);
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Review {
  const { _id: reviewId, ...fields } = row;
  const review = Review.safeParse({ reviewId, ...fields });
  if (review.success) return review.data;
  const problems = review.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { reviewId, problems } });
}
