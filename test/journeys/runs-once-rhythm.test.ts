import { expect, test } from 'vitest';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';
import { choosing, showing } from './runs-once-rhythm.ts';

const slow = { timeout: 180_000 };

test(`${choosing.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(choosing)).toEqual(['chat.update']);
});

test(`${showing.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(showing)).toHaveLength(showing.rows.length);
});
