import { expect, test } from 'vitest';
import { createTurns } from '#platform/inbox/turns.ts';

/** Works that say when they began and end when told. */
function works() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const work = (n: number) => (): Promise<void> => {
    begun.push(n);
    return new Promise((resolve) => ends.set(n, resolve));
  };
  return { begun, work, end: (n: number) => ends.get(n)?.() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('work begins in the order in which it came, and no more than may be under way', async () => {
  const { begun, work, end } = works();
  const turns = createTurns({ most: 2, whileAcknowledging: 1 });
  for (const n of [1, 2, 3, 4]) void turns.afterwards(work(n));
  await settled();
  expect(begun).toEqual([1, 2]);
  end(2);
  await settled();
  expect(begun).toEqual([1, 2, 3]);
});

test('while a request waits for its acknowledgement little work begins, and the rest begins right after', async () => {
  const { begun, work } = works();
  const turns = createTurns({ most: 3, whileAcknowledging: 1 });
  let acknowledged = (): void => undefined;
  const acknowledging = turns.first(() => new Promise<void>((resolve) => (acknowledged = resolve)));
  for (const n of [1, 2, 3]) void turns.afterwards(work(n));
  await settled();
  expect(begun).toEqual([1]);
  acknowledged();
  await acknowledging;
  await settled();
  expect(begun).toEqual([1, 2, 3]);
});

test('work and acknowledgements that fail give their turn back', async () => {
  const { begun, work } = works();
  const turns = createTurns({ most: 1, whileAcknowledging: 1 });
  const broken = (): Promise<never> => Promise.reject(new Error('broken'));
  await expect(turns.afterwards(broken)).rejects.toThrow('broken');
  await expect(turns.first(broken)).rejects.toThrow('broken');
  void turns.afterwards(work(1));
  await settled();
  expect(begun).toEqual([1]);
});
