import type { Connection } from 'mongoose';
import { AppError } from '#core/errors.ts';
import { unreadableDocument } from '#core/job.ts';
import type { Write } from '#core/write.ts';
import { modelOf, sessionOf } from '#platform/mongo.ts';
import { Baseline, EventPayload } from './history-schemas.ts';
import type { StoredEvent } from './history-schemas.ts';
import { baselineModel, cadenceEventModel } from './model.ts';

export type HistoryStore = ReturnType<typeof createHistoryStore>;

type Row = { _id: string } & Record<string, unknown>;

/** What happened to a partner's cadence, append-only. */
export function createHistoryStore(connection: Connection) {
  const baselines = modelOf(connection, baselineModel);
  const events = modelOf(connection, cadenceEventModel);
  const inside = (write?: Write) => (write ? { session: sessionOf(write) } : {});

  return {
    async findBaseline(partnerId: string, write?: Write): Promise<Baseline | null> {
      const row = await baselines.findOne({ _id: partnerId }, {}, inside(write)).lean<Row>();
      return row === null ? null : parsedBaseline(row);
    },

    async insertBaseline({ partnerId, ...fields }: Baseline, write: Write): Promise<void> {
      await baselines.insertMany([{ _id: partnerId, ...fields }], inside(write));
    },

    /** In the order in which they came. */
    async listEvents(partnerId: string, write?: Write): Promise<readonly StoredEvent[]> {
      const found = await events.find({ partnerId }, {}, inside(write)).sort({ at: 1, _id: 1 }).lean<Row[]>();
      return found.map(parsedEvent);
    },

    /** Throws AppError(missing) without a baseline; another write at once conflicts and is repeated. */
    async appendEvent(partnerId: string, payload: EventPayload, write: Write): Promise<void> {
      const options = { ...inside(write), returnDocument: 'after' as const };
      const counted = await baselines
        .findOneAndUpdate({ _id: partnerId }, { $inc: { events: 1 } }, options)
        .lean<{ events: number }>();
      if (counted === null) throw new AppError({ kind: 'missing', code: 'check-ins.not_found' });
      const id = `${partnerId}:${String(counted.events).padStart(6, '0')}`;
      const { kind, ...rest } = payload;
      await events.insertMany([{ _id: id, partnerId, at: write.at, kind, payload: rest }], inside(write));
    },
  };
}

function parsedBaseline({ _id: partnerId, ...fields }: Row): Baseline {
  const baseline = Baseline.safeParse({ partnerId, ...fields });
  if (baseline.success) return baseline.data;
  throw unreadable(partnerId);
}

function parsedEvent({ _id: eventId, at, kind, payload }: Row): StoredEvent {
  const event = EventPayload.safeParse({ kind, ...(payload as object) });
  if (event.success && at instanceof Date) return { at, payload: event.data };
  throw unreadable(eventId);
}

function unreadable(id: string): AppError {
  return new AppError({ kind: 'bug', code: unreadableDocument, details: { id } });
}
