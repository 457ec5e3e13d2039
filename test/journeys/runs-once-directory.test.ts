import { test } from 'vitest';
import { acting, shown, sweeping } from './runs-once-directory.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 120_000 };

test(`${acting.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  await provesOnce(acting, ['chat.postMessage', 'chat.update', 'pins.add']);
});

test(`${shown.title}: writes nothing`, slow, async () => {
  await provesNothingWritten(shown);
});

test.each(sweeping)('$title: one effect, whatever is repeated or crashes', slow, async (scene) => {
  await provesOnce(scene, scene.calls);
});
