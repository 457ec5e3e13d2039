import { describe, expect, test } from 'vitest';
import { checkModuleState } from './rules/state.ts';
import { readTree, treeOf } from './tree.ts';

describe('module state', () => {
  test('is nowhere in app and sandbox', () => {
    expect(checkModuleState(readTree('.'))).toEqual([]);
  });

  test.each([
    ['a top-level let', 'let count = 0;'],
    ['an exported let', 'export let count = 0;'],
    ['a cache', 'const cache = new Map(); export function put(key) { cache.set(key, 1); }'],
    ['a list that grows', 'const seen = []; export const see = (x) => seen.push(x);'],
    ['a record that is filled', 'const seen = {}; export function see(x) { seen[x] = true; }'],
    ['a record that is emptied', 'const seen = { a: 1 }; export function forget(x) { delete seen[x]; }'],
    ['a clock', 'export const clock = systemClock();'],
    ['a connection', "const connection = mongoose.createConnection('x');"],
  ])('%s is found', (_name, text) => {
    expect(checkModuleState(treeOf({ 'src/platform/inbox.ts': text }))).toHaveLength(1);
  });

  test('tables that never change, and state inside a factory, are fine', () => {
    const text = `
      const kinds = new Set(['a']); const names = { a: 'b' };
      export function createInbox() { let count = 0; const rows = new Map(); rows.set('a', kinds.has('a')); return names[count]; }`;
    expect(checkModuleState(treeOf({ 'src/platform/inbox.ts': text }))).toEqual([]);
  });
});
