import { expect, test } from 'vitest';
import { AppError } from '#core/errors.ts';
import type { ActionRequest } from '#core/interaction.ts';
import { channelOf, sellerOf } from '#test/kit/partners.ts';
import { acme, lastWord, probeForm, startEdges } from './edge-kit.ts';
import type { EdgeTest } from './edge-kit.ts';

const waiting = { ...probeForm, callback_id: 'probe.waiting', blocks: probeForm.blocks.slice(0, 1) } as never;
const ready = probeForm as never;

async function press(t: EdgeTest, onPress: (request: ActionRequest) => Promise<void>): Promise<string> {
  t.probe.onPress = onPress;
  const sam = t.slack.as(sellerOf(acme));
  await sam.press({ channelId: channelOf(acme), ts: t.noteTs, actionId: 'probe.note.press' });
  await t.time.settle();
  return JSON.stringify(sam.currentView()?.content ?? null);
}

test('a modal that takes work is open at once, then filled; failure, closing and a dead trigger are told', async () => {
  const t = await startEdges();
  const sam = t.slack.as(sellerOf(acme));
  const seen: (string | undefined)[] = [];
  const filled = await press(t, (request) =>
    request.openLoading(waiting, async () => {
      seen.push(JSON.stringify(sam.currentView()?.content));
      return ready;
    }),
  );
  expect(seen[0]).toContain('probe.waiting');
  expect(filled).toContain('probe.form');
  await sam.closeView();

  const failed = await press(t, (request) =>
    request.openLoading(waiting, async () => {
      throw new AppError({ kind: 'missing', code: 'core.not_found' });
    }),
  );
  expect(failed).toContain('Not found.');
  await sam.closeView();

  const closed = await press(t, (request) =>
    request.openLoading(waiting, async () => {
      await sam.closeView();
      return ready;
    }),
  );
  expect(closed).toBe('null');
  expect(lastWord(t, sellerOf(acme))).toBe('');

  const late = await press(t, async (request) => {
    t.clock.moveTo(new Date(t.clock.now().getTime() + 4000));
    await request.openLoading(waiting, async () => ready);
  });
  expect(late).toBe('null');
  expect(lastWord(t, sellerOf(acme))).toBe('That took too long. Nothing is lost; please press the button again.');
});
