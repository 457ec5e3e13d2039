import { expect, it } from 'vitest';
import { Account } from '#features/deals/account-schemas.ts';
import { createAccountStore } from '#features/deals/account-store.ts';
import { dealTest, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const ines = staffActor('ines');

/** Our own sales team's side of S01's customer. */
async function known(test: DealTest, change: object): Promise<void> {
  const account = Account.parse({
    accountId: 'A-1',
    legalName: 'Elmstone Clinics',
    domain: 'elmstone-clinics.example',
    country: 'DE',
    city: null,
    taxId: null,
    aliases: { domains: [], names: [] },
    affiliateGroup: null,
    multiDivision: false,
    incumbentPartnerId: null,
    contract: null,
    directOnlyListVersion: null,
    opportunities: [],
    ...change,
  });
  await test.write((write) => createAccountStore(test.connection).saveAccounts([account], write));
}

const opportunity = (openedOn: string, lastActivityOn: string) => ({
  opportunities: [
    {
      ...{ opportunityId: 'O-1', openedOn, lastActivityOn, repName: 'Nora Quist', status: 'open' },
      ...{ division: null, products: [], expectedCloseOn: null },
    },
  ],
});

it('S08: an active direct opportunity is refused by operations, with the words for it', async () => {
  const test = await dealTest();
  await known(test, opportunity('2026-08-01', '2026-11-10'));
  const { dealId, findings } = await test.service.submitDeal(submission('P-0001'));
  expect(findings).toMatchObject([{ class: 'C5', rejectReason: 'existing_direct_opportunity' }]);
  await expect(test.service.approveDeal({ dealId, actor: ines })).rejects.toMatchObject({
    code: 'deals.unmet_no_open_findings',
  });
  const reasonCode = 'existing_direct_opportunity';
  const partnerText = 'Our team is already in an active process with this customer. You may ask for co-sell.';
  const deal = await test.service.rejectDeal({ dealId, actor: ines, reasonCode, partnerText });
  expect(deal).toMatchObject({ status: 'rejected', secondInLine: null, closedReason: reasonCode });
});

it('S09: a young direct opportunity makes it a co-sell with our colleague, only influenced', async () => {
  const test = await dealTest();
  await known(test, opportunity('2026-10-30', '2026-11-12'));
  const { dealId } = await test.service.submitDeal(submission('P-0001'));
  const deal = await test.service.approveDeal({ dealId, actor: ines });
  expect(deal).toMatchObject({
    status: 'approved',
    accountId: 'A-1',
    credit: 'influenced',
    decision: { asCoSell: true },
  });
  const [told] = await test.owed({ message: 'deals.approved' });
  expect(told?.params).toMatchObject({ asCoSell: true, repName: 'Nora Quist' });
});

it('S10: a direct opportunity that lies idle stands in nobody’s way', async () => {
  const test = await dealTest();
  await known(test, opportunity('2026-06-01', '2026-08-20'));
  const { dealId, findings } = await test.service.submitDeal(submission('P-0001'));
  expect(findings).toMatchObject([{ class: 'C7', outcome: 'inform_account_owner' }]);
  await expect(test.service.approveDeal({ dealId, actor: ines })).resolves.toMatchObject({ status: 'approved' });
});

it('S36: a direct-only account keeps the version of the list that said so', async () => {
  const test = await dealTest();
  await known(test, { directOnlyListVersion: 7 });
  const { dealId, findings } = await test.service.submitDeal(submission('P-0001'));
  expect(findings).toMatchObject([{ class: 'C14', listVersion: 7 }]);
  const text = { reasonCode: 'direct_only', partnerText: 'This account is served directly.' } as const;
  await expect(test.service.rejectDeal({ dealId, actor: ines, ...text })).resolves.toMatchObject({
    status: 'rejected',
  });
});
