import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { clickModel, issueModel } from './model.ts';
import { Click, Issue } from './schemas.ts';

export type NewsletterStore = ReturnType<typeof createNewsletterStore>;
/** What the sweep has told; no change of the issue's words. */
export type Told = 'draftToldAt' | 'lateToldAt';

type Progress = Pick<Issue, 'issueKey' | 'state' | 'draftToldAt' | 'lateToldAt'>;
type Row = { _id: string } & Record<string, unknown>;

export function createNewsletterStore(connection: Connection) {
  const issues = modelOf(connection, issueModel);
  const clicks = modelOf(connection, clickModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  return {
    async findIssue(issueKey: string, write?: Write): Promise<Issue | null> {
      const row = await issues.findOne({ _id: issueKey }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsed(row);
    },

    /** What the sweep needs to know of these issues; an issue that cannot be read stops nothing here. */
    async listProgress(issueKeys: readonly string[]): Promise<readonly Progress[]> {
      const fields = { state: 1, draftToldAt: 1, lateToldAt: 1 };
      const rows = await issues.find({ _id: { $in: [...issueKeys] } }, fields).lean<(Progress & { _id: string })[]>();
      return rows.map(({ _id: issueKey, state, draftToldAt, lateToldAt }) => ({
        issueKey,
        state,
        draftToldAt,
        lateToldAt,
      }));
    },

    /** Stores the next version over the one that was seen; false when somebody else did. Version 1 is a new issue. */
    async saveIssue(issue: Issue, write: Write): Promise<boolean> {
      const { issueKey, draftToldAt, lateToldAt, ...words } = Issue.parse(issue);
      const filter = { _id: issueKey, version: issue.version - 1 };
      const changed = await issues.updateOne(filter, { $set: words }, inside(write));
      if (changed.matchedCount === 1) return true;
      if (issue.version !== 1 || (await issues.exists({ _id: issueKey }).session(sessionOf(write))) !== null)
        return false;
      await issues.insertMany([{ _id: issueKey, draftToldAt, lateToldAt, ...words }], inside(write));
      return true;
    },

    /** Marks what was told; false when it had been. `blank` is stored when there is no issue yet. */
    async markTold(told: Told, blank: Issue, write: Write): Promise<boolean> {
      const { issueKey, [told]: _never, ...fields } = blank;
      const options = { ...inside(write), upsert: true };
      const known = await issues.findOne({ _id: issueKey }, { [told]: 1 }, inside(write)).lean<Row>();
      if (known?.[told]) return false;
      await issues.updateOne({ _id: issueKey }, { $set: { [told]: write.at }, $setOnInsert: fields }, options);
      return true;
    },

    /** Each person counts once for an issue; false when they are there already. */
    async insertClick(click: Click, write: Write): Promise<boolean> {
      const { issueKey, partnerId, teamId, userId, ...fields } = Click.parse(click);
      const person = { issueKey, partnerId, teamId, userId };
      const options = { ...inside(write), upsert: true };
      return (await clicks.updateOne(person, { $setOnInsert: fields }, options)).upsertedCount === 1;
    },

    /** Of one partner, first click first. */
    async listClicks(issueKey: string, partnerId: string, write: Write): Promise<readonly Click[]> {
      const rows = await clicks.find({ issueKey, partnerId }, {}, inside(write)).sort({ at: 1 }).lean<Row[]>();
      return rows.map((row) => Click.parse(row));
    },

    async countPartnersThatClicked(issueKey: string): Promise<number> {
      return (await clicks.distinct('partnerId', { issueKey })).length;
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Issue {
  const { _id: issueKey, ...fields } = row;
  const issue = Issue.safeParse({ issueKey, ...fields });
  if (issue.success) return issue.data;
  const problems = issue.error.issues.map(({ path }) => path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { issueKey, problems } });
}
