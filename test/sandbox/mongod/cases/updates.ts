import type { Case } from './case.ts';
import { update } from './case.ts';

const doc = { _id: 1, a: 1, n: { x: 1 }, list: [5, 1, 3] };
const grades = {
  _id: 1,
  grades: [
    { grade: 80, mean: 75 },
    { grade: 85, mean: 90 },
    { grade: 90, mean: 85 },
  ],
};

export const UPDATE_CASES: Case[] = [
  update('$set', doc, { $set: { a: 2, 'n.y': 3 } }, { ...doc, a: 2, n: { x: 1, y: 3 } }),
  update('$set', { _id: 1 }, { $set: { b: 1, 'c.d': 2, a: 3 } }, { _id: 1, a: 3, b: 1, c: { d: 2 } }),
  update('$set', doc, { $set: { 'list.4': 9 } }, { ...doc, list: [5, 1, 3, null, 9] }),
  update('$unset', doc, { $unset: { a: '', 'n.x': '', zz: '' } }, { _id: 1, n: {}, list: [5, 1, 3] }),
  update('$unset', doc, { $unset: { 'list.1': '' } }, { ...doc, list: [5, null, 3] }),
  update('$inc', doc, { $inc: { a: -2, fresh: 4 } }, { ...doc, a: -1, fresh: 4 }),
  update('$mul', { _id: 1, a: 10 }, { $mul: { a: 1.5, b: 2 } }, { _id: 1, a: 15, b: 0 }),
  update('$min', { _id: 1, low: 200 }, { $min: { low: 150, fresh: 3 } }, { _id: 1, low: 150, fresh: 3 }),
  update('$min', { _id: 1, low: 200 }, { $min: { low: 250 } }, { _id: 1, low: 200 }),
  update('$max', { _id: 1, high: 200 }, { $max: { high: 250 } }, { _id: 1, high: 250 }),
  update('$max', { _id: 1, d: new Date(5) }, { $max: { d: new Date(3) } }, { _id: 1, d: new Date(5) }),
  update(
    '$rename',
    { _id: 1, nmae: 'x', n: { a: 1 } },
    { $rename: { nmae: 'name', 'n.a': 'n.b' } },
    { _id: 1, n: { b: 1 }, name: 'x' },
  ),
  update(
    '$setOnInsert',
    { _id: 1, a: 1 },
    { $set: { a: 2 }, $setOnInsert: { b: 1 } },
    { _id: 1, a: 2 },
    { upsert: true },
  ),
  {
    of: 'update:$setOnInsert',
    docs: [],
    command: {
      update: 'c',
      updates: [
        {
          q: { _id: 1, 'k.l': { $eq: 2 }, n: { $gt: 3 } },
          u: { $set: { item: 'apple' }, $setOnInsert: { qty: 100 } },
          upsert: true,
        },
      ],
    },
    gives: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 1 }] },
    leaves: [{ _id: 1, k: { l: 2 }, item: 'apple', qty: 100 }],
  },
  update('$push', doc, { $push: { list: 89, fresh: 1 } }, { ...doc, list: [5, 1, 3, 89], fresh: [1] }),
  update('push:$each', doc, { $push: { list: { $each: [90, 92] } } }, { ...doc, list: [5, 1, 3, 90, 92] }),
  update(
    'push:$position',
    doc,
    { $push: { list: { $each: [20, 30], $position: 2 } } },
    { ...doc, list: [5, 1, 20, 30, 3] },
  ),
  update('push:$position', doc, { $push: { list: { $each: [20], $position: -1 } } }, { ...doc, list: [5, 1, 20, 3] }),
  update('push:$slice', doc, { $push: { list: { $each: [80, 78], $slice: -3 } } }, { ...doc, list: [3, 80, 78] }),
  update('push:$slice', doc, { $push: { list: { $each: [80], $slice: 2 } } }, { ...doc, list: [5, 1] }),
  update('push:$sort', doc, { $push: { list: { $each: [4], $sort: 1 } } }, { ...doc, list: [1, 3, 4, 5] }),
  update(
    'push:$sort',
    { _id: 1, q: [{ id: 1, s: 6 }] },
    {
      $push: {
        q: {
          $each: [
            { id: 3, s: 8 },
            { id: 5, s: 2 },
          ],
          $sort: { s: 1 },
        },
      },
    },
    {
      _id: 1,
      q: [
        { id: 5, s: 2 },
        { id: 1, s: 6 },
        { id: 3, s: 8 },
      ],
    },
  ),
  update('$addToSet', doc, { $addToSet: { list: 1, fresh: 'a' } }, { ...doc, fresh: ['a'] }),
  update('$addToSet', doc, { $addToSet: { list: { $each: [1, 7, 7] } } }, { ...doc, list: [5, 1, 3, 7] }),
  update('$addToSet', doc, { $addToSet: { list: [1] } }, { ...doc, list: [5, 1, 3, [1]] }),
  update('$pull', doc, { $pull: { list: { $gte: 3 } } }, { ...doc, list: [1] }),
  update(
    '$pull',
    {
      _id: 1,
      r: [
        { item: 'A', score: 5 },
        { item: 'B', score: 8 },
      ],
    },
    { $pull: { r: { score: 8, item: 'B' } } },
    { _id: 1, r: [{ item: 'A', score: 5 }] },
  ),
  update(
    '$pull',
    { _id: 1, f: ['apples', 'kiwis'], v: ['carrots'] },
    { $pull: { f: { $in: ['apples'] }, v: 'carrots' } },
    { _id: 1, f: ['kiwis'], v: [] },
  ),
  update(
    '$',
    { _id: 1, grades: [85, 80, 80] },
    { $set: { 'grades.$': 82 } },
    { _id: 1, grades: [85, 82, 80] },
    { q: { _id: 1, grades: 80 } },
  ),
  update(
    '$',
    grades,
    { $set: { 'grades.$.std': 6 } },
    { _id: 1, grades: [grades.grades[0], { grade: 85, mean: 90, std: 6 }, grades.grades[2]] },
    { q: { grades: { $elemMatch: { grade: { $lte: 90 }, mean: { $gt: 80 } } } } },
  ),
  update('$[]', { _id: 1, grades: [85, 82] }, { $inc: { 'grades.$[]': 10 } }, { _id: 1, grades: [95, 92] }),
  update(
    '$[<identifier>]',
    { _id: 1, grades: [95, 102, 90] },
    { $set: { 'grades.$[e]': 100 } },
    { _id: 1, grades: [95, 100, 90] },
    { arrayFilters: [{ e: { $gte: 100 } }] },
  ),
  update(
    '$[<identifier>]',
    grades,
    { $set: { 'grades.$[g].mean': 100 } },
    { _id: 1, grades: [grades.grades[0], { grade: 85, mean: 100 }, { grade: 90, mean: 100 }] },
    { arrayFilters: [{ 'g.grade': { $gte: 85 } }] },
  ),
  update('replacement', doc, { b: 2 }, { _id: 1, b: 2 }),
  update('replacement', { _id: 1, b: 2 }, { _id: 1, c: 3 }, { _id: 1, c: 3 }),
  update('pipeline', { _id: 1, a: 2, b: 3 }, [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], {
    _id: 1,
    b: 3,
    sum: 5,
  }),
  update('update pipeline:$set', { _id: 1, a: 2 }, [{ $set: { b: '$a', 'c.d': 1 } }], {
    _id: 1,
    a: 2,
    b: 2,
    c: { d: 1 },
  }),
  update('update pipeline:$addFields', { _id: 1, a: 2 }, [{ $addFields: { a: { $multiply: ['$a', 3] } } }], {
    _id: 1,
    a: 6,
  }),
  update('update pipeline:$unset', { _id: 1, a: 2, b: { c: 1, d: 2 } }, [{ $unset: ['a', 'b.c'] }], {
    _id: 1,
    b: { d: 2 },
  }),
  update('update pipeline:$project', { _id: 1, a: 2, b: 3 }, [{ $project: { a: 1 } }], { _id: 1, a: 2 }),
  update('update pipeline:$replaceRoot', { _id: 1, n: { x: 1 } }, [{ $replaceRoot: { newRoot: '$n' } }], {
    _id: 1,
    x: 1,
  }),
  update(
    'update pipeline:$replaceWith',
    { _id: 1, n: { x: 1 } },
    [{ $replaceWith: { $mergeObjects: ['$$ROOT', '$n'] } }],
    { _id: 1, n: { x: 1 }, x: 1 },
  ),
];
