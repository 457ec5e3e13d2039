import { expect, test } from 'vitest';
import { checkInSteps } from '#test/features/check-ins/kit.ts';
import { answering, opened, otherTiers, prefilled, promptOfTier, stepping } from './runs-once-check-ins.ts';
import { provesNothingWritten, provesOnce } from './runs-once-kit.ts';

const slow = { timeout: 180_000 };

test(`${answering.title}: one effect, whatever is repeated or crashes`, slow, async () => {
  expect(await provesOnce(answering)).toEqual(['chat.postMessage', 'chat.update']);
});

test.each([opened, prefilled])('$title: writes nothing', slow, async (scene) => {
  expect(await provesNothingWritten(scene)).toHaveLength(scene.rows.length);
});

test.each(checkInSteps)(
  'check-ins.sweep-emerging at %s: one effect, whatever is repeated or crashes',
  slow,
  async (step) => {
    const scene = stepping(step);
    expect(await provesOnce(scene)).toEqual(scene.calls);
  },
);

test.each(otherTiers)(
  'check-ins.sweep-$tier at prompt: one effect, whatever is repeated or crashes',
  slow,
  async (prompt) => {
    expect(await provesOnce(promptOfTier(prompt))).toEqual(['chat.postMessage']);
  },
);
