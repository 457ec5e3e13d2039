import type { Case } from './case.ts';

const three = [
  { _id: 1, a: 1 },
  { _id: 2, a: 2 },
  { _id: 3, a: 3 },
];
const indexA = { createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] };

/** Commands on collections, indexes and the server (manual: reference/command/<name>). */
export const SCHEMA_CASES: Case[] = [
  {
    of: 'command:create',
    docs: [],
    command: [
      { create: 'other' },
      { listCollections: 1, filter: { name: 'other' }, nameOnly: true, authorizedCollections: false, cursor: {} },
    ],
    batch: [{ name: 'other', type: 'collection' }],
  },
  {
    of: 'command:listCollections',
    docs: three,
    command: { listCollections: 1, filter: { name: 'c' } },
    gives: { cursor: { firstBatch: [{ name: 'c', type: 'collection' }] } },
  },
  { of: 'command:drop', docs: three, command: { drop: 'c' }, gives: { ns: 'cases.c', nIndexesWas: 1 }, leaves: [] },
  { of: 'command:dropDatabase', docs: three, command: { dropDatabase: 1 }, gives: { dropped: 'cases' }, leaves: [] },
  {
    of: 'command:createIndexes',
    docs: three,
    command: { ...indexA, commitQuorum: 'majority' },
    gives: { numIndexesBefore: 1, numIndexesAfter: 2, createdCollectionAutomatically: false },
  },
  {
    of: 'command:createIndexes',
    docs: three,
    command: [indexA, indexA],
    gives: { numIndexesBefore: 2, numIndexesAfter: 2, note: 'all indexes already exist' },
  },
  {
    of: 'command:listIndexes',
    docs: three,
    command: [
      {
        createIndexes: 'c',
        indexes: [
          {
            key: { a: 1 },
            name: 'x',
            unique: true,
            partialFilterExpression: { a: { $gt: 1 } },
            expireAfterSeconds: 60,
          },
        ],
      },
      { listIndexes: 'c', cursor: {} },
    ],
    batch: [
      { v: 2, name: '_id_', key: { _id: 1 } },
      {
        v: 2,
        name: 'x',
        key: { a: 1 },
        unique: true,
        partialFilterExpression: { a: { $gt: 1 } },
        expireAfterSeconds: 60,
      },
    ],
  },
  {
    of: 'command:dropIndexes',
    docs: three,
    command: [indexA, { dropIndexes: 'c', index: 'a_1' }],
    gives: { nIndexesWas: 2 },
  },
  {
    of: 'command:dropIndexes',
    docs: three,
    command: [indexA, { dropIndexes: 'c', index: '*' }, { listIndexes: 'c' }],
    batch: [{ v: 2, name: '_id_', key: { _id: 1 } }],
  },
  {
    of: 'command:hello',
    docs: [],
    command: { hello: 1, helloOk: true, client: {}, compression: [], backpressure: true },
    gives: { isWritablePrimary: true, setName: 'rs0', maxWireVersion: 21, logicalSessionTimeoutMinutes: 30 },
  },
  { of: 'command:isMaster', docs: [], command: { isMaster: 1 }, gives: { ismaster: true, setName: 'rs0' } },
  { of: 'command:ismaster', docs: [], command: { ismaster: 1 }, gives: { ismaster: true } },
  { of: 'command:ping', docs: [], command: { ping: 1 }, gives: { ok: 1 } },
  { of: 'command:buildInfo', docs: [], command: { buildInfo: 1 }, gives: { version: '7.0.0' } },
  { of: 'command:buildinfo', docs: [], command: { buildinfo: 1 }, gives: { version: '7.0.0' } },
];
