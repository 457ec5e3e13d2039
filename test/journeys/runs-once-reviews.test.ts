import { expect, test } from 'vitest';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';
import { changing, reviewing } from './runs-once-reviews.ts';

const slow = { timeout: 180_000 };

test(`${reviewing.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(reviewing)).toEqual(['chat.postMessage', 'chat.update']);
});

test(`${changing.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(changing)).toHaveLength(changing.rows.length);
});
