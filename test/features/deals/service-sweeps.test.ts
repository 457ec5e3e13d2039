import { describe, expect, it } from 'vitest';
import { createSweepDue } from '#jobs/deals/sweep-due.ts';
import { memoryLog } from '#test/kit/log.ts';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const ines = staffActor('ines');
const p1 = 'P-0001';
const actor = memberOf(p1);

async function approvedAt(at: string) {
  const test = await dealTest(at);
  const { dealId } = await test.service.submitDeal(
    submission(p1, { interactionOn: at.slice(0, 10), expectedCloseOn: '2027-01-29' }),
  );
  await test.service.approveDeal({ dealId, actor: ines });
  return { test, dealId };
}

async function told(test: DealTest, message: string) {
  return (await test.owed({ message: `deals.${message}` })).map(({ params }) => params);
}

/** Swept again at the same instant, everything stays as it is. */
async function sweepsToNothing(test: DealTest): Promise<void> {
  const picture = async () => JSON.stringify([await test.deal((await test.deals())[0] ?? ''), await test.owed()]);
  const before = await picture();
  const report = await createSweepDue({ service: test.another(), log: memoryLog() }).run(
    {},
    { now: test.clock.now(), dryRun: false },
  );
  expect(report).toMatchObject({ handled: 0, failed: 0 });
  expect(await picture()).toBe(before);
}

describe('a decision that is not made', () => {
  it('climbs the ladder: approver, backup, lead and a new time for the partner, above', async () => {
    const test = await dealTest('2026-11-16T08:00:00Z');
    test.settings.leads = { pmLead: 'greta', vp: 'dana' };
    const { dealId, version } = await test.service.submitDeal(submission(p1));
    const people = async () =>
      (await test.owed({ message: 'deals.clock' })).map(({ params, place }) => `${params['percent']} ${place}`);
    await test.sweepTo('2026-11-16T16:00:00Z');
    expect(await people()).toEqual(['50 dm:UINES']);
    await test.sweepTo('2026-11-17T12:00:00Z');
    expect(await people()).toEqual(['50 dm:UINES', '75 dm:UINES', '75 dm:UTOMAS']);
    expect(await told(test, 'late')).toEqual([]);
    await test.sweepTo('2026-11-17T16:00:00Z');
    expect((await people()).slice(3)).toEqual(['100 dm:UINES', '100 dm:UGRETA']);
    expect(await told(test, 'late')).toMatchObject([
      { newDueAt: new Date('2026-11-18T16:00:00Z'), reviewerName: 'Ines' },
    ]);
    await sweepsToNothing(test);
    await test.sweepTo('2026-11-18T16:00:00Z');
    expect((await people()).slice(5)).toEqual(['150 dm:UINES', '150 dm:UDANA']);
    expect((await test.deal(dealId)).clock).toMatchObject({ level: 150, isOverdue: true });
    const [root] = await test.owed({ message: 'deals.registration' });
    expect(root?.params).toMatchObject({ isOverdue: true });
    expect(await test.service.standingOf(p1)).toEqual({ open: 1, nextDecisionAt: null });
    expect(await told(test, 'late')).toHaveLength(1);
    expect(await test.service.nextDueAt()).toBeNull();
    // The card from before the first rung is still good to decide by.
    await expect(test.service.approveDeal({ dealId, actor: ines, version })).resolves.toMatchObject({
      status: 'approved',
    });
  });

  it('S18: after downtime the partner still gets the new time, and nobody a burst', async () => {
    const test = await dealTest('2026-11-12T17:00:00Z');
    test.cards[p1] = { tier: 'strategic', timeZone: 'America/Denver', country: 'US' };
    await test.service.submitDeal(submission(p1));
    test.clock.moveTo(new Date('2026-11-16T09:00:00Z'));
    await test.sweepTo('2026-11-16T09:00:00Z');
    const clocks = await told(test, 'clock');
    expect(clocks.map(({ percent }) => percent)).toEqual([150, 150]);
    expect(await told(test, 'late')).toHaveLength(1);
    await sweepsToNothing(test);
  });

  it('is seen in the queue by its age; a press of the wrong person shows nothing', async () => {
    const test = await dealTest('2026-11-16T08:00:00Z');
    await test.service.submitDeal(submission(p1));
    test.clock.moveTo(new Date('2026-11-17T13:00:00Z'));
    const [line] = await test.service.listQueue({ actor: ines, limit: 10 });
    expect(line).toMatchObject({ usedPercent: 81, bucket: 'under_due', approverName: 'Ines' });
    await expect(test.service.listQueue({ actor: staffActor('priya'), limit: 10 })).resolves.toEqual([]);
    await expect(test.service.listQueue({ actor, limit: 10 })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a question that is not answered', () => {
  it('S17: is warned of after five business days, and withdrawn after five more', async () => {
    const test = await dealTest('2026-11-05T09:00:00Z');
    test.cards[p1] = { timeZone: 'Europe/Paris', country: 'FR', primaryType: 'agency' };
    const referral = { registrationType: 'referral', interactionOn: '2026-11-04' } as const;
    const { dealId } = await test.service.submitDeal(submission(p1, referral));
    await test.service.askForInfo({ dealId, actor: ines, question: 'Who decides at the customer?', fields: [] });
    await test.sweepTo('2026-11-16T09:00:00Z');
    expect(await told(test, 'info-warning')).toMatchObject([{ withdrawOn: '2026-11-20' }]);
    await sweepsToNothing(test);
    expect((await test.deal(dealId)).status).toBe('info_needed');
    await test.sweepTo('2026-11-20T16:00:00Z');
    expect(await test.deal(dealId)).toMatchObject({ status: 'withdrawn', closedReason: 'no_answer', nextStepAt: null });
    expect(await told(test, 'closed')).toMatchObject([{ outcome: 'withdrawn', reason: 'no_answer' }]);
    expect(await told(test, 'late')).toEqual([]);
  });
});

describe('an approved deal', () => {
  it('is asked about when nobody updates it; an update starts the ladder again', async () => {
    const { test, dealId } = await approvedAt('2026-09-01T09:00:00Z');
    await test.sweepTo('2026-10-01T09:00:00Z');
    expect(await told(test, 'stale')).toMatchObject([{ days: 30, answerBy: null }]);
    const update = { stage: 'proposal', nextStep: 'Offer by Friday', meetingOn: '2026-09-20' } as const;
    const updated = await test.service.recordUpdate({ dealId, actor, update });
    expect(updated).toMatchObject({ details: { stage: 'proposal' }, protection: { meetingOn: '2026-09-20' } });
    expect(updated.timers.map(({ step }) => step)).toContain('stale_30');
    expect(await told(test, 'updated')).toMatchObject([{ stage: 'proposal', nextStep: 'Offer by Friday' }]);
    await test.sweepTo('2026-11-25T09:00:00Z');
    expect((await told(test, 'stale')).map(({ days }) => days)).toEqual([30, 30, 45]);
    const notes = (await told(test, 'staff-note')).map(({ kind }) => kind);
    expect(notes).toEqual(['proof_missing', 'stale_45']);
    await sweepsToNothing(test);
  });

  it('is reminded of its end, ends at midnight where the partner is, and can be reinstated once', async () => {
    const { test, dealId } = await approvedAt('2026-08-12T09:00:00Z');
    await test.sweepTo('2026-11-09T12:00:00Z');
    const ending = (await test.owed({ message: 'deals.protection-ending' })).map(({ key, params }) => [
      key.split(':').at(-1),
      params['daysLeft'],
      params['offersExtension'],
    ]);
    expect(ending).toEqual([
      ['2026-11-10.30', 30, false],
      ['2026-11-10.14', 14, true],
      ['2026-11-10.7', 1, true],
    ]);
    await test.sweepTo('2026-11-10T22:59:00Z');
    expect((await test.deal(dealId)).status).toBe('approved');
    await test.sweepTo('2026-11-10T23:00:00Z');
    expect(await test.deal(dealId)).toMatchObject({ status: 'expired', heldKeys: [] });
    expect(await told(test, 'expired')).toMatchObject([{ endedOn: '2026-11-10', reinstateUntilOn: '2026-11-24' }]);
    await sweepsToNothing(test);
    test.clock.moveTo(new Date('2026-11-24T09:00:00Z'));
    await expect(test.service.reinstateDeal({ dealId, actor: ines, update: ' ' })).rejects.toMatchObject({
      code: 'deals.unmet_reinstatable',
    });
    const back = await test.service.reinstateDeal({ dealId, actor: ines, update: 'Contract is with legal.' });
    expect(back).toMatchObject({ status: 'approved', protectedUntilOn: '2026-12-10' });
    expect(back.extensions).toMatchObject([{ isReinstatement: true, outcome: 'approved' }]);
    expect(back.timers.at(-1)).toEqual({ step: 'expire', at: new Date('2026-12-10T23:00:00Z') });
  });

  it('S20: is extended by silence where that was promised, and lives on while it is decided otherwise', async () => {
    const { test, dealId } = await approvedAt('2026-08-12T09:00:00Z');
    await test.service.recordUpdate({ dealId, actor, update: { meetingOn: '2026-08-10', proofOn: '2026-08-11' } });
    await test.sweepTo('2026-10-28T09:00:00Z');
    await test.service.recordUpdate({ dealId, actor, update: { nextStep: 'Contract' } });
    const ask = { dealId, actor, newCloseOn: '2026-12-18', activity: 'Workshop on 27 Oct', reason: null };
    const asked = await test.service.requestExtension(ask);
    expect(asked.extensions).toMatchObject([
      { silenceApproves: true, decideBy: new Date('2026-10-30T09:00:00Z'), outcome: 'pending' },
    ]);
    await expect(test.service.requestExtension(ask)).rejects.toMatchObject({ code: 'deals.extension_pending' });
    await test.sweepTo('2026-10-30T09:00:00Z');
    expect(await test.deal(dealId)).toMatchObject({
      status: 'approved',
      protectedUntilOn: '2026-12-10',
      details: { expectedCloseOn: '2026-12-18' },
    });
    expect(await told(test, 'extended')).toMatchObject([{ protectedUntilOn: '2026-12-10', number: 1, most: 2 }]);
    await sweepsToNothing(test);
    await test.sweepTo('2026-12-10T12:00:00Z');
    await test.service.requestExtension({ ...ask, newCloseOn: '2027-01-29', reason: 'The customer was away.' });
    await test.sweepTo('2026-12-15T12:00:00Z');
    expect((await test.deal(dealId)).status).toBe('approved');
    expect((await told(test, 'staff-note')).map(({ kind }) => kind)).toContain('extension_overdue');
    const no = {
      dealId,
      actor: ines,
      outcome: 'declined',
      partnerText: 'There was no activity since October.',
    } as const;
    await test.service.decideExtension(no);
    await test.sweepTo('2026-12-15T12:01:00Z');
    expect((await test.deal(dealId)).status).toBe('expired');
  });

  it('is won when staff confirm it, also within the grace after its end; a later contract is refused', async () => {
    const { test, dealId } = await approvedAt('2026-08-12T09:00:00Z');
    const amount = { amountMinor: 4_800_000, currency: 'EUR' };
    await test.sweepTo('2026-11-12T09:00:00Z');
    await expect(test.service.markWon({ dealId, actor, contractOn: '2026-11-12', amount })).rejects.toMatchObject({
      code: 'deals.outside_protection',
      params: { endedOn: '2026-11-10' },
    });
    const reported = await test.service.markWon({ dealId, actor, contractOn: '2026-11-10', amount });
    expect(reported).toMatchObject({ status: 'expired', win: { confirmedAt: null } });
    const hana = staffActor('hana');
    const won = await test.service.markWonFor({ dealId, actor: hana, contractOn: '2026-11-10', amount });
    expect(won).toMatchObject({ status: 'won', win: { confirmedBy: 'S-hana' }, timers: [] });
    expect((await told(test, 'won')).map(({ isConfirmed }) => isConfirmed)).toEqual([true]);
  });

  it('is lost with a reason, and is nobody else’s to close', async () => {
    const { test, dealId } = await approvedAt('2026-11-12T09:00:00Z');
    await expect(test.service.markLost({ dealId, actor: memberOf('P-0002'), reason: 'price' })).rejects.toMatchObject({
      code: 'deals.not_found',
    });
    const lost = await test.service.markLost({ dealId, actor, reason: 'price' });
    expect(lost).toMatchObject({ status: 'lost', closedReason: 'price', heldKeys: [], nextStepAt: null });
  });

  it('is revoked by operations only, with a text for the partner', async () => {
    const { test, dealId } = await approvedAt('2026-11-12T09:00:00Z');
    const order = { dealId, reason: 'customer_choice', partnerText: 'The customer chose in writing.' } as const;
    await expect(test.service.revokeDeal({ ...order, actor: staffActor('tomas') })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(test.service.revokeDeal({ ...order, actor: ines })).resolves.toMatchObject({ status: 'revoked' });
  });
});

it('a crash at any write of a sweep leaves nothing, and the next sweep does it once', async () => {
  let isDying = false;
  const test = await dealTest('2026-11-16T08:00:00Z', () => {
    if (isDying) throw new Error('the process died');
  });
  const { dealId } = await test.service.submitDeal(submission(p1));
  test.clock.moveTo(new Date('2026-11-17T16:00:00Z'));
  const before = await test.deal(dealId);
  isDying = true;
  const sweep = createSweepDue({ service: test.service, log: memoryLog() });
  const tick = { now: test.clock.now(), dryRun: false };
  expect(await sweep.run({}, tick)).toMatchObject({ handled: 0, failed: 1 });
  expect(await test.deal(dealId)).toEqual(before);
  isDying = false;
  expect(await sweep.run({}, tick)).toMatchObject({ handled: 1, failed: 0 });
  expect(await told(test, 'late')).toHaveLength(1);
});
