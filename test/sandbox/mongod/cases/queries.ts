import { ObjectId } from 'mongodb';
import type { Case } from './case.ts';
import { query } from './case.ts';

const inventory = [
  { _id: 1, item: { name: 'ab', code: '123' }, qty: 15, tags: ['A', 'B', 'C'] },
  { _id: 2, item: { name: 'cd', code: '123' }, qty: 20, tags: ['B'] },
  { _id: 3, item: { name: 'ij', code: '456' }, qty: 25, tags: ['A', 'B'] },
  { _id: 4, item: { name: 'xy', code: '456' }, qty: 30, tags: ['B', 'A'] },
  { _id: 5, item: { name: 'mn', code: '000' }, qty: 20, tags: [['A', 'B'], 'C'] },
];
const mixed = [
  { _id: 1, v: null },
  { _id: 2 },
  { _id: 3, v: 5 },
  { _id: 4, v: 'five' },
  { _id: 5, v: [1, 9] },
  { _id: 6, v: new Date(5) },
  { _id: 7, v: true },
  { _id: 8, v: [] },
];
const survey = [
  {
    _id: 1,
    results: [
      { product: 'abc', score: 10 },
      { product: 'xyz', score: 5 },
    ],
  },
  {
    _id: 2,
    results: [
      { product: 'abc', score: 8 },
      { product: 'xyz', score: 7 },
    ],
  },
  {
    _id: 3,
    results: [
      { product: 'abc', score: 7 },
      { product: 'xyz', score: 8 },
    ],
  },
];
const hex = '652f1c000000000000000001';

export const QUERY_CASES: Case[] = [
  query('$eq', inventory, { qty: { $eq: 20 } }, [2, 5]),
  query('$eq', inventory, { 'item.name': { $eq: 'ab' } }, [1]),
  query('$eq', inventory, { tags: 'B' }, [1, 2, 3, 4]),
  query('$eq', inventory, { tags: ['A', 'B'] }, [3, 5]),
  query('$eq', inventory, { item: { code: '123', name: 'ab' } }, []),
  query('$eq', inventory, { 'tags.1': 'B' }, [1, 3]),
  query('$eq', mixed, { v: null }, [1, 2]),
  query('$eq', [{ _id: new ObjectId(hex) }], { _id: new ObjectId(hex) }, [new ObjectId(hex)]),
  query('$ne', inventory, { tags: { $ne: 'A' } }, [2, 5]),
  query('$ne', mixed, { v: { $ne: null } }, [3, 4, 5, 6, 7, 8]),
  query('$gt', inventory, { qty: { $gt: 20 } }, [3, 4]),
  query('$gt', mixed, { v: { $gt: 5 } }, [5]),
  query('$gt', mixed, { v: { $gt: new Date(1) } }, [6]),
  query('$gte', inventory, { qty: { $gte: 20 } }, [2, 3, 4, 5]),
  query('$gte', mixed, { v: { $gte: null } }, [1, 2]),
  query('$lt', inventory, { qty: { $lt: 20 } }, [1]),
  query('$lt', mixed, { v: { $gt: 2, $lt: 8 } }, [3, 5]),
  query('$lte', inventory, { qty: { $lte: 20 } }, [1, 2, 5]),
  query('$lte', mixed, { v: { $lte: 'five' } }, [4]),
  query('$in', inventory, { qty: { $in: [15, 30] } }, [1, 4]),
  query('$in', inventory, { 'item.name': { $in: [/^a/, /^c/] } }, [1, 2]),
  query('$in', mixed, { v: { $in: [null, 5] } }, [1, 2, 3]),
  query('$nin', inventory, { qty: { $nin: [15, 20] } }, [3, 4]),
  query('$nin', mixed, { v: { $nin: [null, 9] } }, [3, 4, 6, 7, 8]),
  query('$and', inventory, { $and: [{ qty: { $gt: 15 } }, { tags: 'A' }] }, [3, 4]),
  query('$or', inventory, { $or: [{ qty: 15 }, { 'item.code': '000' }] }, [1, 5]),
  query('$nor', inventory, { $nor: [{ qty: 20 }, { tags: 'C' }] }, [3, 4]),
  query('$not', inventory, { qty: { $not: { $gt: 20 } } }, [1, 2, 5]),
  query('$not', mixed, { v: { $not: { $gte: 1 } } }, [1, 2, 4, 6, 7, 8]),
  query('$not', inventory, { qty: { $not: { $gt: 15, $lt: 30 } } }, [1, 4]),
  query('$not', inventory, { 'item.name': { $not: /^a/ } }, [2, 3, 4, 5]),
  query('$exists', mixed, { v: { $exists: true } }, [1, 3, 4, 5, 6, 7, 8]),
  query('$exists', mixed, { v: { $exists: false } }, [2]),
  query('$type', mixed, { v: { $type: 'string' } }, [4]),
  query('$type', mixed, { v: { $type: 'number' } }, [3, 5]),
  query('$type', mixed, { v: { $type: 'array' } }, [5, 8]),
  query('$type', mixed, { v: { $type: ['date', 8, 'null'] } }, [1, 6, 7]),
  query('$regex', inventory, { 'item.name': { $regex: '^[ac]' } }, [1, 2]),
  query('$regex', [{ _id: 1, d: 'First line\nSecond line' }], { d: { $regex: /^S/m } }, [1]),
  query('$options', inventory, { 'item.name': { $regex: 'AB', $options: 'i' } }, [1]),
  query('$size', inventory, { tags: { $size: 2 } }, [3, 4, 5]),
  query('$all', inventory, { tags: { $all: ['A', 'B'] } }, [1, 3, 4]),
  query('$all', inventory, { tags: { $all: [['A', 'B']] } }, [3, 5]),
  query('$elemMatch', survey, { results: { $elemMatch: { product: 'xyz', score: { $gte: 8 } } } }, [3]),
  query('$elemMatch', survey, { 'results.product': 'xyz', 'results.score': { $gte: 8 } }, [1, 2, 3]),
  query(
    '$elemMatch',
    [
      { _id: 1, r: [82, 85, 88] },
      { _id: 2, r: [75, 88, 89] },
    ],
    { r: { $elemMatch: { $gte: 80, $lt: 85 } } },
    [1],
  ),
  query('$elemMatch', [{ _id: 1, r: 82 }], { r: { $elemMatch: { $gte: 80, $lt: 85 } } }, []),
  query(
    '$expr',
    [
      { _id: 1, spent: 450, budget: 400 },
      { _id: 2, spent: 100, budget: 100 },
    ],
    { $expr: { $gt: ['$spent', '$budget'] } },
    [1],
  ),
  query('$comment', inventory, { qty: 15, $comment: 'why' }, [1]),
];
