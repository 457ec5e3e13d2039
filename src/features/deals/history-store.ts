import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { isDuplicateKey, modelOf, sessionOf } from '#platform/mongo.ts';
import { alreadyDone, opportunityHeld } from './errors.ts';
import { counterModel, dealModel } from './model.ts';
import { Deal } from './schemas.ts';

export type HistoryStore = ReturnType<typeof createHistoryStore>;

type Row = { _id: string } & Record<string, unknown>;

const inOrder = { completeAt: 1, sequence: 1 } as const;
const atOnce = 500;

/** Deals by the hundred, for files. For staff and operators alone: rows of all partners. */
export function createHistoryStore(connection: Connection) {
  const rows = modelOf(connection, dealModel);
  const counters = modelOf(connection, counterModel);
  const inside = (write: Write) => ({ session: sessionOf(write) });
  const kept = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (thrown) {
      if (isDuplicateKey(thrown, 'one_holder')) throw opportunityHeld();
      if (isDuplicateKey(thrown)) throw alreadyDone();
      throw thrown;
    }
  };
  return {
    async listByRefs(refs: { externalRefs: readonly string[]; dealIds: readonly string[] }): Promise<readonly Deal[]> {
      const filter = { $or: [{ externalRef: { $in: [...refs.externalRefs] } }, { _id: { $in: [...refs.dealIds] } }] };
      return (await rows.find(filter).lean<Row[]>()).map(parsed);
    },

    /** Who holds one of these opportunities now. */
    async listHolders(keys: readonly string[]): Promise<readonly { dealId: string; heldKeys: readonly string[] }[]> {
      const found = await rows
        .find({ heldKeys: { $in: [...keys] } }, { heldKeys: 1 })
        .lean<{ _id: string; heldKeys: string[] }[]>();
      return found.map(({ _id: dealId, heldKeys }) => ({ dealId, heldKeys }));
    },

    /** In the order of receipt; of one partner or of all. */
    async *eachDeal(partnerId: string | null): AsyncGenerator<Deal> {
      const cursor = rows
        .find(partnerId === null ? {} : { partnerId })
        .sort(inOrder)
        .lean<Row[]>()
        .cursor({ batchSize: atOnce });
      for await (const row of cursor) yield parsed(row);
    },

    /** Everything that figures of a time need: what was complete, seen, decided or closed in it, and what is approved. */
    async listTouching(of: { from: Date; to: Date; partnerId: string | null }): Promise<readonly Deal[]> {
      const within = { $gte: of.from, $lt: of.to };
      const times = ['completeAt', 'firstContactAt', 'decision.at', 'closedAt'].map((name) => ({ [name]: within }));
      const whose = of.partnerId === null ? {} : { partnerId: of.partnerId };
      const filter = { ...whose, scenario: false, $or: [...times, { status: 'approved' }] };
      return (await rows.find(filter).sort(inOrder).lean<Row[]>()).map(parsed);
    },

    /** Throws AppError(conflict): deals.opportunity_held, deals.already_done when somebody wrote one of them meanwhile. */
    async insertDeals(deals: readonly Deal[], write: Write): Promise<void> {
      const found = deals.map((deal) => {
        const { dealId, ...fields } = Deal.parse(deal);
        return { _id: dealId, ...fields };
      });
      if (found.length > 0) await kept(rows.insertMany(found, { ...inside(write), lean: true }));
    },

    /** Throws as `insertDeals`; deals.already_done also when it is not at `version` any more. */
    async replaceDeal(deal: Deal, version: number, write: Write): Promise<void> {
      const { dealId, ...fields } = Deal.parse(deal);
      const { matchedCount } = await kept(
        rows.replaceOne({ _id: dealId, version }, fields, inside(write)) as unknown as Promise<{
          matchedCount: number;
        }>,
      );
      if (matchedCount === 0) throw alreadyDone();
    },

    /** A number that a file brought along is not given again. */
    async raiseCounter(counter: string, least: number, write: Write): Promise<void> {
      await counters.updateOne({ _id: counter }, { $max: { value: least } }, { ...inside(write), upsert: true });
    },
  };
}

/** Throws AppError(bug, core.unreadable_document). */
function parsed(row: Row): Deal {
  const { _id: dealId, ...fields } = row;
  const deal = Deal.safeParse({ dealId, ...fields });
  if (deal.success) return deal.data;
  const problems = deal.error.issues.map((issue) => issue.path.join('.'));
  throw new AppError({ kind: 'bug', code: unreadableDocument, details: { dealId, problems } });
}
