import { describe, expect, it } from 'vitest';
import { reviewItemLine, reviewItems, reviewLines, standingLine } from '#blocks/deals/touches.ts';
import { ageOf, worstFirst } from '#features/deals/rules/flagging.ts';
import type { DealReview } from '#features/deals/touch-schemas.ts';
import { dealOf, detailsOf } from './kit-deals.ts';

const zone = 'Europe/Berlin';
const today = '2026-12-14';
const reader = { language: 'en', zone } as const;

/** Healthy: 30 days of protection, updated and moved a week ago, to close in January. */
function ageWith(change: Parameters<typeof dealOf>[0] = {}, closeOn = '2027-01-29') {
  const lately = new Date('2026-12-07T09:00:00Z');
  const healthy = { protectedUntilOn: '2027-01-13', lastUpdateAt: lately, stageSince: lately };
  return ageOf(dealOf({ ...healthy, details: detailsOf({ expectedCloseOn: closeOn }), ...change }), today, zone);
}

describe('a review asks about a deal', () => {
  it.each([
    ['that is healthy: not at all', {}, undefined, []],
    ['with 14 days of protection left', { protectedUntilOn: '2026-12-28' }, undefined, ['ending']],
    ['with 15 days left: not yet', { protectedUntilOn: '2026-12-29' }, undefined, []],
    ['without an update for 14 days', { lastUpdateAt: new Date('2026-11-30T09:00:00Z') }, undefined, ['stale']],
    ['without one for 13 days: not yet', { lastUpdateAt: new Date('2026-12-01T09:00:00Z') }, undefined, []],
    ['whose close date has passed', {}, '2026-12-13', ['close_past']],
    ['that closes today: not yet', {}, today, []],
    ['22 days in one stage', { stageSince: new Date('2026-11-22T09:00:00Z') }, undefined, ['stuck']],
    ['21 days in one stage: not yet', { stageSince: new Date('2026-11-23T09:00:00Z') }, undefined, []],
  ] as const)('%s', (_, change, closeOn, flags) => {
    expect(ageWith(change, closeOn).flags).toEqual(flags);
  });

  it('worst first: ending, silent, past its date, stuck; of two ending ones the sooner', () => {
    const ages = {
      stuck: ageWith({ stageSince: new Date('2026-11-01T09:00:00Z') }),
      past: ageWith({}, '2026-12-01'),
      stale: ageWith({ lastUpdateAt: new Date('2026-11-01T09:00:00Z') }),
      later: ageWith({ protectedUntilOn: '2026-12-27' }),
      sooner: ageWith({ protectedUntilOn: '2026-12-16' }),
    };
    const order = Object.entries(ages).toSorted(([, one], [, other]) => worstFirst(one, other));
    expect(order.map(([name]) => name)).toEqual(['sooner', 'later', 'stale', 'past', 'stuck']);
  });
});

const shown = {
  dealId: 'DR-2026-0142',
  customer: 'Elmstone <!channel> Clinics',
  amount: { amountMinor: 4_800_000, currency: 'EUR' },
  stage: 'proposal',
  daysInStage: 23,
  expectedCloseOn: '2027-01-29',
  daysLeft: 9,
  flags: ['ending', 'stuck'],
  nextStep: 'Call the buyer',
  nextStepOn: '2026-12-18',
  forecast: 'likely',
  ownerContactId: null,
} satisfies DealReview['deals'][number];

const review: DealReview = {
  touchId: 'weekly_deal_review',
  ...{ approved: 3, undecided: 1, changed: 2 },
  stages: [
    { stage: 'qualified', count: 1, totals: [{ amountMinor: 1_000_000, currency: 'USD' }] },
    { stage: 'proposal', count: 2, totals: [shown.amount, { amountMinor: 500_000, currency: 'USD' }] },
  ],
  deals: [shown, { ...shown, dealId: 'DR-2026-0150', flags: ['close_past'], nextStepOn: null, forecast: null }],
};

describe('what a review shows', () => {
  it('is one line a week, the pipeline by stage every two weeks', () => {
    expect(reviewLines(review, reader)).toEqual([
      '3 approved registrations, 2 changed in the last week · 1 waiting for our decision',
    ]);
    expect(reviewLines({ ...review, touchId: 'biweekly_pipeline_review' }, reader)).toEqual([
      'Qualified: 1 · USD 10,000',
      'Proposal: 2 · EUR 48,000 + USD 5,000',
    ]);
  });

  it('is one harmless line for each deal, with what is known of it filled in', () => {
    expect(reviewItemLine('DR-2026-0142', review, reader)).toBe(
      'Elmstone &lt;!channel&gt; Clinics · EUR 48,000 · Proposal, 23 days · close 29 Jan 2027 · 9 days protected',
    );
    expect(reviewItemLine('DR-2026-0150', review, reader)).toContain('close 29 Jan 2027 has passed');
    expect(reviewItems(review).map(({ prefill }) => prefill)).toEqual([
      { D2: '2026-12-18 Call the buyer', D3: '2027-01-29', D5: 'likely' },
      { D3: '2027-01-29' },
    ]);
  });

  it('says elsewhere in one line how the partner stands', () => {
    const nextDecisionAt = new Date('2026-11-17T16:00:00Z');
    expect(standingLine({ open: 2, nextDecisionAt }, reader)).toBe('2 registrations open, next decision by Tue 17 Nov');
    expect(standingLine({ open: 1, nextDecisionAt: null }, { ...reader, language: 'de' })).toBe(
      '1 Registrierung offen',
    );
  });
});
