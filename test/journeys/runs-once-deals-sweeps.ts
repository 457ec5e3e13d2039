import { randomIds } from '#core/ids.ts';
import { detailsOf } from '#test/features/deals/kit-deals.ts';
import { berlin, dealApp, later } from '#test/features/deals/surface-kit.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, partnerIdOf, sellerOf, teamOf } from '#test/kit/partners.ts';
import { runAt } from './runs-once-kit.ts';
import type { Scene, WritingRow } from './runs-once-kit.ts';

const partnerId = partnerIdOf(berlin);

function person(userId: string) {
  return { kind: 'partner', partnerId, person: { teamId: teamOf(berlin), userId }, roles: ['partner_member'] } as const;
}

/** One registration of Fri 13 Nov 15:21 in Berlin, due Tue 17 Nov 15:21, and a form that somebody else began. */
async function appWithDeal(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<TestApp> {
  // Without chance, so that two runs give the same.
  const ids = { ...randomIds(), step: () => 1, opaque: () => 'draft-1' };
  // Of the tier that is asked nothing before December: what a review shows depends on which sweep comes first.
  const test = await dealApp([{ ...berlin, tier: 'emerging' }], { ...options, overrides: { ids } });
  const { service } = test.app.features.bySlug.deals;
  const details = detailsOf({ registrationType: 'resale' });
  await service.submitDeal({ actor: person(sellerOf(berlin)), partnerId, details, draftId: 'V1' });
  const values = { customerLegalName: 'Umberwick Retail' };
  await service.saveDraft({ actor: person(adminOf(berlin)), partnerId, values, step: 1 });
  await later(test);
  return test;
}

export const sweeping: Scene<WritingRow> = {
  title: 'what time does to a registration and to a form left lying',
  create: appWithDeal,
  rows: [
    {
      id: 'deals.sweep-due',
      act: (test) => runAt(test, 'deals.sweep-due', new Date('2026-11-17T14:22:00Z')),
      leaves: ['audit_entries', 'deals', 'outbound_messages'],
    },
    {
      id: 'deals.sweep-drafts',
      act: (test) => runAt(test, 'deals.sweep-drafts', new Date('2026-11-27T15:00:00Z')),
      leaves: ['deal_drafts'],
    },
  ],
};

export const dealSweepRows = sweeping.rows;
