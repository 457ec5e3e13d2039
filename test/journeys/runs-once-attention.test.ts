import { expect, test } from 'vitest';
import { choosing, shown, sweeping } from './runs-once-attention.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 180_000 };

test(`${choosing.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(choosing)).toEqual([]);
});

test(`${shown.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(shown)).toHaveLength(shown.rows.length);
});

test(`${sweeping.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(sweeping)).toEqual(['chat.postMessage']);
});
