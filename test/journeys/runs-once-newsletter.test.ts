import { expect, test } from 'vitest';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';
import { acting, shown, shownEdit, shownItem, sweeping } from './runs-once-newsletter.ts';

const slow = { timeout: 180_000 };

test(`${acting.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(acting)).toEqual(['chat.postMessage']);
});

test(`${sweeping.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(sweeping)).toEqual(['chat.postMessage']);
});

test.each([shown, shownItem, shownEdit])('$title: writes nothing', slow, async (scene) => {
  expect(await provesNothingWritten(scene)).toHaveLength(scene.rows.length);
});
