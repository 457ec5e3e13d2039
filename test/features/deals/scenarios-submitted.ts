import { describe, expect, it } from 'vitest';
import { actionIds, staffActionIds } from '#blocks/deals/ids.ts';
import { textsFor } from '#blocks/deals/texts.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { FilledValues } from '#sandbox/slack/person-modals.ts';
import type { FixtureApp } from './fixtures-kit.ts';
import { threadIn } from './scenario-kit.ts';
import { filled, peopleOf } from './scenario-people.ts';
import { viewText } from './surface-kit.ts';

interface Refused {
  partner: string;
  values: FilledValues;
  finding: string;
  reason: string;
}

const refused: Readonly<Record<string, Refused>> = {
  S04: {
    partner: 'P016',
    values: filled('BRINDLEWICK FOODS LIMITED', 'brindlewick.example', ['60000', 'USD'], {
      ...{ registrationType: 'referral', customerCountry: 'IN', products: 'Flow' },
    }),
    ...{ finding: 'C2 reject already_registered', reason: 'duplicate_registered' },
  },
  S08: {
    partner: 'P008',
    values: filled('Opalvale Bank', 'opalvale.example', ['130000', 'CAD']),
    ...{ finding: 'C5 reject direct_process', reason: 'existing_direct_opportunity' },
  },
  S11: {
    partner: 'P023',
    values: filled('Willowgate Retail', 'willowgate-retail.example', ['22000', 'EUR'], {
      ...{ registrationType: 'renewal_expansion', products: 'Flow' },
    }),
    ...{ finding: 'C8 reject incumbent_renewal', reason: 'incumbent_partner' },
  },
  S12: {
    partner: 'P010',
    values: filled('Ministry of Fabled Works', 'fabled-works.example', ['900000', 'BRL'], {
      ...{ publicTender: 'published', tenderPublishedOn: '2026-11-01' },
    }),
    ...{ finding: 'C9 reject public_tender', reason: 'public_tender' },
  },
  S14: {
    partner: 'P018',
    values: filled('Hazelvale Media', 'hazelvale-media.example', ['9000', 'EUR'], {
      ...{ registrationType: 'referral', customerCountry: 'BR', products: 'Flow' },
    }),
    ...{ finding: 'C12 reject outside_territory', reason: 'outside_territory' },
  },
  S36: {
    partner: 'P002',
    values: filled('Alderstone Bank', 'alderstone-bank.example', ['110000', 'USD']),
    ...{ finding: 'C14 reject direct_only', reason: 'direct_only' },
  },
};

interface Read {
  partner: string;
  customer: string;
  state: string;
  words: RegExp;
}

/** How the root and the decision below it read once the partner's morning has come (domain §4.5, §4.9). */
export const decisionsRead: Readonly<Record<string, Read>> = {
  S04: refusal(
    'P016',
    'BRINDLEWICK FOODS LIMITED',
    /_already registered by another partner_\. We will tell you if it opens\./,
  ),
  S08: refusal('P008', 'Opalvale Bank', /_our team is already in an active process with this customer_\./),
  S11: refusal(
    'P023',
    'Willowgate Retail',
    /_renewals stay with the current partner unless the customer tells us otherwise in writing_\./,
  ),
  S12: refusal(
    'P010',
    'Ministry of Fabled Works',
    /_the tender is already published, so all bidders get standard terms_\./,
  ),
  S14: refusal('P018', 'Hazelvale Media', /_outside your territory_\./),
  S36: refusal('P002', 'Alderstone Bank', /_this account is served directly_\./),
  S09: {
    ...{ partner: 'P010', customer: 'Sablemoor Energy', state: 'approved' },
    words: /^Approved as co-sell with Bo Adeyemi\. Approved\. Protected until \*14 Feb 2027\* \(90 days\)\./,
  },
  S10: {
    ...{ partner: 'P014', customer: 'Teaselbridge Freight', state: 'approved' },
    words: /^Approved\. Protected until \*14 Feb 2027\* \(90 days\)\./,
  },
};

function refusal(partner: string, customer: string, reason: RegExp): Read {
  return { partner, customer, state: 'not approved', words: new RegExp(`^Not approved: ${reason.source}`) };
}

const pick = (deal: Deal) => deal.findings.map(({ class: of, outcome, text }) => `${of} ${outcome} ${text}`);

/** S02, S04, S08–S14, S31–S33 and S36: sent in the form at the clock, and decided by operations. */
export function submittedScenarios(app: FixtureApp): void {
  const { person, send, registered, found, decided } = peopleOf(app);

  describe('scenarios of domain §16.4, sent in the form at the clock', () => {
    it('S02: a colleague’s registration is opened instead (C1)', async () => {
      const { dealId } = await app.deal('S01');
      const admin = person('UP005ADMIN');
      const customer = 'Elmstone Clinics GmbH';
      const more = { registrationType: 'co_sell' };
      expect(await send(admin, filled(customer, 'elmstone-clinics.example', ['48000', 'EUR'], more))).toEqual({});
      expect(viewText(admin)).toContain(textsFor('de').form.colleague(customer, dealId, '13. Nov. 2026'));
      expect(await app.deals({ 'details.customerLegalName': customer })).toEqual([]);
      await admin.pressInView({ actionId: actionIds.openFromList });
      await app.test.time.settle();
      expect(viewText(admin)).toContain(dealId);
      await admin.closeView();
    });

    it.each(Object.entries(refused))('%s: is found at once, and rejected for its reason', async (ref, given) => {
      const { partner, values, finding, reason } = given;
      const deal = await registered(partner, values);
      expect([deal.status, deal.findings[0]?.rejectReason, pick(deal)]).toEqual(['in_review', reason, [finding]]);
      if (ref === 'S36') expect(deal.findings[0]?.listVersion).toBe(7);
      if (ref === 'S14') expect(deal.findings[0]?.facts.coveredBy).toEqual(['Ambergate Solucoes']);
      expect(threadIn(app, partner, deal.details.customerLegalName)).toEqual([expect.stringContaining('in review')]);
      // The reason that follows from the finding stands in the form already.
      const read = await decided(deal, staffActionIds.reject, { partnerText: 'Please talk to us.' });
      expect(read).toContain('is not approved now');
      const { status, closedReason, secondInLine } = await found(deal.dealId);
      const line = { state: 'waiting', heldByDealId: (await app.deal('S03')).dealId };
      expect([status, closedReason]).toEqual(['rejected', reason]);
      expect(secondInLine).toEqual(ref === 'S04' ? expect.objectContaining(line) : null);
    });

    it('S09: is approved as co-sell with our colleague (C6)', async () => {
      const more = { products: 'Flow' };
      const deal = await registered(
        'P010',
        filled('Sablemoor Energy', 'sablemoor-energy.example', ['210000', 'BRL'], more),
      );
      expect(pick(deal)).toEqual(['C6 approve_as_co_sell co_sell']);
      expect(await decided(deal, staffActionIds.approve)).toContain('is approved now');
      const expected = { status: 'approved', decision: { asCoSell: true }, credit: 'influenced' };
      expect(await found(deal.dealId)).toMatchObject(expected);
    });

    it('S10: an idle opportunity of ours stands in nobody’s way (C7); we were there 88 days ago, so it is influenced', async () => {
      const more = { registrationType: 'referral', products: 'Edge' };
      const values = filled('Teaselbridge Freight', 'teaselbridge-freight.example', ['36000', 'AUD'], more);
      const deal = await registered('P014', values);
      expect(pick(deal)).toEqual(['C7 inform_account_owner null']);
      expect(await decided(deal, staffActionIds.approve)).toContain('is approved now');
      const expected = { status: 'approved', decision: { asCoSell: false }, credit: 'influenced' };
      expect(await found(deal.dealId)).toMatchObject(expected);
    });

    it('S13: an affiliate of a registered account waits for a person (C10, 0.923)', async () => {
      const customer = 'Kestrelmere Clinics Deutschland GmbH';
      const more = { registrationType: 'co_sell' };
      const values = filled(customer, 'kestrelmere-deutschland.example', ['75000', 'EUR'], more);
      const deal = await registered('P005', values);
      expect(pick(deal)).toEqual(['C10 human_check checking_buying_group']);
      expect(deal.matchReasons).toContainEqual(expect.objectContaining({ score: 923 }));
      expect(threadIn(app, 'P005', customer)[1]).toContain(textsFor('de').thread.flagged.checking_buying_group);
      expect(await decided(deal, staffActionIds.approve)).toContain('Resolve the conflict first. Nothing was decided.');
      expect((await found(deal.dealId)).status).toBe('in_review');
    });

    it.each<[string, Readonly<Record<string, string>>, string]>([
      ['S31', { estimatedAmount: '3000' }, 'We protect deals from USD 5000. You can close this and keep the draft.'],
      ['S32', { customerDomain: 'gmail.com' }, 'Please use the customer’s own website. gmail.com is a mail provider.'],
      [
        ...(['S33', { expectedCloseOn: addDays('2026-11-16', 240) }] as const),
        'Expected close is 240 days away; we protect deals closing within 180 days. You can save a draft.',
      ],
    ])('%s: is refused at the field %o, and what was entered is kept', async (_, change, words) => {
      const seller = person('UP023SELLER');
      const before = (await app.deals()).length;
      const tealbrook = filled('Tealbrook Shop', 'tealbrook-shop.example', ['12000', 'EUR'], { products: 'Flow' });
      const [field = ''] = Object.keys(change);
      expect(await send(seller, { ...tealbrook, ...change })).toEqual({ [field]: words });
      await seller.closeView();
      expect(await app.deals()).toHaveLength(before);
      const drafts = app.test.database.collection('deal_drafts');
      const kept = { customerLegalName: 'Tealbrook Shop', ...change };
      expect(await drafts.findOne({ partnerId: 'P-0023' })).toMatchObject({ values: kept });
      await drafts.deleteMany({ partnerId: 'P-0023' });
    });
  });
}
