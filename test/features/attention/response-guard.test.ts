import { describe, expect, it } from 'vitest';
import type { ResponseCount } from '#core/contributions/response-rate.ts';
import { lowResponders } from '#features/attention/rules/response-rate.ts';
import { staffPerson } from '#test/kit/partners.ts';
import { at, startAttention } from './kit.ts';

const count = (partnerId: string, asked: number, answered: number): ResponseCount => ({ partnerId, asked, answered });

describe('who hardly answers', () => {
  it('is below 30 % over all features together, and was asked more than once', () => {
    const counts = [
      count('P-1', 10, 3),
      count('P-2', 10, 2),
      count('P-3', 1, 0),
      count('P-4', 2, 0),
      count('P-4', 2, 2),
    ];
    expect(lowResponders(counts).map(({ partnerId }) => partnerId)).toEqual(['P-2']);
  });

  it('is brought to the partner manager once in sixty days, as a question', async () => {
    const responses = () => Promise.resolve([count('P-0120', 4, 1), count('P-0121', 4, 4)]);
    const t = await startAttention({
      overrides: { moreFeatures: () => [{ slug: 'rituals', rights: {}, responseCounts: responses }] },
    });
    await t.time.advanceTo(at(27, '12:00'));
    const texts = t.slack
      .as(staffPerson.priya)
      .dms()
      .map((message) => message.text);
    expect(texts.filter((text) => text.includes('Reduce or change the ritual?'))).toEqual([
      '*Ash (P-0120)* answered 1 of 4 questions in 60 days. Reduce or change the ritual? More reminders will not help.',
    ]);
  });
});
