import { expect, it } from 'vitest';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const ines = staffActor('ines');
const p1 = 'P-0001';
const actor = memberOf(p1);
const back = { newCloseOn: '2026-12-18', update: 'Contract is with legal.' };

async function approvedAt(at: string) {
  const test = await dealTest(at);
  const change = { interactionOn: at.slice(0, 10), expectedCloseOn: '2027-01-29' };
  const { dealId } = await test.service.submitDeal(submission(p1, change));
  await test.service.approveDeal({ dealId, actor: ines });
  return { test, dealId };
}

async function notesOf(test: DealTest, kind: string): Promise<readonly string[]> {
  const notes = await test.owed({ message: 'deals.staff-note' });
  return notes.filter(({ params }) => params['kind'] === kind).map(({ place }) => place);
}

it('two processes take one request to reinstate; the same delivery again changes nothing', async () => {
  const { test, dealId } = await approvedAt('2026-08-12T09:00:00Z');
  await test.sweepTo('2026-11-12T09:00:00Z');
  const ask = { dealId, actor, ...back };
  const all = await Promise.allSettled([
    test.service.requestReinstatement({ ...ask, deliveryKey: 'one' }),
    test.another().requestReinstatement({ ...ask, actor: memberOf(p1, 'A'), deliveryKey: 'two' }),
  ]);
  expect(all.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const { lastDelivery, reinstatement, version } = await test.deal(dealId);
  expect(reinstatement).toMatchObject({ ...back, answerBy: new Date('2026-11-16T09:00:00Z') });
  await test.service.requestReinstatement({ ...ask, deliveryKey: lastDelivery ?? '' });
  expect(await test.deal(dealId)).toMatchObject({ version });
  expect(await notesOf(test, 'reinstatement_asked')).toEqual(['dm:UINES']);
  await expect(test.service.requestReinstatement(ask)).rejects.toMatchObject({ code: 'deals.reinstatement_asked' });
});

it('a reviewer’s form from before the request is not sent over it; what was answered is told to nobody', async () => {
  const { test, dealId } = await approvedAt('2026-08-12T09:00:00Z');
  await test.sweepTo('2026-11-12T09:00:00Z');
  const { version } = await test.deal(dealId);
  await test.service.requestReinstatement({ dealId, actor, ...back });
  const reinstated = { dealId, actor: ines, update: 'They called.' };
  await expect(test.service.reinstateDeal({ ...reinstated, version })).rejects.toMatchObject({ kind: 'conflict' });
  await test.service.reinstateDeal(reinstated);
  await test.sweepTo('2026-11-20T09:00:00Z');
  expect(await notesOf(test, 'reinstatement_overdue')).toEqual([]);
  expect(await test.deal(dealId)).toMatchObject({ status: 'approved', reinstatement: null });
});

it('a note after a refusal reaches the reviewer and the manager, one person once; later ones are refused', async () => {
  const test = await dealTest('2026-11-16T08:00:00Z');
  const { dealId } = await test.service.submitDeal(submission(p1));
  await test.service.rejectDeal({ dealId, actor: ines, reasonCode: 'other', partnerText: 'Too early.' });
  await test.service.addNote({ dealId, actor, note: 'Minutes' });
  expect(await notesOf(test, 'evidence')).toEqual(['dm:UINES', 'dm:UTOMAS']);
  await test.connection.collection('deals').updateMany({}, { $set: { approverStaffId: 'S-tomas' } });
  await test.service.addNote({ dealId, actor, note: 'More' });
  expect(await notesOf(test, 'evidence')).toEqual(['dm:UINES', 'dm:UTOMAS', 'dm:UTOMAS']);
  test.clock.moveTo(new Date('2026-11-30T22:59:00Z'));
  await test.service.addNote({ dealId, actor, note: 'On the last evening' });
  test.clock.moveTo(new Date('2026-11-30T23:00:00Z'));
  await expect(test.service.addNote({ dealId, actor, note: 'Late' })).rejects.toMatchObject({
    code: 'deals.evidence_over',
    params: { endedOn: '2026-11-30' },
  });
});

it('an answer changes the asked fields, what belongs to them, stage and close date; evidence comes on top', async () => {
  const test = await dealTest('2026-11-16T08:00:00Z');
  const evidence = [{ kind: 'note', ref: 'First' }] as const;
  const { dealId } = await test.service.submitDeal(submission(p1, { evidence: [...evidence] }));
  const fields = ['amountType', 'evidence'] as const;
  await test.service.askForInfo({ dealId, actor: ines, question: 'Is it a month or all?', fields });
  const answer = { dealId, actor, answer: 'A month.' };
  await expect(test.service.answerInfo({ ...answer, details: { amountType: 'mrr' } })).rejects.toMatchObject({
    field: 'termMonths',
    params: { problem: 'required' },
  });
  await expect(
    test.service.answerInfo({ ...answer, details: { useCase: 'Another one altogether' } }),
  ).rejects.toMatchObject({ code: 'deals.field_locked', field: 'useCase' });
  const details = { amountType: 'mrr', termMonths: 12, evidence: [{ kind: 'note', ref: 'Second' }] } as const;
  const answered = await test.service.answerInfo({
    ...answer,
    details: { ...details, evidence: [...details.evidence] },
  });
  expect(answered.details).toMatchObject({ amountType: 'mrr', termMonths: 12 });
  expect(answered.details.evidence.map(({ ref }) => ref)).toEqual(['First', 'Second']);
});
