import { describe, expect, test } from 'vitest';
import { checkTime } from './rules/time.ts';
import { readTree, treeOf } from './tree.ts';

const bareTime: readonly (readonly [string, string])[] = [
  ['new Date()', 'const now = new Date();'],
  ['Date.now', 'const now = Date.now();'],
  ['Date.now handed on as a function', 'export const now = Date.now;'],
  ['Date as a function', 'const text = Date();'],
  ['setTimeout', 'setTimeout(() => {}, 5);'],
  ['setInterval by globalThis', 'globalThis.setInterval(() => {}, 5);'],
  ['timers/promises', "import { setTimeout as wait } from 'node:timers/promises';"],
  ['performance.now', 'const started = performance.now();'],
  ['AbortSignal.timeout', 'const signal = AbortSignal.timeout(5);'],
  ['a TTL index', "schema.index({ at: 1 }, { name: 'ttl', expireAfterSeconds: 60 });"],
  ['mongoose timestamps', 'const schema = new Schema({}, { timestamps: true });'],
  ['mongoose timestamps set late', "schema.set('timestamps', true);"],
  ['$currentDate', 'const update = { $currentDate: { at: true } };'],
  ['$$NOW', "const filter = { $lt: ['$at', '$$NOW'] };"],
  ['the time inside an ObjectId', 'const at = id.getTimestamp();'],
];

describe('time', () => {
  test('is read and waited for through a Clock in the whole tree', () => {
    expect(checkTime(readTree('.'))).toEqual([]);
  });

  test.each(bareTime)('%s is found', (_name, text) => {
    expect(checkTime(treeOf({ 'src/features/deals/store.ts': text }))).toEqual([
      expect.stringContaining('src/features/deals/store.ts'),
    ]);
  });

  test('the sandbox waits on a Clock, too', () => {
    expect(checkTime(treeOf({ 'sandbox/slack/pace.ts': 'setTimeout(() => {}, 5);' }))).toHaveLength(1);
  });

  test('a Date made from a value is fine', () => {
    expect(
      checkTime(treeOf({ 'src/core/dates.ts': 'export const at = new Date(0); const clock = { now() {} };' })),
    ).toEqual([]);
  });
});
