import { test } from 'vitest';
import { steps } from '#features/check-ins/schemas.ts';
import { answering, opened, stepping } from './runs-once-check-ins.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 120_000 };

test(`${answering.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  await provesOnce(answering, ['chat.postMessage', 'chat.update']);
});

test(`${opened.title}: writes nothing`, slow, async () => {
  await provesNothingWritten(opened);
});

test.each(steps)('check-ins.sweep-emerging at %s: one effect, whatever is repeated or crashes', slow, async (step) => {
  const scene = stepping(step);
  await provesOnce(scene, scene.calls);
});
