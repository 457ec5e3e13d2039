import { describe, expect, it } from 'vitest';
import { displayStatusOf } from '#features/deals/rules/states.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { buttonsUnder, threadIn, useScenarios } from './scenario-kit.ts';
import { scenariosInTime } from './scenarios-in-time.ts';
import { submittedScenarios } from './scenarios-submitted.ts';

/** These are really submitted, in scenarios-submitted.ts. */
const app = useScenarios({ without: ['S04', 'S08', 'S09', 'S10', 'S11', 'S12', 'S13', 'S14', 'S36'] });
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
    const { dealId, clock, findings } = await app.deal('S01');
    expect([clock?.zone, clock?.dueAt, findings]).toEqual(['Europe/Berlin', new Date('2026-11-17T14:20:00Z'), []]);
    expect(threadIn(app, 'P005', 'Elmstone Clinics')).toEqual([
      `${dealId} in Prüfung: *Elmstone Clinics*, Vault, EUR 48.000. ` +
        'Entscheidung bis *Di., 17. Nov. 15:20 (Berlin)*. Prüfung: Ines Okafor.',
    ]);
  });

  it('S05: a near miss is no match, and nothing is said of it', async () => {
    const { matchClass, findings } = await app.deal('S05');
    expect([matchClass, findings]).toEqual(['none', []]);
    expect(threadIn(app, 'P019', 'Brindlewick Freight')).toEqual([
      expect.stringContaining('in review: *Brindlewick Freight*, Edge, USD 14,000. Decision by *Tue 17 Nov 11:00'),
    ]);
  });

  it.each(['S06', 'S07'])('%s: one of a pair within a day is decided on evidence by 17 Nov', async (ref) => {
    const deal = await app.deal(ref);
    expect(pick(deal)).toEqual(['C4 evidence_review more_evidence']);
    expect(deal.clock?.dueAt).toEqual(new Date('2026-11-17T21:40:00Z'));
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
    expect(deal.timers.map(({ step }) => step)).toEqual(['info_withdraw']);
    const [root, warning] = threadIn(app, 'P012', 'Yarrowcroft Textiles');
    expect(root).toContain('waits for your answer: *Yarrowcroft Textiles*');
    expect(warning).toMatch(/^Your answer is still missing: _Which division buys\?_\nOn \*20 Nov 2026\* I withdraw/);
    expect(buttonsUnder(app, 'P012', 'Your answer is still missing')).toContain('Answer');
  });

  it('S18: the promise of one business day was missed, and there is a new one', async () => {
    const { clock } = await app.deal('S18');
    expect(clock).toMatchObject({ budgetMinutes: 480, level: 150, dueAt: new Date('2026-11-13T17:00:00Z') });
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

  it('S21: an extended one says so, with its new end', async () => {
    const { dealId } = await app.deal('S21');
    expect(threadIn(app, 'P001', 'Velvetstone Bank')).toEqual([
      `${dealId} approved, extended: *Velvetstone Bank*, Insight, GBP 120,000. Protected until *30 Dec 2026*.`,
    ]);
  });

  it('S23: ended at midnight in Dublin, may be registered again, and be reinstated until 24 Nov', () => {
    const [root, ended] = threadIn(app, 'P023', 'Russethaven Foods');
    expect(root).toContain('protection ended: *Russethaven Foods*');
    expect(ended).toContain('Protection ended. You can re-register with new evidence. Others may now register.');
    expect(ended).toContain('Until *24 Nov 2026* you can ask to reinstate it.');
    expect(buttonsUnder(app, 'P023', 'Protection ended')).toContain('Register again');
  });

  it('S34: an amount in yen has no decimals', async () => {
    const { details, amountUsd } = await app.deal('S34');
    expect(details.estimatedAmount).toEqual({ amountMinor: 18_000_000, currency: 'JPY' });
    expect(amountUsd?.amountMinor).toBe(12_060_000);
    expect(threadIn(app, 'P013', 'Kogane Works')[0]).toContain('*Kogane Works*, Edge, JPY 18,000,000.');
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

submittedScenarios(app);
scenariosInTime(app);
