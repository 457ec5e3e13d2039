import { expect, test } from 'vitest';
import type { Feature } from '#core/feature.ts';
import { createTestApp } from '#test/kit/app.ts';
import type { TestApp } from '#test/kit/app.ts';
import { attentionRows } from './runs-once-attention.ts';
import { businessReviewRows } from './runs-once-business-reviews.ts';
import { dealRows } from './runs-once-deals.ts';
import { directoryRows } from './runs-once-directory.ts';
import { followUpRows } from './runs-once-follow-ups.ts';
import { newsletterRows } from './runs-once-newsletter.ts';
import { statusPostRows } from './runs-once-status-posts.ts';
import { answering, checkInRows, opened } from './runs-once-check-ins.ts';
import { actsOf, provesNothingWritten, provesOnce } from './runs-once-kit.ts';
import { reviewRows } from './runs-once-reviews.ts';
import { rhythmRows } from './runs-once-rhythm.ts';

const rows = new Set(
  [
    ...[...attentionRows, ...businessReviewRows, ...checkInRows, ...directoryRows, ...followUpRows, ...reviewRows],
    ...dealRows,
    ...newsletterRows,
    ...rhythmRows,
    ...statusPostRows,
  ].map(({ id }) => id),
);

function withoutRow(features: readonly Feature[]): readonly string[] {
  return features.flatMap(actsOf).filter((id) => !rows.has(id));
}

test('every button, form, command and job of the app has a row that proves its one effect, or that it writes nothing', async () => {
  const { app } = await createTestApp();
  expect(withoutRow(app.features.list)).toEqual([]);
  expect([...rows].filter((id) => !app.features.list.flatMap(actsOf).includes(id))).toEqual([]);
  expect(app.jobNames.filter((name) => !rows.has(name))).toEqual([]);
});

test('a feature that adds a button, a form, a command, a word to the bot or a job without a row is found', () => {
  const nothing = () => Promise.resolve();
  const newcomer: Feature = {
    slug: 'newcomer',
    rights: {},
    actions: { 'newcomer.card.press': nothing },
    views: { 'newcomer.form': () => Promise.resolve({ kind: 'close' }) },
    commands: [{ name: 'newcomer', usage: '', summary: '', handle: nothing }],
    mentions: [{ keywords: ['newcomer'], handle: nothing }],
    jobs: [{ name: 'newcomer.sweep-all', everyMs: null, run: () => Promise.resolve({ handled: 0, failed: 0 }) }],
  };
  expect(withoutRow([newcomer])).toEqual([
    'newcomer.card.press',
    'newcomer.form',
    '/partner newcomer',
    '@ newcomer',
    'newcomer.sweep-all',
  ]);
});

test('a row that has no effect, and one that writes though it should not, are found', async () => {
  const [chosen] = answering.rows;
  const [opens] = opened.rows;
  if (!chosen || !opens) throw new Error('there are no rows');
  const idle = { ...answering, rows: [{ ...opens, leaves: chosen.leaves }] };
  await expect(provesOnce(idle)).rejects.toThrow(opens.id);
  const both = (app: TestApp) => chosen.act(app).then(() => opens.act(app));
  await expect(provesNothingWritten({ ...answering, rows: [{ ...opens, act: both }] })).rejects.toThrow(opens.id);
});
