import { Long } from 'mongodb';
import type { Case } from './case.ts';

const three = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
  { _id: 3, a: 3 },
];

/** Commands and their options (manual: reference/command/<name>). */
export const COMMAND_CASES: Case[] = [
  {
    of: 'command:find',
    docs: three,
    command: {
      find: 'c',
      filter: { a: { $gt: 1 } },
      sort: { a: -1 },
      projection: { a: 1 },
      skip: 1,
      limit: 5,
      batchSize: 5,
      singleBatch: true,
      hint: { _id: 1 },
      noCursorTimeout: false,
    },
    batch: [{ _id: 2, a: 2 }],
    gives: { cursor: { ns: 'cases.c' } },
  },
  {
    of: 'command:aggregate',
    docs: three,
    command: {
      aggregate: 'c',
      pipeline: [{ $match: { a: 2 } }],
      cursor: { batchSize: 10 },
      allowDiskUse: true,
      hint: '_id_',
    },
    batch: [three[1]!],
  },
  {
    of: 'command:count',
    docs: three,
    command: { count: 'c', query: { a: { $gt: 0 } }, skip: 1, limit: 1, hint: '_id_' },
    gives: { n: 1 },
  },
  {
    of: 'command:distinct',
    docs: [...three, { _id: 4, a: [3, 5] }, { _id: 5 }],
    command: { distinct: 'c', key: 'a', query: { _id: { $gt: 1 } }, hint: '_id_' },
    gives: { values: [2, 3, 5] },
  },
  {
    of: 'command:getMore',
    docs: three,
    command: [
      { find: 'c', sort: { _id: 1 }, batchSize: 1 },
      (first) => ({ getMore: Long.fromNumber(Number(first['cursor'].id)), collection: 'c', batchSize: 1 }),
    ],
    gives: { cursor: { nextBatch: [three[1]] } },
  },
  {
    of: 'command:killCursors',
    docs: three,
    command: [
      { find: 'c', batchSize: 1 },
      (first) => ({ killCursors: 'c', cursors: [Long.fromNumber(Number(first['cursor'].id))] }),
    ],
    gives: { cursorsNotFound: [], cursorsAlive: [] },
  },
  {
    of: 'command:insert',
    docs: [],
    command: { insert: 'c', documents: [{ _id: 1 }, { _id: 1 }, { _id: 2 }], bypassDocumentValidation: false },
    gives: { n: 1, writeErrors: [{ index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } }] },
    leaves: [{ _id: 1 }],
  },
  {
    of: 'option:insert.ordered',
    docs: [],
    command: { insert: 'c', documents: [{ _id: 1 }, { _id: 1 }, { _id: 2 }], ordered: false },
    gives: { n: 2, writeErrors: [{ index: 1 }] },
    leaves: [{ _id: 1 }, { _id: 2 }],
  },
  {
    of: 'command:update',
    docs: three,
    command: {
      update: 'c',
      updates: [
        { q: { a: { $gte: 2 } }, u: { $set: { b: 1 } }, multi: true, hint: '_id_' },
        { q: { _id: 2 }, u: { $set: { b: 1 } } },
      ],
      ordered: true,
      bypassDocumentValidation: false,
    },
    gives: { n: 3, nModified: 2 },
    leaves: [three[0]!, { _id: 2, a: 2, b: 1 }, { _id: 3, a: 3, b: 1 }],
  },
  {
    of: 'command:delete',
    docs: three,
    command: {
      delete: 'c',
      deletes: [
        { q: { a: { $gt: 0 } }, limit: 1, hint: '_id_' },
        { q: { a: 3 }, limit: 0 },
      ],
      ordered: true,
      bypassDocumentValidation: false,
    },
    gives: { n: 2 },
    leaves: [three[1]!],
  },
  {
    of: 'command:findAndModify',
    docs: three,
    command: {
      findAndModify: 'c',
      query: { a: { $gt: 1 } },
      sort: { a: -1 },
      update: { $inc: { a: 10 } },
      new: true,
      fields: { _id: 0 },
      hint: '_id_',
      bypassDocumentValidation: false,
    },
    gives: { value: { a: 13 }, lastErrorObject: { n: 1, updatedExisting: true } },
    leaves: [three[0]!, three[1]!, { _id: 3, a: 13 }],
  },
  {
    of: 'option:findAndModify.new',
    docs: three,
    command: { findAndModify: 'c', query: { _id: 1 }, update: { $inc: { a: 1 } } },
    gives: { value: { _id: 1, a: 1 } },
  },
  {
    of: 'option:findAndModify.remove',
    docs: three,
    command: { findAndModify: 'c', query: { _id: 2 }, remove: true },
    gives: { value: { _id: 2, a: 2 }, lastErrorObject: { n: 1 } },
    leaves: [three[0]!, three[2]!],
  },
  {
    of: 'option:findAndModify.upsert',
    docs: [],
    command: { findAndModify: 'c', query: { _id: 7 }, update: { $set: { a: 1 } }, upsert: true, new: false },
    gives: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 7 } },
    leaves: [{ _id: 7, a: 1 }],
  },
  {
    of: 'option:findAndModify.arrayFilters',
    docs: [{ _id: 1, g: [1, 9] }],
    command: {
      findAndModify: 'c',
      query: { _id: 1 },
      update: { $set: { 'g.$[e]': 5 } },
      arrayFilters: [{ e: { $gt: 5 } }],
      new: true,
    },
    gives: { value: { _id: 1, g: [1, 5] } },
  },
  {
    of: 'command:findandmodify',
    docs: three,
    command: { findandmodify: 'c', query: { _id: 9 }, update: { a: 1 } },
    gives: { value: null, lastErrorObject: { n: 0, updatedExisting: false } },
    leaves: three,
  },
];
