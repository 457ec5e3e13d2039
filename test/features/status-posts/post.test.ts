import { describe, expect, test } from 'vitest';
import { nextTouchLine } from '#blocks/check-ins/standing.ts';
import { openPointsLine } from '#blocks/follow-ups/standing.ts';
import { postMessage } from '#blocks/status-posts/post.ts';
import type { StandingLine } from '#core/contributions/standing.ts';
import { languages } from '#core/language.ts';
import { standingLines, takeStanding } from '#core/standing.ts';
import { OpenPoints } from '#features/follow-ups/message-schemas.ts';

const at = new Date('2026-12-07T10:15:00Z');
const next = { touchId: 'monthly_checkin', periodKey: '2026-12', heldOn: '2026-12-08' } as const;
const points = { open: 2, nextDueAt: new Date('2026-12-10T16:00:00Z') };
const reader = { language: 'en', zone: 'Europe/London' } as const;

describe('a status post', () => {
  test.each(languages)('says in %s what stands where, in at most 600 characters, and mentions nobody', (language) => {
    const lines = [openPointsLine(points, { ...reader, language }), nextTouchLine(next, { ...reader, language })];
    const contactName = '<@U1> & <!channel>'.repeat(9);
    const { text } = postMessage({ partnerId: 'P-0001', standing: [], contactName }, [...lines, ...lines, ...lines], {
      ...reader,
      language,
    });
    expect(text.length).toBeLessThanOrEqual(600);
    expect(text).not.toContain('<');
    expect(text.split('\n')).toHaveLength(6);
  });

  test('counts one point as one', () => {
    expect(openPointsLine({ ...points, open: 1 }, reader)).toBe('One point is with us, due Thu 10 Dec.');
    expect(openPointsLine(points, reader)).toBe('2 points are with us, the next due Thu 10 Dec.');
  });
});

describe('where a partner stands', () => {
  const line = (name: string, order: number, taken: unknown): StandingLine => ({
    name,
    order,
    params: OpenPoints,
    take: () => Promise.resolve(taken),
    line: (params: OpenPoints) => `${name} ${params.open}`,
  });

  test('is told in order, without those who have nothing to say, and without what is no longer understood', async () => {
    const contributors = [line('b.b', 2, points), line('a.a', 1, points), line('c.c', 3, null)];
    const taken = await takeStanding(contributors, 'P-0001', at);
    expect(taken.map(({ name }) => name)).toEqual(['a.a', 'b.b']);
    expect(standingLines(contributors, taken, reader)).toEqual(['a.a 2', 'b.b 2']);
    expect(standingLines(contributors.slice(1), [...taken, { name: 'a.a', params: { open: -1 } }], reader)).toEqual([
      'a.a 2',
    ]);
  });
});
