import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from '#platform/outbox/pace.ts';

const limits = { channelIntervalMs: 1000, workspacePerMinute: 20 };
const at = (ms: number) => new Date(1_794_819_600_000 + ms);

test('whoever asks before each post keeps one a second per place and the workspace’s posts per minute', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ place: fc.nat(5), wait: fc.nat(3000) }), { maxLength: 120 }), (posts) => {
      const pace = createPace(limits);
      const sent: { place: string; ms: number }[] = [];
      let ms = 0;
      for (const { place, wait } of posts) {
        ms = Math.max(ms + wait, pace.freeAt(`C${place}`, at(ms + wait)).getTime() - at(0).getTime());
        expect(pace.busyPlaces(at(ms))).not.toContain(`C${place}`);
        expect(pace.isWorkspaceFree(at(ms))).toBe(true);
        pace.posted(`C${place}`, at(ms));
        sent.push({ place: `C${place}`, ms });
      }
      for (const [index, one] of sent.entries()) {
        const before = sent.slice(0, index);
        expect(before.filter((other) => other.place === one.place && one.ms - other.ms < 1000)).toEqual([]);
        expect(before.filter((other) => one.ms - other.ms < 60_000).length).toBeLessThan(20);
      }
    }),
    { numRuns: 60 },
  );
});

test('a 429 holds its place until Retry-After is over, and no other', () => {
  const pace = createPace(limits);
  pace.posted('C1', at(0));
  pace.holdPlace('C1', at(30_000));
  expect(pace.busyPlaces(at(29_999))).toEqual(['C1']);
  expect(pace.freeAt('C1', at(0))).toEqual(at(30_000));
  expect(pace.freeAt('C2', at(0))).toEqual(at(0));
  expect(pace.nextFreeAt(at(0))).toEqual(at(30_000));
  expect(pace.busyPlaces(at(30_000))).toEqual([]);
});

test('a new leader lets the places of recent posts rest one interval and counts those posts', () => {
  const pace = createPace(limits);
  pace.takeOver(
    at(0),
    Array.from({ length: 20 }, (_, n) => ({ place: `C${n % 2}`, at: at(-20_000 + n * 1000) })),
  );
  expect(pace.busyPlaces(at(0)).toSorted()).toEqual(['C0', 'C1']);
  expect(pace.isWorkspaceFree(at(0))).toBe(false);
  expect(pace.freeAt('C7', at(0))).toEqual(at(40_000));
});
