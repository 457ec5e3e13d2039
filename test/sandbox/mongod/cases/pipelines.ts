import type { Case } from './case.ts';
import { pipeline } from './case.ts';

const articles = [
  { _id: 1, author: 'dave', score: 80 },
  { _id: 2, author: 'dave', score: 85 },
  { _id: 3, author: 'ahn', score: 60 },
];
const sizes = [
  { _id: 1, item: 'Shirt', sizes: ['S', 'M'] },
  { _id: 2, item: 'Shorts', sizes: [] },
  { _id: 3, item: 'Hat', sizes: 'M' },
  { _id: 4, item: 'Gloves' },
  { _id: 5, item: 'Scarf', sizes: null },
];
const mixedTypes = [
  { _id: 1, v: 'a' },
  { _id: 2, v: 10 },
  { _id: 3, v: null },
  { _id: 4 },
  { _id: 5, v: { a: 1 } },
  { _id: 6, v: true },
  { _id: 7, v: new Date(0) },
  { _id: 8, v: 9 },
  { _id: 9, v: [] },
  { _id: 10, v: [11, -1] },
];
const ids = (list: number[]): { _id: number }[] => list.map((_id) => ({ _id }));

export const PIPELINE_CASES: Case[] = [
  pipeline(
    'stage:$match',
    articles,
    [{ $match: { author: 'dave' } }, { $match: { score: { $gt: 80 } } }],
    [articles[1]!],
  ),
  pipeline('stage:$sort', articles, [{ $sort: { author: 1, score: -1 } }], [articles[2]!, articles[1]!, articles[0]!]),
  pipeline(
    'stage:$sort',
    mixedTypes,
    [{ $sort: { v: 1 } }, { $project: { _id: 1 } }],
    ids([9, 3, 4, 10, 8, 2, 1, 5, 6, 7]),
  ),
  pipeline(
    'stage:$sort',
    mixedTypes,
    [{ $sort: { v: -1, _id: 1 } }, { $project: { _id: 1 } }],
    ids([7, 6, 5, 1, 10, 2, 8, 3, 4, 9]),
  ),
  pipeline('stage:$limit', articles, [{ $sort: { _id: 1 } }, { $limit: 2 }], [articles[0]!, articles[1]!]),
  pipeline('stage:$skip', articles, [{ $sort: { _id: 1 } }, { $skip: 2 }], [articles[2]!]),
  pipeline(
    'stage:$project',
    articles,
    [{ $match: { _id: 1 } }, { $project: { author: 1, double: { $multiply: ['$score', 2] } } }],
    [{ _id: 1, author: 'dave', double: 160 }],
  ),
  pipeline(
    'stage:$project',
    [{ _id: 1, a: { b: 1, c: 2 }, d: 3 }],
    [{ $project: { 'a.b': 0, d: 0 } }],
    [{ _id: 1, a: { c: 2 } }],
  ),
  pipeline(
    'stage:$project',
    [{ _id: 1, a: [{ b: 1, c: 2 }, 5] }],
    [{ $project: { _id: 0, a: { b: 1 } } }],
    [{ a: [{ b: 1 }] }],
  ),
  pipeline(
    'stage:$group',
    articles,
    [{ $group: { _id: '$author', total: { $sum: '$score' }, n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'ahn', total: 60, n: 1 },
      { _id: 'dave', total: 165, n: 2 },
    ],
  ),
  pipeline('stage:$group', articles, [{ $group: { _id: null, n: { $sum: 1 } } }], [{ _id: null, n: 3 }]),
  pipeline(
    'stage:$group',
    [{ _id: 1, y: 2026, m: 11 }],
    [{ $group: { _id: { year: '$y', month: '$m' } } }],
    [{ _id: { year: 2026, month: 11 } }],
  ),
  pipeline('stage:$count', articles, [{ $match: { score: { $gt: 70 } } }, { $count: 'passing' }], [{ passing: 2 }]),
  pipeline('stage:$count', articles, [{ $match: { score: 0 } }, { $count: 'passing' }], []),
  pipeline(
    'stage:$unwind',
    sizes,
    [{ $unwind: '$sizes' }, { $project: { sizes: 1 } }],
    [
      { _id: 1, sizes: 'S' },
      { _id: 1, sizes: 'M' },
      { _id: 3, sizes: 'M' },
    ],
  ),
  pipeline(
    'stage:$unwind',
    sizes,
    [{ $unwind: { path: '$sizes', preserveNullAndEmptyArrays: true } }, { $project: { sizes: 1 } }],
    [
      { _id: 1, sizes: 'S' },
      { _id: 1, sizes: 'M' },
      { _id: 2 },
      { _id: 3, sizes: 'M' },
      { _id: 4 },
      { _id: 5, sizes: null },
    ],
  ),
  pipeline(
    'stage:$unwind',
    sizes,
    [
      { $match: { _id: { $in: [1, 3] } } },
      { $unwind: { path: '$sizes', includeArrayIndex: 'i' } },
      { $project: { i: 1 } },
    ],
    [
      { _id: 1, i: 0 },
      { _id: 1, i: 1 },
      { _id: 3, i: null },
    ],
  ),
  pipeline(
    'stage:$lookup',
    [
      { _id: 1, item: 'almonds' },
      { _id: 2, item: 'none' },
      { _id: 3, sku: 'almonds', instock: 120 },
    ],
    [
      { $match: { item: { $exists: true } } },
      { $lookup: { from: 'c', localField: 'item', foreignField: 'sku', as: 'stock' } },
    ],
    [
      { _id: 1, item: 'almonds', stock: [{ _id: 3, sku: 'almonds', instock: 120 }] },
      { _id: 2, item: 'none', stock: [] },
    ],
  ),
  pipeline(
    'stage:$lookup',
    [
      { _id: 1, ordered: 100 },
      { _id: 3, instock: 120 },
      { _id: 4, instock: 80 },
    ],
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'c',
          let: { q: '$ordered' },
          pipeline: [{ $match: { $expr: { $gte: ['$instock', '$$q'] } } }, { $project: { _id: 0 } }],
          as: 'stock',
        },
      },
    ],
    [{ _id: 1, ordered: 100, stock: [{ instock: 120 }] }],
  ),
  pipeline(
    'stage:$facet',
    articles,
    [{ $facet: { n: [{ $count: 'n' }], best: [{ $sort: { score: -1 } }, { $limit: 1 }] } }],
    [{ n: [{ n: 3 }], best: [articles[1]!] }],
  ),
  pipeline(
    'stage:$addFields',
    [{ _id: 1, a: { x: 1 } }],
    [{ $addFields: { 'a.y': 2, b: '$a.x', c: { d: 1 } } }],
    [{ _id: 1, a: { x: 1, y: 2 }, b: 1, c: { d: 1 } }],
  ),
  pipeline(
    'stage:$set',
    [{ _id: 1, a: [{ x: 1 }, { x: 2 }] }],
    [{ $set: { 'a.y': 0 } }],
    [
      {
        _id: 1,
        a: [
          { x: 1, y: 0 },
          { x: 2, y: 0 },
        ],
      },
    ],
  ),
  pipeline(
    'stage:$unset',
    [{ _id: 1, a: { x: 1, y: 2 }, b: 1 }],
    [{ $unset: ['a.x', 'b'] }],
    [{ _id: 1, a: { y: 2 } }],
  ),
  pipeline('stage:$replaceRoot', [{ _id: 1, n: { x: 1 } }], [{ $replaceRoot: { newRoot: '$n' } }], [{ x: 1 }]),
  pipeline(
    'stage:$replaceWith',
    [{ _id: 1, n: { x: 1 } }],
    [{ $replaceWith: { $mergeObjects: [{ y: 0 }, '$n'] } }],
    [{ y: 0, x: 1 }],
  ),
  {
    of: 'projection:inclusion',
    docs: [{ _id: 1, a: 1, b: { c: 2, d: 3 } }],
    command: { find: 'c', projection: { 'b.c': 1, _id: 0 } },
    batch: [{ b: { c: 2 } }],
  },
  {
    of: 'projection:exclusion',
    docs: [{ _id: 1, a: 1, b: { c: 2, d: 3 } }],
    command: { find: 'c', projection: { 'b.c': 0, a: 0 } },
    batch: [{ _id: 1, b: { d: 3 } }],
  },
  {
    of: 'projection:expression',
    docs: [{ _id: 1, a: 1 }],
    command: { find: 'c', projection: { v: { $add: ['$a', 1] } } },
    batch: [{ _id: 1, v: 2 }],
  },
  {
    of: 'projection:$slice',
    docs: [{ _id: 1, a: [1, 2, 3], b: 1 }],
    command: { find: 'c', projection: { a: { $slice: -2 } } },
    batch: [{ _id: 1, a: [2, 3], b: 1 }],
  },
  {
    of: 'projection:$slice',
    docs: [{ _id: 1, a: [1, 2, 3], b: 1 }],
    command: { find: 'c', projection: { a: { $slice: [1, 1] } } },
    batch: [{ _id: 1, a: [2], b: 1 }],
  },
  {
    of: 'projection:$elemMatch',
    docs: [
      {
        _id: 1,
        z: 'x',
        s: [
          { n: 'a', v: 1 },
          { n: 'b', v: 2 },
        ],
      },
      { _id: 2, s: [] },
    ],
    command: { find: 'c', sort: { _id: 1 }, projection: { s: { $elemMatch: { v: { $gt: 1 } } } } },
    batch: [{ _id: 1, s: [{ n: 'b', v: 2 }] }, { _id: 2 }],
  },
];
