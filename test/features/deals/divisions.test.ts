import { expect, test } from 'vitest';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { channelOf, partnerIdOf } from '#test/kit/partners.ts';
import * as kit from './surface-kit.ts';

const { berlin, dealApp, dealsOf, ines, later, openForm, sam, shows, stepOne, stepTwo, viewText } = kit;
const which = 'This customer buys by division. Which one is it?';
const operator = { kind: 'operator', name: 'test' } as const;

async function withAccounts(...lines: readonly string[]): Promise<TestApp> {
  const app = await dealApp([berlin]);
  const text = ['accountId,legalName,domain,taxId,aliasDomains,multiDivision', ...lines].join('\n');
  const order = { actor: operator, text, mode: 'apply', skipBad: false } as const;
  const report = await app.app.features.bySlug.deals.importAccounts(order);
  expect(report.applied).toBe(true);
  return app;
}

test('a customer that buys by division is asked for it on the first step, and nothing else is said of it', async () => {
  const app = await withAccounts('A1,Elmstone Holding,elmstone-clinics.example,,,yes');
  const seller = sam(app, berlin);
  await openForm(app, seller, berlin);
  await seller.submitView({ values: stepOne });
  await shows(seller, callbackIds.customer);
  expect(viewText(seller)).toContain(`Division or business unit: ${which}`);
  expect(viewText(seller)).not.toContain('Holding');
  expect((await seller.submitView({})).errors).toEqual({ division: which });
  await seller.submitView({ values: { division: 'Imaging' } });
  await shows(seller, callbackIds.opportunity);
  await seller.submitView({ values: stepTwo });
  await seller.submitView({ values: kit.stepThree });
  await later(app);
  expect(await dealsOf(app, berlin)).toMatchObject([{ details: { division: 'Imaging' } }]);
});

test('the verb asks for it too, by tax number as well, and so does the form of staff', async () => {
  const app = await withAccounts('A1,Elmstone Holding,elmstone-clinics.example,DE 123 456 789,,yes');
  const { service } = app.app.features.bySlug.deals;
  const partnerId = partnerIdOf(berlin);
  const problems = (details: object) => service.problemsIn({ partnerId, details, complete: false });
  const needed = [{ field: 'division', code: 'division_needed' }];
  expect(await problems({ customerTaxId: 'de123456789' })).toEqual(needed);
  expect(await problems({ customerDomain: 'elmstone-clinics.example', division: null })).toEqual(needed);
  expect(await problems({ customerDomain: 'elmstone-clinics.example', division: 'Imaging' })).toEqual([]);
  // An answer or an update states neither, and is not asked again.
  expect(await problems({ stage: 'proposal' })).toEqual([]);

  await ines(app).command(`/partner deal new ${partnerId}`, { channelId: channelOf(berlin) });
  await app.time.settle();
  expect((await ines(app).submitView({ values: { ...stepOne, ...stepTwo } })).errors).toEqual({ division: which });
  await ines(app).submitView({ values: { division: 'Imaging' } });
  await later(app);
  await kit.press(app, sam(app, berlin), berlin, actionIds.confirmProposal);
  await later(app);
  expect(await dealsOf(app, berlin)).toMatchObject([{ details: { division: 'Imaging' } }]);
});

test('an alias, a name that is alike and an account of one division ask for nothing', async () => {
  const app = await withAccounts(
    'A1,Elmstone Clinics,elmstone.example,,elmstone-clinics.example,yes',
    'A2,Elmstone Clinics,elmstone-clinics.example,,,no',
  );
  const { service } = app.app.features.bySlug.deals;
  const details = { customerDomain: 'elmstone-clinics.example', customerLegalName: 'Elmstone Clinics' };
  expect(await service.problemsIn({ partnerId: partnerIdOf(berlin), details, complete: false })).toEqual([]);
});
