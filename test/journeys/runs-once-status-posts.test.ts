import { expect, test } from 'vitest';
import { provesOnce } from './runs-once-kit.ts';
import { sweeping } from './runs-once-status-posts.ts';

test(`${sweeping.title}: one effect, whatever is repeated or crashes`, { timeout: 180_000 }, async () => {
  expect(await provesOnce(sweeping)).toEqual(['chat.postMessage']);
});
