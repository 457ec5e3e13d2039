import { expect, test } from 'vitest';
import { acting, shown, sweeping } from './runs-once-directory.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 180_000 };

test(`${acting.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(acting)).toEqual(['chat.postMessage', 'chat.update', 'pins.add']);
});

test(`${shown.title}: writes nothing`, slow, async () => {
  expect(await provesNothingWritten(shown)).toHaveLength(shown.rows.length);
});

test.each(sweeping)('$title: one effect, whatever is repeated or crashes', slow, async (scene) => {
  expect(await provesOnce(scene)).toEqual(scene.calls);
});
