import { describe, expect, it } from 'vitest';
import type { Deal } from '#features/deals/schemas.ts';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const ines = staffActor('ines');
const tomas = staffActor('tomas');
const p1 = 'P-0001';
const p2 = 'P-0002';

async function kinds(test: DealTest, partnerId: string): Promise<readonly string[]> {
  return (await test.owed({ audience: 'partner', partnerId })).map(({ message }) => message.replace('deals.', ''));
}

async function approved(test: DealTest, partnerId = p1) {
  const deal = await test.service.submitDeal(submission(partnerId, { interactionOn: '2026-10-01' }));
  return test.service.approveDeal({ dealId: deal.dealId, actor: ines, version: deal.version });
}

describe('a submission', () => {
  it('S01: is acknowledged with the promised time, matched, and goes into review', async () => {
    const test = await dealTest();
    const deal = await test.service.submitDeal(submission(p1));
    expect(deal).toMatchObject({
      status: 'in_review',
      approverStaffId: 'S-ines',
      matchClass: 'none',
      findings: [],
      amountUsd: { amountMinor: 5_280_000, currency: 'USD' },
    });
    expect(deal.clock?.dueAt).toEqual(new Date('2026-11-17T14:20:00Z'));
    const [root] = await test.owed({ message: 'deals.registration' });
    expect(root).toMatchObject({
      key: `deals:registration:${deal.dealId}`,
      place: 'CP-0001',
      direct: true,
      params: { status: 'in_review', reviewerName: 'Ines', decisionDueAt: new Date('2026-11-17T14:20:00Z') },
    });
    expect(await test.owed({ audience: 'internal' })).toMatchObject([{ message: 'deals.review-card' }]);
    expect(await test.audited()).toEqual(['deal.submitted', 'deal.review_started']);
    expect(deal.timers.map(({ step }) => step)).toEqual(['sla_50', 'sla_75', 'sla_100', 'sla_150']);
  });

  it('sent twice is one registration, also at the same instant from two processes', async () => {
    const test = await dealTest();
    const order = submission(p1);
    const [one, other] = await Promise.all([test.service.submitDeal(order), test.another().submitDeal(order)]);
    const again = await test.service.submitDeal(order);
    expect(new Set([one.dealId, other.dealId, again.dealId]).size).toBe(1);
    expect(await test.connection.collection('deals').countDocuments()).toBe(1);
  });

  it('with ourselves or the partner as the customer is refused on the field', async () => {
    const test = await dealTest();
    for (const change of [{ customerLegalName: 'Lumenforge, Inc.' }, { customerDomain: 'lumenforge.example' }]) {
      await expect(test.service.submitDeal(submission(p1, change))).rejects.toMatchObject({
        code: 'deals.field_problem',
        params: { problem: 'our_company' },
      });
    }
  });

  it('S02: of a colleague who registered it already opens theirs', async () => {
    const test = await dealTest();
    const first = await test.service.submitDeal(submission(p1));
    const second = submission(p1, { customerLegalName: 'Elmstone Clinics GmbH' }, 'A');
    await expect(test.service.submitDeal(second)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'deals.registered_by_colleague',
      params: { dealId: first.dealId, at: first.completeAt },
    });
  });

  it('keeps the form until it is sent, then forgets it; another person has one of their own', async () => {
    const test = await dealTest();
    const actor = memberOf(p1);
    const values = { customerLegalName: 'Elmst' };
    const draft = await test.service.saveDraft({ actor, partnerId: p1, values, step: 1 });
    await test.service.saveDraft({ actor, partnerId: p1, values: { customerLegalName: 'Elmstone' }, step: 2 });
    expect(await test.service.findDraft({ actor, partnerId: p1 })).toMatchObject({
      draftId: draft.draftId,
      step: 2,
      values: { customerLegalName: 'Elmstone' },
    });
    expect(await test.service.findDraft({ actor: memberOf(p1, 'A'), partnerId: p1 })).toBeNull();
    await test.service.submitDeal(submission(p1));
    expect(await test.service.findDraft({ actor, partnerId: p1 })).toBeNull();
  });

  it('S35: a form nobody touched for 14 days is gone', async () => {
    const test = await dealTest('2026-11-02T09:00:00Z');
    const actor = memberOf(p1);
    await test.service.saveDraft({ actor, partnerId: p1, values: {}, step: 1 });
    const purge = (now: string) =>
      test.service.purgeDrafts({ now: new Date(now), actor: { kind: 'job', name: 'deals.sweep-drafts' } });
    expect(await test.service.nextPurgeAt()).toEqual(new Date('2026-11-16T09:00:00Z'));
    expect(await purge('2026-11-16T08:59:00Z')).toBe(0);
    expect(await purge('2026-11-16T09:00:00Z')).toBe(1);
    expect(await test.service.nextPurgeAt()).toBeNull();
  });

  it('is refused by a check that is not met; what nobody knows refuses nothing and is shown to staff', async () => {
    const test = await dealTest();
    test.checks.push({ check: 'certified_seller', stateOf: () => Promise.resolve('unmet') });
    await expect(test.service.submitDeal(submission(p1))).rejects.toMatchObject({
      code: 'deals.ineligible',
      params: { check: 'certified_seller' },
    });
    test.checks.length = 0;
    await test.service.submitDeal(submission(p1));
    const [card] = await test.owed({ message: 'deals.review-card' });
    expect(card?.params['notChecked']).toEqual(['status', 'agreement', 'certified_seller']);
  });

  it('over the partner’s limit is refused', async () => {
    const test = await dealTest();
    test.settings.maxOpen = { emerging: 0, core: 1, strategic: 1 };
    await test.service.submitDeal(submission(p1));
    await expect(test.service.checkEligibility({ actor: memberOf(p1), partnerId: p1 })).resolves.toMatchObject({
      mayRegister: false,
      unmet: 'open_limit',
    });
  });

  it('that a crash left unmatched is matched by the sweep', async () => {
    let writes = 0;
    const test = await dealTest(undefined, (at) => {
      if (at === 'audit' && (writes += 1) === 2) throw new Error('the process died');
    });
    const deal = await test.service.submitDeal(submission(p1));
    expect(deal).toMatchObject({ status: 'submitted', matchedAt: null });
    await test.sweepTo('2026-11-13T14:21:00Z');
    expect((await test.deal(deal.dealId)).status).toBe('in_review');
  });

  it('by staff waits for one tap of the partner, who gives the consent', async () => {
    const test = await dealTest();
    const { partnerId, details, draftId } = submission(p1, { consent: false });
    const proposal = await test.service.proposeDeal({ actor: tomas, partnerId, details, draftId });
    await expect(
      test.service.confirmOnBehalf({ actor: memberOf(p2), proposalId: proposal.proposalId }),
    ).rejects.toMatchObject({ code: 'deals.not_found' });
    const order = { actor: memberOf(p1), proposalId: proposal.proposalId };
    const deal = await test.service.confirmOnBehalf(order);
    expect((await test.service.confirmOnBehalf(order)).dealId).toBe(deal.dealId);
    expect(deal).toMatchObject({ status: 'in_review', details: { consent: true } });
    const [root] = await test.owed({ message: 'deals.proposal' });
    expect(root?.params['state']).toBe('confirmed');
  });
});

describe('a review', () => {
  it('approves once: the second person sees who did it, and the protection is stored', async () => {
    const test = await dealTest();
    const { dealId, version } = await test.service.submitDeal(submission(p1));
    const deal = await test.service.approveDeal({ dealId, actor: ines, version });
    expect(deal).toMatchObject({
      status: 'approved',
      protectedUntilOn: '2027-02-11',
      credit: 'sourced',
      protection: { windowDays: 90, zone: 'Europe/Berlin', tier: 'core' },
      heldKeys: [expect.stringContaining('elmstone-clinics.example|DE|vault')],
    });
    expect(deal.clock).toMatchObject({ stoppedAt: new Date('2026-11-13T14:20:00Z') });
    await expect(test.service.approveDeal({ dealId, actor: tomas, version })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'deals.already_moved',
      params: { status: 'approved', by: 'Ines', at: new Date('2026-11-13T14:20:00Z') },
    });
    const [told] = await test.owed({ message: 'deals.approved' });
    expect(told?.params).toMatchObject({
      protectedUntilOn: '2027-02-11',
      meetingBy: '2026-12-13',
      contactName: 'Tomas',
    });
  });

  it('asks, pauses the clock, takes the answer and goes on with what was left', async () => {
    const test = await dealTest('2026-11-16T08:00:00Z');
    const { dealId } = await test.service.submitDeal(submission(p1));
    test.clock.moveTo(new Date('2026-11-16T10:00:00Z'));
    const question = 'Which division buys?';
    await expect(test.service.askForInfo({ dealId, actor: ines, question: 'Why?', fields: [] })).rejects.toMatchObject({
      code: 'deals.too_short',
    });
    const asked = await test.service.askForInfo({ dealId, actor: ines, question, fields: ['division'] });
    expect(asked).toMatchObject({ status: 'info_needed', clock: { usedMinutes: 120, runningSince: null } });
    expect(asked.infoRequests[0]?.answerBy).toBe('2026-11-23');
    test.clock.moveTo(new Date('2026-11-18T08:00:00Z'));
    const answer = { dealId, actor: memberOf(p1), answer: 'The clinics in Bavaria.' };
    await expect(
      test.service.answerInfo({ ...answer, details: { customerDomain: 'other.example' } }),
    ).rejects.toMatchObject({ code: 'deals.field_locked', field: 'customerDomain' });
    const back = await test.service.answerInfo({ ...answer, details: { division: 'Bavaria' } });
    expect(back).toMatchObject({ status: 'in_review', details: { division: 'Bavaria' } });
    expect((await test.deal(dealId)).clock?.dueAt).toEqual(new Date('2026-11-19T14:00:00Z'));
  });

  it('needs the right person for the amount and for a conflict, a reason, and a text that names nobody', async () => {
    const test = await dealTest();
    const amount = { estimatedAmount: { amountMinor: 10_000_000, currency: 'EUR' } };
    const { dealId } = await test.service.submitDeal(submission(p1, amount));
    await expect(test.service.approveDeal({ dealId, actor: tomas })).rejects.toMatchObject({
      code: 'deals.not_your_amount',
      params: { level: 'pm_lead' },
    });
    const reject = (change: object) =>
      test.service.rejectDeal({
        ...{ dealId, actor: tomas, reasonCode: 'not_qualified', partnerText: 'No decision maker was met yet.' },
        ...change,
      });
    await expect(reject({ partnerText: ' ' })).rejects.toMatchObject({ code: 'deals.unmet_reason_and_text' });
    await expect(reject({ reasonCode: 'direct_only' })).rejects.toMatchObject({
      code: 'deals.conflict_needs_operations',
    });
    await expect(reject({ partnerText: 'Taken by Partner P-0002 already.' })).rejects.toMatchObject({
      code: 'deals.names_another_partner',
    });
    await expect(reject({})).resolves.toMatchObject({ status: 'rejected', closedReason: 'not_qualified' });
    await expect(test.service.approveDeal({ dealId, actor: staffActor('dana') })).rejects.toMatchObject({
      code: 'deals.already_moved',
    });
  });

  it('with a stale card changes nothing', async () => {
    const test = await dealTest();
    const { dealId, version } = await test.service.submitDeal(submission(p1));
    await test.service.addNote({ dealId, actor: memberOf(p1), note: 'Signed minutes follow.' });
    await expect(test.service.approveDeal({ dealId, actor: ines, version })).rejects.toMatchObject({
      code: 'deals.changed_meanwhile',
    });
    const card = (await test.owed({ message: 'deals.review-card' })).at(-1);
    const again = { dealId, actor: ines, version: Number(card?.params['version']) };
    await expect(test.service.approveDeal(again)).resolves.toMatchObject({ status: 'approved' });
  });

  it('the same delivery twice is one decision', async () => {
    const test = await dealTest();
    const { dealId } = await test.service.submitDeal(submission(p1));
    const order = { dealId, actor: ines, deliveryKey: 'trigger-1' };
    const once = await test.service.approveDeal(order);
    expect((await test.service.approveDeal(order)).version).toBe(once.version);
  });
});

describe('two partners and one customer', () => {
  it('S06, S07: within a day both are reviewed on evidence, with one later promise', async () => {
    const test = await dealTest('2026-11-12T10:02:00Z');
    const first = await test.service.submitDeal(submission(p1));
    test.clock.moveTo(new Date('2026-11-12T21:40:00Z'));
    const second = await test.service.submitDeal(submission(p2, { customerLegalName: 'Elmstone Clinics Inc.' }));
    await test.sweepTo('2026-11-12T21:41:00Z');
    for (const { dealId } of [first, second]) {
      const deal = await test.deal(dealId);
      expect(deal.findings).toMatchObject([{ class: 'C4', outcome: 'evidence_review' }]);
      expect(deal.clock?.dueAt).toEqual(new Date('2026-11-17T16:00:00Z'));
    }
    expect(await kinds(test, p1)).toEqual(['registration', 'flagged']);
    await expect(test.service.approveDeal({ dealId: first.dealId, actor: ines })).rejects.toMatchObject({
      code: 'deals.unmet_no_open_findings',
    });
  });

  it('S03, S04: the later one is refused, waits in line, and is asked when the first expires', async () => {
    const test = await dealTest('2026-10-05T08:00:00Z');
    const holder = await approved(test);
    test.clock.moveTo(new Date('2026-11-10T09:00:00Z'));
    const later = await test.service.submitDeal(submission(p2, { interactionOn: '2026-11-05' }));
    expect(later.findings).toMatchObject([{ class: 'C2', subjectId: holder.dealId }]);
    expect(await kinds(test, p2)).toEqual(['registration']);
    const refused = await test.service.rejectDeal({
      ...{ dealId: later.dealId, actor: ines },
      reasonCode: 'duplicate_registered',
      partnerText: 'This opportunity is already registered.',
    });
    expect(refused.secondInLine).toMatchObject({ state: 'waiting', heldByDealId: holder.dealId });
    await test.sweepTo('2027-01-04T09:00:00Z');
    expect((await test.deal(holder.dealId)).status).toBe('expired');
    const offered = await test.deal(later.dealId);
    expect(offered.secondInLine).toMatchObject({ state: 'offered', confirmBy: new Date('2027-01-07T16:00:00Z') });
    const taken = await test.service.takeUpOffer({ dealId: later.dealId, actor: memberOf(p2) });
    expect(taken).toMatchObject({ status: 'in_review', secondInLine: { state: 'confirmed' } });
    const again = await test.service.approveDeal({ dealId: later.dealId, actor: ines });
    expect(again.status).toBe('approved');
  });

  it('an offer that is not answered lapses, and the next one is asked', async () => {
    const test = await dealTest('2026-10-05T08:00:00Z');
    const holder = await approved(test);
    const line: Deal[] = [];
    for (const partnerId of ['P-0003', 'P-0004']) {
      const { dealId } = await test.service.submitDeal(submission(partnerId, { interactionOn: '2026-10-01' }));
      const text = { reasonCode: 'duplicate_registered', partnerText: 'Already registered.' } as const;
      line.push(await test.service.rejectDeal({ dealId, actor: ines, ...text }));
    }
    await test.service.withdrawDeal({ dealId: holder.dealId, actor: memberOf(p1), reason: 'no_longer_pursued' });
    const states = async () =>
      Promise.all(line.map(async ({ dealId }) => (await test.deal(dealId)).secondInLine?.state));
    expect(await states()).toEqual(['offered', 'waiting']);
    await test.sweepTo('2026-10-08T18:00:00Z');
    expect(await states()).toEqual(['lapsed', 'offered']);
    await expect(
      test.service.takeUpOffer({ dealId: line[0]?.dealId ?? '', actor: memberOf('P-0003') }),
    ).rejects.toMatchObject({ code: 'deals.unmet_offered' });
  });

  it('operations may rule that they are two opportunities', async () => {
    const test = await dealTest();
    await approved(test);
    const { dealId, findings } = await test.service.submitDeal(submission(p2));
    const subjectId = findings[0]?.subjectId ?? null;
    const ruling = { subjectId, class: 'C2', outcome: 'different_opportunity', note: 'Another clinic.' } as const;
    await expect(test.service.resolveFinding({ dealId, actor: tomas, ...ruling })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await test.service.resolveFinding({ dealId, actor: ines, ...ruling });
    await expect(test.service.approveDeal({ dealId, actor: ines })).resolves.toMatchObject({ status: 'approved' });
  });

  it('another product or close date is held too, or refused without a word about whom it meets', async () => {
    const test = await dealTest();
    const mine = await approved(test);
    const other = { products: ['Edge'], expectedCloseOn: '2027-02-26' };
    const theirs = await test.service.submitDeal(submission(p2, other));
    await test.service.approveDeal({ dealId: theirs.dealId, actor: ines });
    const change = (dealId: string, partnerId: string, products: readonly string[]) =>
      test.service.recordUpdate({ dealId, actor: memberOf(partnerId), update: { products } });
    await expect(change(mine.dealId, p1, ['Vault', 'Edge'])).rejects.toMatchObject({
      code: 'deals.change_needs_contact',
      params: {},
    });
    expect(await test.deal(mine.dealId)).toMatchObject({ version: mine.version, heldKeys: mine.heldKeys });
    const moved = await change(mine.dealId, p1, ['Flow']);
    expect(moved.heldKeys).toEqual([expect.stringContaining('|flow|')]);
    const late = await test.service.submitDeal(submission('P-0003', { products: ['Flow'] }));
    expect(late.findings).toMatchObject([{ class: 'C2', subjectId: mine.dealId }]);
    await expect(change(theirs.dealId, p2, ['Vault'])).resolves.toMatchObject({ status: 'approved' });
  });

  it('nothing of the one stands in any message or document that the other can read', async () => {
    const test = await dealTest();
    const holder = await approved(test);
    const later = await test.service.submitDeal(submission(p2, { dealOwner: { name: 'Other', person: null } }));
    await test.sweepTo('2026-11-20T09:00:00Z');
    const read = JSON.stringify(await test.owed({ audience: 'partner', partnerId: p2 }));
    expect(read).toContain(later.dealId);
    for (const secret of [holder.dealId, 'Partner P-0001', p1]) expect(read).not.toContain(secret);
    const actor = memberOf(p2);
    for (const dealId of [holder.dealId, 'DR-2026-9999']) {
      await expect(test.service.getOwn({ actor, dealId })).rejects.toMatchObject({
        code: 'deals.not_found',
        params: {},
      });
      await expect(test.service.withdrawDeal({ actor, dealId, reason: 'other' })).rejects.toMatchObject({
        code: 'deals.not_found',
        params: {},
      });
    }
    await expect(test.service.listOwn({ actor, partnerId: p1, limit: 5 })).rejects.toMatchObject({
      code: 'deals.not_found',
    });
  });
});
