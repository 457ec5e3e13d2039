import { expect, test } from 'vitest';
import { sweeping } from './runs-once-deals-sweeps.ts';
import { provesOnce } from './runs-once-kit.ts';

test(`${sweeping.title}: one effect, whatever is repeated or crashes`, { timeout: 180_000 }, async () => {
  expect(await provesOnce(sweeping)).toContain('chat.postMessage');
});
