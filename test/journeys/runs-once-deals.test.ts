import { expect, test } from 'vitest';
import { shown, sweeping, working } from './runs-once-deals.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 240_000 };

test(`${working.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(working)).toEqual(['chat.postMessage', 'chat.update']);
});

test(`${shown.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(shown)).toHaveLength(shown.rows.length);
});

test(`${sweeping.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(sweeping)).toEqual(['chat.postMessage', 'chat.update']);
});
