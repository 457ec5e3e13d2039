import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/actor.ts';
import { toAppError } from '#core/errors.ts';
import type { DealService } from '#features/deals/service.ts';
import { dealTest, memberOf, staffActor, submission } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const holder = 'P-0001';
const other = 'P-0002';
const ines = staffActor('ines');
const secret = 'Zephyrgate Insurance';
const amount = { amountMinor: 7_777_700, currency: 'EUR' };

type Call = (service: DealService, actor: Actor, dealId: string) => Promise<unknown>;

/** Every verb on one deal, with arguments that would be good ones. */
const verbs: Readonly<Record<string, Call>> = {
  answerInfo: (it, actor, dealId) => it.answerInfo({ dealId, actor, answer: 'Retail' }),
  answerWithReply: (it, actor, dealId) => it.answerWithReply({ dealId, actor, messageTs: '1.1' }),
  addNote: (it, actor, dealId) => it.addNote({ dealId, actor, note: 'A note' }),
  askPartnerManager: (it, actor, dealId) => it.askPartnerManager({ dealId, actor, question: 'Why?' }),
  checkReinstatement: (it, actor, dealId) => it.checkReinstatement({ dealId, actor }),
  requestReinstatement: (it, actor, dealId) =>
    it.requestReinstatement({ dealId, actor, newCloseOn: '2027-03-01', update: 'Alive' }),
  requestExtensionFor: (it, actor, dealId) =>
    it.requestExtensionFor({ dealId, actor, newCloseOn: '2027-03-01', activity: 'Workshop', reason: 'Late' }),
  getOutlook: (it, actor, dealId) => it.getOutlook({ dealId, actor }),
  withdrawDeal: (it, actor, dealId) => it.withdrawDeal({ dealId, actor, reason: 'other' }),
  recordUpdate: (it, actor, dealId) => it.recordUpdate({ dealId, actor, update: { stage: 'proposal' } }),
  requestExtension: (it, actor, dealId) =>
    it.requestExtension({ dealId, actor, newCloseOn: '2027-03-01', activity: 'Workshop', reason: 'Late' }),
  markWon: (it, actor, dealId) => it.markWon({ dealId, actor, contractOn: '2026-11-13', amount }),
  markLost: (it, actor, dealId) => it.markLost({ dealId, actor, reason: 'price' }),
  takeUpOffer: (it, actor, dealId) => it.takeUpOffer({ dealId, actor }),
  getOwn: (it, actor, dealId) => it.getOwn({ dealId, actor }),
  getForReview: (it, actor, dealId) => it.getForReview({ dealId, actor }),
  startReview: (it, actor, dealId) => it.startReview({ dealId, actor }),
  askForInfo: (it, actor, dealId) => it.askForInfo({ dealId, actor, question: 'Which division buys?', fields: [] }),
  resolveFinding: (it, actor, dealId) =>
    it.resolveFinding({ dealId, actor, subjectId: null, class: 'C2', outcome: 'overruled', note: '' }),
  approveDeal: (it, actor, dealId) => it.approveDeal({ dealId, actor }),
  rejectDeal: (it, actor, dealId) => it.rejectDeal({ dealId, actor, reasonCode: 'other', partnerText: 'Not now.' }),
  decideExtension: (it, actor, dealId) => it.decideExtension({ dealId, actor, outcome: 'approved', partnerText: null }),
  reinstateDeal: (it, actor, dealId) => it.reinstateDeal({ dealId, actor, update: 'Alive' }),
  revokeDeal: (it, actor, dealId) => it.revokeDeal({ dealId, actor, reason: 'breach', partnerText: 'Breach.' }),
  markWonFor: (it, actor, dealId) => it.markWonFor({ dealId, actor, contractOn: '2026-11-13', amount }),
  markLostFor: (it, actor, dealId) => it.markLostFor({ dealId, actor, reason: 'price' }),
  withdrawFor: (it, actor, dealId) => it.withdrawFor({ dealId, actor, reason: 'other' }),
  runDue: (it, actor, dealId) => it.runDue({ dealId, now: new Date('2027-06-01T00:00:00Z'), actor }),
};

/** Nobody here may do anything to the holder's deal. */
const outsiders: readonly Actor[] = [
  memberOf(other),
  { ...memberOf(other), roles: ['partner_admin', 'partner_exec', 'partner_member'] } as Actor,
  { ...memberOf(holder), roles: [] } as Actor,
  { kind: 'stranger', person: { teamId: 'T9', userId: 'U9' } },
  { kind: 'bot' },
  { kind: 'staff', person: { teamId: 'THOME', userId: 'UNEW' }, roles: [] },
  { ...staffActor('priya') },
];

async function answerOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => toAppError(thrown),
  );
  return error === null ? 'done' : JSON.stringify([error.kind, error.code, error.params]);
}

async function everything(test: DealTest): Promise<string> {
  const names = ['deals', 'outbound_messages', 'audit_entries'];
  return JSON.stringify(await Promise.all(names.map((name) => test.connection.collection(name).find({}).toArray())));
}

describe('whoever a deal does not belong to', () => {
  it('can do nothing with it, changes nothing, and cannot tell it from one that does not exist', async () => {
    const test = await dealTest();
    const customer = { customerLegalName: secret, customerDomain: 'zephyrgate.example', contactEmail: null };
    const { dealId } = await test.service.submitDeal(submission(holder, { ...customer, estimatedAmount: amount }));
    await test.service.approveDeal({ dealId, actor: ines });
    const before = await everything(test);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(verbs)), fc.constantFrom(...outsiders), async (verb, actor) => {
        const call = verbs[verb];
        if (call === undefined) return;
        const real = await answerOf(call(test.service, actor, dealId));
        expect(real, verb).toBe(await answerOf(call(test.service, actor, 'DR-2026-9999')));
        expect(real, verb).toMatch(/^\["(forbidden|missing)","(core\.forbidden|deals\.not_found)",\{\}\]$/);
      }),
      { numRuns: 120, seed: 7 },
    );
    expect(await everything(test)).toBe(before);
  });

  it('is passed over in its thread, whichever channel they say it is', async () => {
    const test = await dealTest();
    const { dealId } = await test.service.submitDeal(submission(holder));
    const before = await everything(test);
    const message = { channelId: 'C1', ts: '1.1' };
    const [priya, ...others] = outsiders.toReversed();
    for (const id of [dealId, 'DR-2026-9999', `${dealId}:2`, 'nothing']) {
      for (const partnerId of [holder, other]) {
        const rootKey = `deals:registration:${id}`;
        for (const actor of [priya, ...others].flatMap((one) => one ?? [])) {
          const reply = { rootKey, actor, partnerId, words: 'A note', files: [], message, deliveryKey: '1' };
          expect(await test.service.takeReply(reply)).toBeNull();
        }
        for (const actor of others) {
          await test.service.noteContact({ rootKey, actor, partnerId, at: new Date('2026-11-13T15:00:00Z') });
        }
      }
    }
    expect(await everything(test)).toBe(before);
  });

  it('learns from a registration of the same customer only the words of its own conflict', async () => {
    const test = await dealTest();
    const customer = { customerLegalName: secret, customerDomain: 'zephyrgate.example', contactEmail: null };
    const mine = { ...customer, estimatedAmount: amount, contactName: 'Quentin Hidden', competitors: 'Rival Corp' };
    const { dealId } = await test.service.submitDeal(submission(holder, mine));
    await test.service.approveDeal({ dealId, actor: ines });
    const theirs = await test.service.submitDeal(submission(other, customer));
    await test.service.rejectDeal({
      ...{ dealId: theirs.dealId, actor: ines, reasonCode: 'duplicate_registered' },
      partnerText: 'This opportunity is already registered.',
    });
    await test.service.withdrawDeal({ dealId, actor: memberOf(holder), reason: 'other' });
    await test.sweepTo('2026-11-30T09:00:00Z');
    const read = JSON.stringify(await test.owed({ audience: 'partner', partnerId: other }));
    expect(read).toContain('deals.opened');
    for (const hidden of [dealId, holder, 'Partner P-0001', '7777700', 'Quentin', 'Rival Corp', 'withdrawn'])
      expect(read, hidden).not.toContain(hidden);
    const internal = await test.owed({ audience: 'internal' });
    expect(internal.every(({ place }) => place.startsWith('dm:'))).toBe(true);
  });
});

describe('approval at once', () => {
  it('is off by default; switched on it takes what nothing speaks against, and operations see a sample', async () => {
    const test = await dealTest();
    const small = { estimatedAmount: { amountMinor: 2_000_000, currency: 'EUR' } };
    test.checks.push({ check: 'certified_seller', stateOf: () => Promise.resolve('met') });
    const first = await test.service.submitDeal(submission(holder, small));
    expect(first.status).toBe('in_review');
    test.settings.autoApprove = { enabled: true, amountUsd: 25_000, samplePercent: 10 };
    const elsewhere = {
      customerLegalName: 'Umberwick Retail',
      customerDomain: 'umberwick.example',
      contactEmail: null,
    };
    const second = await test.service.submitDeal(submission(holder, { ...small, ...elsewhere }));
    expect(second).toMatchObject({ status: 'approved', decision: { by: 'auto' }, protectedUntilOn: '2027-02-11' });
    const notes = (await test.owed({ message: 'deals.staff-note' })).map(({ params }) => params['kind']);
    expect(notes).toEqual(['auto_approved']);
    const large = { customerLegalName: 'Gablemere Schools', customerDomain: 'gablemere.example', contactEmail: null };
    expect((await test.service.submitDeal(submission(holder, large))).status).toBe('in_review');
    const early = { customerLegalName: 'Nimbuscroft Labs', customerDomain: 'nimbuscroft.example', contactEmail: null };
    const discovery = { ...small, ...early, stage: 'discovery' } as const;
    expect((await test.service.submitDeal(submission(holder, discovery))).status).toBe('in_review');
    const same = await test.service.submitDeal(submission(other, { ...small, ...elsewhere }));
    expect(same).toMatchObject({ status: 'in_review', findings: [{ class: 'C2' }] });
  });
});
