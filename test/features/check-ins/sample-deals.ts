import { z } from 'zod';
import type { ItemAnswers, TouchContent } from '#core/contributions/touch-content.ts';
import type { Feature } from '#core/feature.ts';

export interface SampleDeal {
  id: string;
  title: string;
  amount: number;
  /** `2027-01-08 Send the offer` */
  step: string;
}
const Numbers = z.object({ changed: z.int(), deals: z.array(z.custom<SampleDeal>()) });
export type SampleNumbers = z.infer<typeof Numbers>;

/** A feature with deals for the tests of touches: the same for every partner, as they are at the moment of asking. */
export function sampleDeals(numbers: SampleNumbers) {
  const told: Pick<ItemAnswers, 'subjectId' | 'answers'>[] = [];
  const content: TouchContent = {
    name: 'sample.deals',
    touches: ['weekly_deal_review', 'monthly_performance_review'],
    order: 10,
    params: Numbers,
    take: () => Promise.resolve(numbers.deals.length === 0 ? null : structuredClone(numbers)),
    lines: ({ changed }: SampleNumbers) => [`${changed} deals changed since last week`],
    items: ({ deals }: SampleNumbers) =>
      deals.map(({ id, title, step }) => {
        const prefill = { D2: step, D3: '2027-02-01', D5: 'likely' };
        return { subjectId: id, kind: 'deal', title, ownerContactId: null, prefill };
      }),
    itemLine: (subjectId: string, { deals }: SampleNumbers) => {
      const deal = deals.find(({ id }) => id === subjectId);
      return `${deal?.title} · EUR ${deal?.amount}`;
    },
    onAnswers({ subjectId, answers }) {
      told.push({ subjectId, answers });
      return Promise.resolve();
    },
  };
  const feature: Feature = { slug: 'sample', rights: {}, touchContent: [content] };
  return { feature, told };
}
