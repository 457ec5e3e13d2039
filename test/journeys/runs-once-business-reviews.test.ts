import { expect, test } from 'vitest';
import { freezing, holding, showing } from './runs-once-business-reviews.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 180_000 };

test(`${holding.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(holding)).toEqual(['chat.postMessage', 'chat.update']);
});

test(`${showing.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(showing)).toHaveLength(showing.rows.length);
});

test(`${freezing.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(freezing)).toEqual(['chat.postMessage']);
});
