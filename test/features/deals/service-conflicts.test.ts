import { describe, expect, it } from 'vitest';
import type { Account } from '#features/deals/account-schemas.ts';
import { createAccountStore } from '#features/deals/account-store.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const ines = staffActor('ines');
const tomas = staffActor('tomas');
const dana = staffActor('dana');
const [p1, p2, p3] = ['P-0001', 'P-0002', 'P-0003'] as const;
const lost = 'The customer has told us in writing whom it wants to work with.';

const classesOf = (deal: Deal) => deal.findings.map(({ class: of, resolution }) => [of, resolution?.outcome ?? null]);
const kindsTo = async (test: DealTest, userId: string) =>
  (await test.owed({ message: 'deals.staff-note' }))
    .filter(({ place }) => place.endsWith(userId))
    .map(({ params }) => params['kind']);
const toldTo = async (test: DealTest, partnerId: string, message: string) =>
  (await test.owed({ message: `deals.${message}`, partnerId })).map(({ params }) => params);

async function approvedOf(test: DealTest, partnerId: string): Promise<Deal> {
  const { dealId } = await test.service.submitDeal(submission(partnerId));
  return test.service.approveDeal({ dealId, actor: ines });
}

async function letter(test: DealTest, dealId: string, chosenPartnerId: string, more: { receivedOn?: string } = {}) {
  const order = { dealId, chosenPartnerId, receivedOn: '2026-11-12', ref: 'Letter of Dr. Weiss', partnerText: lost };
  return test.service.recordLetter({ ...order, actor: ines, deliveryKey: `L-${dealId}`, ...more });
}

async function account(test: DealTest, change: Partial<Account>): Promise<void> {
  const accounts = createAccountStore(test.connection);
  const saved: Account = {
    accountId: 'A1',
    legalName: 'Elmstone Clinics',
    domain: 'elmstone-clinics.example',
    country: 'DE',
    ...{ city: null, taxId: null, aliases: { domains: [], names: [] }, affiliateGroup: null },
    ...{ incumbentPartnerId: null, multiDivision: false },
    ...{ contract: null, directOnlyListVersion: null, opportunities: [] },
    ...change,
  };
  await test.write(async (write) => {
    await accounts.saveAccounts([saved], write);
    await accounts.setAsOf(write.at, write);
  });
}

describe('a customer’s letter (C15)', () => {
  it('S30: ends what another partner holds, tells both that the customer chose, and lets the chosen one be approved', async () => {
    const test = await dealTest();
    const held = await approvedOf(test, p1);
    const later = await test.service.submitDeal(submission(p2));
    expect(classesOf(later)).toEqual([['C2', null]]);

    await letter(test, later.dealId, p2);
    expect(await test.deal(held.dealId)).toMatchObject({ status: 'revoked', closedReason: 'customer_choice' });
    expect(await toldTo(test, p1, 'revoked')).toMatchObject([{ reason: 'customer_choice', partnerText: lost }]);

    await test.sweepTo('2026-11-13T14:21:00Z');
    expect(classesOf(await test.deal(later.dealId))).toEqual([['C15', null]]);
    expect(await toldTo(test, p2, 'flagged')).toMatchObject([{ text: 'customer_choice' }]);
    const approved = await test.service.approveDeal({ dealId: later.dealId, actor: ines });
    expect(approved.status).toBe('approved');
    const read = JSON.stringify(await test.owed({ audience: 'partner', partnerId: p1 }));
    for (const hidden of [later.dealId, p2, `Partner ${p2}`]) expect(read).not.toContain(hidden);
  });

  it('between two undecided ones settles the chosen one’s conflict and refuses the other', async () => {
    const test = await dealTest();
    const one = await test.service.submitDeal(submission(p1));
    const other = await test.service.submitDeal(submission(p2));
    await test.sweepTo('2026-11-13T14:21:00Z');
    await letter(test, one.dealId, p2);
    await test.sweepTo('2026-11-13T14:23:00Z');
    expect(classesOf(await test.deal(other.dealId))).toEqual([
      ['C15', null],
      ['C4', 'customer_choice'],
    ]);
    const loser = await test.deal(one.dealId);
    expect(classesOf(loser)[0]).toEqual(['C15', null]);
    expect(loser.findings[0]).toMatchObject({ outcome: 'reject', rejectReason: 'customer_choice' });
    // The customer changes its mind before anybody has decided.
    const newer = { receivedOn: '2026-11-13', deliveryKey: 'L-2' };
    await test.service.recordLetter({
      ...{ dealId: one.dealId, actor: ines, chosenPartnerId: p1, ref: 'Letter of Dr. Weiss', partnerText: lost },
      ...newer,
    });
    await test.sweepTo('2026-11-13T14:25:00Z');
    expect(classesOf(await test.deal(other.dealId))).toEqual([
      ['C15', null],
      ['C4', null],
    ]);
    expect(classesOf(await test.deal(one.dealId))).toEqual([
      ['C15', null],
      ['C4', 'customer_choice'],
    ]);
    await letter(test, other.dealId, p2, { receivedOn: '2026-11-13' });
    await test.sweepTo('2026-11-13T14:27:00Z');
    expect((await test.service.approveDeal({ dealId: other.dealId, actor: ines })).status).toBe('approved');
    await expect(test.service.approveDeal({ dealId: one.dealId, actor: ines })).rejects.toMatchObject({
      code: 'deals.newly_found',
    });
  });

  it('for one who was refused and waits in line asks that one before all others', async () => {
    const test = await dealTest();
    const held = await approvedOf(test, p1);
    const waiting: Deal[] = [];
    for (const partnerId of [p2, p3]) {
      const { dealId } = await test.service.submitDeal(submission(partnerId));
      const refusal = { reasonCode: 'duplicate_registered', partnerText: 'It is registered.' } as const;
      waiting.push(await test.service.rejectDeal({ dealId, actor: ines, ...refusal }));
    }
    await letter(test, held.dealId, p3);
    expect((await test.deal(held.dealId)).status).toBe('revoked');
    const states = await Promise.all(waiting.map(async ({ dealId }) => (await test.deal(dealId)).secondInLine?.state));
    expect(states).toEqual(['waiting', 'offered']);
    expect(await toldTo(test, p3, 'opened')).toHaveLength(1);
    expect(await toldTo(test, p2, 'opened')).toEqual([]);
  });

  it('meets whoever registers the same opportunity later, not another division or a year after', async () => {
    const test = await dealTest();
    const { dealId } = await test.service.submitDeal(submission(p1, { division: 'Retail' }));
    await letter(test, dealId, p1);
    const same = await test.service.submitDeal(submission(p2, { division: 'Retail' }));
    expect(classesOf(same)[0]).toEqual(['C15', null]);
    const elsewhere = await test.service.submitDeal(submission(p2, { division: 'Insurance' }));
    expect(classesOf(elsewhere)).toEqual([]);
    test.clock.moveTo(new Date('2027-11-15T10:00:00Z'));
    const far = { division: 'Retail', expectedCloseOn: '2028-02-01', interactionOn: '2027-11-11' };
    expect(classesOf(await test.service.submitDeal(submission(p3, far)))).toEqual([]);
  });

  it('is recorded once for each delivery, by operations alone, for a day that has come and a partner that exists', async () => {
    const test = await dealTest();
    const { dealId } = await test.service.submitDeal(submission(p1));
    const first = await letter(test, dealId, p1);
    expect((await letter(test, dealId, p1)).version).toBe(first.version);
    expect(await test.connection.collection('customer_letters').countDocuments()).toBe(1);
    const order = { dealId, chosenPartnerId: p1, receivedOn: '2026-11-12', ref: 'Mail', partnerText: lost };
    await expect(test.service.recordLetter({ ...order, actor: tomas })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(test.service.recordLetter({ ...order, actor: memberOf(p1) })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(test.service.recordLetter({ ...order, actor: ines, receivedOn: '2026-11-14' })).rejects.toMatchObject({
      code: 'deals.letter_in_future',
    });
    await expect(test.service.recordLetter({ ...order, actor: ines, ref: '  ' })).rejects.toMatchObject({
      code: 'deals.too_short',
    });
    await expect(test.service.recordLetter({ ...order, actor: ines, chosenPartnerId: 'P-9999' })).rejects.toMatchObject(
      {
        code: 'deals.partner_unknown',
      },
    );
    expect(await test.audited()).toContain('deal.letter_recorded');
  });

  it('does not let us tell the loser who won', async () => {
    const test = await dealTest();
    const held = await approvedOf(test, p1);
    const order = { dealId: held.dealId, chosenPartnerId: p2, receivedOn: '2026-11-12', ref: 'Mail', actor: ines };
    await expect(
      test.service.recordLetter({ ...order, partnerText: 'They chose Partner P-0002.' }),
    ).rejects.toMatchObject({ code: 'deals.names_another_partner' });
    expect((await test.deal(held.dealId)).status).toBe('approved');
    expect(await test.connection.collection('customer_letters').countDocuments()).toBe(0);
  });
});

describe('territory (C12)', () => {
  const abroad = { customerCountry: 'BR' };

  it('S14: a customer where another partner is at home is refused by rule, and the reviewer reads who that is', async () => {
    const test = await dealTest();
    test.cards = Object.assign(test.cards, { [p1]: { territory: ['NL'] }, [p2]: { territory: ['BR'] } });
    const deal = await test.service.submitDeal(submission(p1, abroad));
    expect(deal.findings).toMatchObject([
      { class: 'C12', outcome: 'reject', rejectReason: 'outside_territory', facts: { coveredBy: [`Partner ${p2}`] } },
    ]);
    await expect(test.service.approveDeal({ dealId: deal.dealId, actor: ines })).rejects.toMatchObject({
      code: 'deals.unmet_no_open_findings',
    });
    const read = JSON.stringify(await test.owed({ audience: 'partner', partnerId: p1 }));
    expect(read).not.toContain(`Partner ${p2}`);
  });

  it('where nobody else is at home it is open to all, and so is everywhere for one without limits', async () => {
    const test = await dealTest();
    Object.assign(test.cards, { [p1]: { territory: ['NL'] }, [p2]: { territory: ['DE'] } });
    expect((await test.service.submitDeal(submission(p1, abroad))).findings).toEqual([]);
    const home = await test.service.submitDeal(submission(p2, { customerLegalName: 'Hazelvale', ...elsewhere }));
    expect(home.findings).toEqual([]);
    const unlimited = { customerLegalName: 'Umberwick', ...elsewhere, customerDomain: 'umberwick.example' };
    expect((await test.service.submitDeal(submission(p3, unlimited))).findings).toEqual([]);
  });

  const elsewhere = { customerDomain: 'hazelvale.example', contactEmail: null } as const;
});

describe('our own accounts', () => {
  it('older than a day are looked up in the CRM before an approval; who ticks the box says so on record', async () => {
    const test = await dealTest();
    await account(test, {});
    const fresh = await test.service.submitDeal(submission(p1));
    expect(fresh.accountsAsOf).toEqual(new Date('2026-11-13T14:20:00Z'));
    expect(await test.service.outdatedAsOf({ actor: ines })).toBeNull();
    test.clock.moveTo(new Date('2026-11-14T14:20:01Z'));
    expect(await test.service.outdatedAsOf({ actor: ines })).toEqual(new Date('2026-11-13T14:20:00Z'));
    const { dealId } = fresh;
    await expect(test.service.approveDeal({ dealId, actor: ines })).rejects.toMatchObject({
      code: 'deals.crm_unchecked',
    });
    const approved = await test.service.approveDeal({ dealId, actor: ines, checkedCrm: true });
    expect(approved.history.at(-1)).toMatchObject({ action: 'approved', note: 'crm_checked' });
  });

  it('C7: whoever has the idle opportunity hears that the partner won it; unknown to us, the partner manager does', async () => {
    const idle = {
      ...{ opportunityId: 'OPP-7', openedOn: '2026-05-01', lastActivityOn: '2026-08-20', division: null, products: [] },
      ...{ expectedCloseOn: null, status: 'open' as const },
    };
    for (const [repName, userId] of [
      ['Dana', 'UDANA'],
      ['Bo Adeyemi', 'UTOMAS'],
    ] as const) {
      const test = await dealTest();
      await account(test, { opportunities: [{ ...idle, repName }] });
      const deal = await approvedOf(test, p1);
      expect(deal.findings).toMatchObject([
        { class: 'C7', facts: { repName, openedOn: '2026-05-01', lastActivityOn: '2026-08-20' } },
      ]);
      expect(await kindsTo(test, userId)).toContain('tell_account_owner');
    }
  });
});

describe('a conflict', () => {
  it('is told to operations where somebody else has the card, with its classes and the time', async () => {
    const test = await dealTest();
    await approvedOf(test, p1);
    await test.service.submitDeal(submission(p2));
    expect(await kindsTo(test, 'UINES')).not.toContain('conflict_found');
    test.settings.leads = { pmLead: 'greta', vp: 'dana' };
    const large = { estimatedAmount: { amountMinor: 20_000_000, currency: 'EUR' }, customerCity: 'Bonn' };
    const deal = await test.service.submitDeal(submission(p3, large));
    expect(deal.approverStaffId).toBe('S-greta');
    const notes = (await test.owed({ message: 'deals.staff-note' })).filter(
      ({ params }) => params['kind'] === 'conflict_found',
    );
    expect(notes).toMatchObject([{ params: { dealId: deal.dealId, text: 'C2, C4', dueAt: deal.clock?.dueAt } }]);
    expect(notes[0]?.place).toContain('UINES');
  });

  it('of two within a day shows the reviewer who has sent evidence, also when the other side does later', async () => {
    const test = await dealTest();
    const one = await test.service.submitDeal(submission(p1));
    const other = await test.service.submitDeal(submission(p2));
    await test.sweepTo('2026-11-13T14:21:00Z');
    const factsOf = async ({ dealId }: Deal) => (await test.deal(dealId)).findings[0]?.facts;
    expect(await factsOf(one)).toMatchObject({ partnerName: `Partner ${p2}`, evidence: 0, status: 'in_review' });
    await test.service.addNote({ dealId: other.dealId, actor: memberOf(p2), note: 'Minutes of 2 November' });
    await test.sweepTo('2026-11-13T14:23:00Z');
    expect(await factsOf(one)).toMatchObject({ evidence: 1 });
  });
});

describe('the window of protection', () => {
  it('may be another than the tier’s, beyond 180 days only by a sales leader', async () => {
    const test = await dealTest();
    const first = await test.service.submitDeal(submission(p1));
    const approve = (dealId: string, windowDays: number, actor = ines) =>
      test.service.approveDeal({ dealId, actor, windowDays });
    for (const wrong of [0, 731]) {
      await expect(approve(first.dealId, wrong)).rejects.toMatchObject({ code: 'deals.window_out_of_range' });
    }
    await expect(approve(first.dealId, 181)).rejects.toMatchObject({ code: 'deals.not_your_amount' });
    expect(await approve(first.dealId, 45)).toMatchObject({
      protectedUntilOn: '2026-12-28',
      protection: { windowDays: 45 },
    });
    const second = { customerLegalName: 'Hazelvale', customerDomain: 'hazelvale.example', contactEmail: null };
    const { dealId } = await test.service.submitDeal(submission(p2, second));
    expect((await approve(dealId, 200, dana)).protection?.windowDays).toBe(200);
  });
});
