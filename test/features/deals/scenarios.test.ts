import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, StaffActor } from '#core/actor.ts';
import { addDays } from '#core/calendar/dates.ts';
import type { DealDetails } from '#features/deals/field-schemas.ts';
import { reinstateUntilOn } from '#features/deals/rules/protection.ts';
import { displayStatusOf } from '#features/deals/rules/states.ts';
import type { Deal } from '#features/deals/schemas.ts';
import type { RejectReason } from '#features/deals/state-schemas.ts';
import { useFixtureApp } from './fixtures-kit.ts';
import { detailsOf, holidays, settingsOf } from './kit-deals.ts';

/** These are really submitted below. */
const submitted = ['S04', 'S08', 'S09', 'S10', 'S11', 'S12', 'S13', 'S14', 'S36'];
const app = useFixtureApp();
const service = () => app.test.app.features.bySlug.deals.service;

beforeAll(async () => {
  await app.importAccounts(app.files.accountsCsv);
  const lines = app.files.scenariosCsv.split('\n').filter((line) => !submitted.includes(line.split(',')[0] ?? ''));
  const report = await app.importDeals(lines.join('\n'));
  if (!report.applied) throw new Error(JSON.stringify(report.bad));
  await app.test.app.runJob('deals.sweep-due');
});

const memberOf = (ref: string, who: 'SELLER' | 'ADMIN' = 'SELLER'): Actor => ({
  kind: 'partner',
  partnerId: ref.replace('P', 'P-0'),
  name: `${ref} ${who}`,
  person: { teamId: `T${ref}`, userId: `U${ref}${who}` },
  roles: ['partner_member'],
});

async function ines(): Promise<StaffActor> {
  const found = await app.test.database.collection('staff').findOne({ key: 'ines' });
  const staffId = String(found?.['staffId'] ?? found?._id);
  const person = { teamId: 'T0LUMEN', userId: 'UINES' };
  return { kind: 'staff', staffId, name: 'Ines Okafor', person, roles: ['partner_ops', 'deal_approver', 'admin'] };
}

type Stated = Partial<Omit<DealDetails, 'estimatedAmount'>> & { money: readonly [units: number, currency: string] };

function detailsFor({ money, ...change }: Stated): DealDetails {
  const [units, currency] = money;
  const domain = change.customerDomain ?? 'elmstone-clinics.example';
  const estimatedAmount = { amountMinor: units * (currency === 'JPY' ? 1 : 100), currency };
  return detailsOf({ contactEmail: `buyer@${domain}`, ...change, estimatedAmount });
}

const submit = (ref: string, stated: Stated, who?: 'ADMIN') =>
  service().submitDeal({
    actor: memberOf(ref, who),
    partnerId: ref.replace('P', 'P-0'),
    details: detailsFor(stated),
    draftId: `V-${ref}-${stated.customerLegalName ?? ''}-${who ?? ''}`,
  });

async function reject(deal: Deal, reasonCode: RejectReason): Promise<Deal> {
  const partnerText = 'We cannot protect this one; your partner manager can tell you what is possible.';
  const { dealId, version } = deal;
  return service().rejectDeal({ dealId, version, actor: await ines(), reasonCode, partnerText });
}

const owed = (deal: Deal, message: string) =>
  app.test.database
    .collection('outbound_messages')
    .find({ message: `deals.${message}`, 'params.dealId': deal.dealId })
    .toArray();

const pick = (deal: Deal) => deal.findings.map(({ class: of, outcome, text }) => `${of} ${outcome} ${text}`);

describe('scenarios of domain §16.4 at the clock, as loaded', () => {
  it.each<[string, string, string | null]>([
    ['S01', 'in_review', null],
    ['S03', 'approved', '2027-01-03'],
    ['S05', 'in_review', null],
    ['S06', 'in_review', null],
    ['S07', 'in_review', null],
    ['S15', 'approved', '2027-02-17'],
    ['S16', 'approved', '2027-01-20'],
    ['S17', 'info_needed', null],
    ['S18', 'in_review', null],
    ['S19', 'approved', '2026-11-23'],
    ['S20', 'approved', '2026-11-20'],
    ['S21', 'extended', '2026-12-30'],
    ['S22', 'approved', '2026-12-20'],
    ['S23', 'expired', '2026-11-10'],
    ['S24', 'withdrawn', null],
    ['S25', 'rejected', null],
    ['S28', 'won', '2026-11-03'],
    ['S30', 'revoked', '2026-12-15'],
    ['S34', 'in_review', null],
  ])('%s is shown as %s, protected until %s', async (ref, status, protectedUntilOn) => {
    const deal = await app.deal(ref);
    expect([displayStatusOf(deal), deal.protectedUntilOn]).toEqual([status, protectedUntilOn]);
    expect([deal.scenario, deal.eligibility]).toEqual([true, []]);
  });

  it('S01: the weekend does not count towards its decision', async () => {
    const { clock, findings } = await app.deal('S01');
    expect([clock?.zone, clock?.dueAt, findings]).toEqual(['Europe/Berlin', new Date('2026-11-17T14:20:00Z'), []]);
  });

  it('S05: a near miss is no match', async () => {
    const { matchClass, findings } = await app.deal('S05');
    expect([matchClass, findings]).toEqual(['none', []]);
  });

  it('S06 and S07: a pair within a day is decided on evidence by 17 Nov', async () => {
    for (const ref of ['S06', 'S07']) {
      const deal = await app.deal(ref);
      expect(pick(deal)).toEqual(['C4 evidence_review more_evidence']);
      expect(deal.clock?.dueAt).toEqual(new Date('2026-11-17T21:40:00Z'));
    }
  });

  it('S15 and S16: two divisions of one customer are both held', async () => {
    const [one, other] = [await app.deal('S15'), await app.deal('S16')];
    expect([one.heldKeys.length, other.heldKeys.length]).toEqual([1, 1]);
    expect(one.heldKeys).not.toEqual(other.heldKeys);
  });

  it('S17: five business days without an answer, so it is warned of before it is withdrawn', async () => {
    const deal = await app.deal('S17');
    expect(deal.infoRequests).toMatchObject([{ answerBy: '2026-11-13', answeredAt: null }]);
    expect(deal.clock).toMatchObject({ runningSince: null, dueAt: null });
    expect(await owed(deal, 'info-warning')).toHaveLength(1);
    expect(deal.timers.map(({ step }) => step)).toEqual(['info_withdraw']);
  });

  it('S18: the promise of one business day was missed, which the partner and the leads are told', async () => {
    const deal = await app.deal('S18');
    expect(deal.clock).toMatchObject({ budgetMinutes: 480, level: 150 });
    expect(deal.clock?.dueAt).toEqual(new Date('2026-11-13T17:00:00Z'));
    const clocks = await owed(deal, 'clock');
    expect(clocks.length).toBeGreaterThan(0);
  });

  it('S19: is reminded seven days before the end, in the partner’s morning', async () => {
    const { timers } = await app.deal('S19');
    expect(timers[0]).toEqual({ step: 'protection_7', at: new Date('2026-11-16T16:00:00Z') });
  });

  it('S20: an extension that is asked for holds the end back', async () => {
    const { extensions, timers } = await app.deal('S20');
    expect(extensions).toMatchObject([{ outcome: 'pending', previousEndsOn: '2026-11-20', endsOn: null }]);
    expect(timers.map(({ step }) => step)).toContain('extension_silence');
    expect(timers.map(({ step }) => step)).not.toContain('expire');
  });

  it('S22: 47 days without an update, so owner and manager were asked and the next rung is at 60', async () => {
    const deal = await app.deal('S22');
    expect(await owed(deal, 'stale')).toMatchObject([{ params: { days: 47 } }]);
    expect(deal.timers).toContainEqual({ step: 'stale_60', at: new Date('2026-11-29T15:00:00Z') });
  });

  it('S23: may be reinstated until 24 Nov', () => {
    const cal = settingsOf().workingDays(holidays.calendarFor('IE'));
    expect(reinstateUntilOn('2026-11-10', cal, settingsOf())).toBe('2026-11-24');
  });

  it('S34: an amount in yen has no decimals', async () => {
    const { details, amountUsd } = await app.deal('S34');
    expect(details.estimatedAmount).toEqual({ amountMinor: 18_000_000, currency: 'JPY' });
    expect(amountUsd?.amountMinor).toBe(12_060_000);
  });

  it('S35: a draft of 28 Oct is purged', async () => {
    const drafts = app.test.database.collection<{ _id: string }>('deal_drafts');
    const at = new Date('2026-10-28T10:00:00Z');
    const person = { teamId: 'TP020', userId: 'UP020SELLER' };
    const when = { createdAt: at, updatedAt: at, expiresAt: new Date('2026-11-11T10:00:00Z') };
    await drafts.insertOne({ _id: 'S35', ...{ partnerId: 'P-0020', person, values: {}, step: 1 }, ...when });
    await app.test.app.runJob('deals.sweep-drafts');
    expect(await drafts.countDocuments()).toBe(0);
  });
});

describe('scenarios of domain §16.4, submitted at the clock', () => {
  it('S02: a colleague’s registration is opened instead (C1)', async () => {
    const { dealId, completeAt } = await app.deal('S01');
    const same = { customerLegalName: 'Elmstone Clinics GmbH', money: [48_000, 'EUR'] } as const;
    await expect(submit('P005', same, 'ADMIN')).rejects.toMatchObject({
      code: 'deals.registered_by_colleague',
      params: { dealId, at: completeAt },
    });
  });

  const india = { customerCountry: 'IN', products: ['Flow'] };
  const canada = { customerCountry: 'CA', products: ['Vault'] };
  const brazil = { customerCountry: 'BR', registrationType: 'resale' } as const;
  it.each<[string, string, Stated, readonly string[], RejectReason]>([
    [
      'S04',
      'P016',
      {
        ...{ customerLegalName: 'BRINDLEWICK FOODS LIMITED', customerDomain: 'brindlewick.example', ...india },
        ...{ registrationType: 'referral', money: [60_000, 'USD'] },
      },
      ['C2 reject already_registered'],
      'duplicate_registered',
    ],
    [
      'S08',
      'P008',
      {
        ...{ customerLegalName: 'Opalvale Bank', customerDomain: 'opalvale.example', ...canada },
        ...{ registrationType: 'resale', money: [130_000, 'CAD'] },
      },
      ['C5 reject direct_process'],
      'existing_direct_opportunity',
    ],
    [
      'S11',
      'P023',
      {
        ...{ customerLegalName: 'Willowgate Retail', customerDomain: 'willowgate-retail.example' },
        ...{ customerCountry: 'IE', products: ['Flow'], registrationType: 'renewal_expansion', money: [22_000, 'EUR'] },
      },
      ['C8 reject incumbent_renewal'],
      'incumbent_partner',
    ],
    [
      'S12',
      'P010',
      {
        ...{ customerLegalName: 'Ministry of Fabled Works', customerDomain: 'fabled-works.example', ...brazil },
        ...{ publicTender: true, tenderPublishedOn: '2026-11-01', money: [900_000, 'BRL'] },
      },
      ['C9 reject public_tender'],
      'public_tender',
    ],
    [
      'S36',
      'P002',
      {
        ...{ customerLegalName: 'Alderstone Bank', customerDomain: 'alderstone-bank.example', customerCountry: 'US' },
        ...{ registrationType: 'resale', money: [110_000, 'USD'] },
      },
      ['C14 reject direct_only'],
      'direct_only',
    ],
  ])('%s: is found at once and rejected with its reason', async (_ref, partner, stated, findings, reason) => {
    const deal = await submit(partner, stated);
    expect(deal.status).toBe('in_review');
    expect(pick(deal)).toEqual(findings);
    expect(deal.findings[0]?.rejectReason).toBe(reason);
    if (reason === 'direct_only') expect(deal.findings[0]?.listVersion).toBe(7);
    const rejected = await reject(deal, reason);
    expect([rejected.status, rejected.closedReason]).toEqual(['rejected', reason]);
    const held = await app.deal('S03');
    const line = reason === 'duplicate_registered' ? { state: 'waiting', heldByDealId: held.dealId } : null;
    expect(rejected.secondInLine === null ? null : { ...rejected.secondInLine }).toEqual(
      line === null ? null : expect.objectContaining(line),
    );
    const told = JSON.stringify((await owed(deal, 'rejected')).map(({ params }) => params as unknown));
    expect(told).toContain(reason);
    for (const word of [held.dealId, 'Kitehollow', 'Fennelworks', '5200000']) expect(told).not.toContain(word);
  });

  it('S09: is approved as co-sell with our colleague (C6)', async () => {
    const deal = await submit('P010', {
      ...{ customerLegalName: 'Sablemoor Energy', customerDomain: 'sablemoor-energy.example', ...brazil },
      ...{ products: ['Flow'], money: [210_000, 'BRL'] },
    });
    expect(pick(deal)).toEqual(['C6 approve_as_co_sell co_sell']);
    const { dealId, version } = deal;
    const approved = await service().approveDeal({ dealId, version, actor: await ines() });
    expect(approved).toMatchObject({ status: 'approved', decision: { asCoSell: true }, credit: 'influenced' });
    expect(await owed(deal, 'approved')).toMatchObject([{ params: { asCoSell: true, repName: 'Bo Adeyemi' } }]);
  });

  it('S10: an idle opportunity of ours stands in nobody’s way (C7); we were there 88 days ago, so it is influenced', async () => {
    const deal = await submit('P014', {
      ...{ customerLegalName: 'Teaselbridge Freight', customerDomain: 'teaselbridge-freight.example' },
      ...{ customerCountry: 'AU', products: ['Edge'], registrationType: 'referral', money: [36_000, 'AUD'] },
    });
    expect(pick(deal)).toEqual(['C7 inform_account_owner null']);
    const { dealId, version } = deal;
    const approved = await service().approveDeal({ dealId, version, actor: await ines() });
    expect(approved).toMatchObject({ status: 'approved', decision: { asCoSell: false }, credit: 'influenced' });
  });

  it('S13: an affiliate of a registered account waits for a person (C10, 0.923)', async () => {
    const deal = await submit('P005', {
      ...{ customerLegalName: 'Kestrelmere Clinics Deutschland GmbH', money: [75_000, 'EUR'] },
      customerDomain: 'kestrelmere-deutschland.example',
    });
    expect(pick(deal)).toEqual(['C10 human_check checking_buying_group']);
    expect(deal.matchReasons).toContainEqual(expect.objectContaining({ score: 923 }));
    const { dealId, version } = deal;
    await expect(service().approveDeal({ dealId, version, actor: await ines() })).rejects.toMatchObject({
      code: 'deals.unmet_no_open_findings',
    });
  });

  it('S14: a customer outside the territory is refused by a person', async () => {
    const deal = await submit('P018', {
      ...{ customerLegalName: 'Hazelvale Media', customerDomain: 'hazelvale-media.example', customerCountry: 'BR' },
      ...{ products: ['Flow'], registrationType: 'referral', money: [9000, 'EUR'] },
    });
    expect(await reject(deal, 'outside_territory')).toMatchObject({
      status: 'rejected',
      closedReason: 'outside_territory',
    });
  });

  it.each<[string, Partial<Stated>, string, string, Record<string, unknown>]>([
    ['S31', { money: [3000, 'EUR'] }, 'estimatedAmount', 'amount_too_small', { minimumUsd: 5000 }],
    ['S32', { customerDomain: 'gmail.com' }, 'customerDomain', 'free_mail', { host: 'gmail.com' }],
    [
      'S33',
      { expectedCloseOn: addDays('2026-11-16', 240) },
      'expectedCloseOn',
      'close_too_far',
      { days: 240, limitDays: 180 },
    ],
  ])('%s: is refused at the field', async (ref, change, field, problem, params) => {
    const tealbrook: Stated = {
      ...{ customerLegalName: 'Tealbrook Shop', customerDomain: 'tealbrook-shop.example', customerCountry: 'IE' },
      ...{ products: ['Flow'], registrationType: 'resale', money: [12_000, 'EUR'] },
    };
    const before = (await app.deals()).length;
    await expect(submit('P023', { ...tealbrook, ...change, customerCity: ref })).rejects.toMatchObject({
      code: 'deals.field_problem',
      field,
      params: { problem, ...params },
    });
    expect(await app.deals()).toHaveLength(before);
  });
});
