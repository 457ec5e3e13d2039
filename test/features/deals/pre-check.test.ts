import { beforeEach, describe, expect, test } from 'vitest';
import type { PartnerActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { Write } from '#core/write.ts';
import { randomIds } from '#core/ids.ts';
import { createSweepDrafts } from '#jobs/deals/sweep-drafts.ts';
import { createPreCheckService } from '#features/deals/pre-check-service.ts';
import type { PreCheckResult, PreCheckService } from '#features/deals/pre-check-service.ts';
import { createPreCheckStore } from '#features/deals/pre-check-store.ts';
import type { PartnerCard } from '#features/directory/public.ts';
import { defaultSettings } from '#features/program/rules.ts';
import type { Deal } from '#features/deals/schemas.ts';
import { accountOf, registered, useDealDatabase } from './accounts-kit.ts';
import { fixtureDeals } from './kit-deals.ts';

const database = useDealDatabase();
const domain = 'elmstone-clinics.example';
const at = new Date('2026-11-16T09:00:00Z');
let service: PreCheckService;

beforeEach(() => {
  const { connection, finder, clock, inOneWrite } = database;
  const deals = { ...defaultSettings.deals, ...fixtureDeals };
  const program = { current: () => Promise.resolve({ ...defaultSettings, deals }) };
  const directory = { getPartner: () => Promise.resolve({ timeZone: 'Asia/Tokyo' } as PartnerCard) };
  const preChecks = createPreCheckStore(connection);
  service = createPreCheckService({ finder, preChecks, program, directory, ids: randomIds(), clock, inOneWrite });
});

function member(userId = 'U1', partnerId = 'P-0001'): PartnerActor {
  return { kind: 'partner', partnerId, person: { teamId: `T-${partnerId}`, userId }, roles: ['partner_member'] };
}
const ask = (asked = domain, actor = member(), more: { deliveryKey?: string } = {}): Promise<PreCheckResult> =>
  service.preCheck({ actor, partnerId: actor.partnerId, domain: asked, ...more });
const outcome = async (): Promise<string> => (await ask()).outcome;
const failure = async (asking: Promise<unknown>): Promise<AppError> => {
  const thrown = await asking.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error('it should have been refused');
  return thrown;
};
const others = (change: Partial<Deal>, details: Partial<Deal['details']> = {}) =>
  registered(1, { partnerId: 'P-0002', ...change }, details);

describe('the answer', () => {
  test('is free where nothing matches', async () => {
    await database.register(others({}, { customerDomain: 'opalvale.example', customerLegalName: 'Opalvale' }));
    await database.save([accountOf()]);
    expect(await ask(`https://www.${domain}/`)).toEqual({
      domain,
      outcome: 'free',
      ownDealId: null,
      answerAt: new Date(at.getTime() + defaultSettings.deals.preCheck.delayMs),
    });
  });

  test.each(['submitted', 'in_review', 'info_needed', 'approved'] as const)(
    'is taken by another partner’s %s one, however new',
    async (status) => {
      await database.register(others({ status, completeAt: at }));
      expect(await outcome()).toBe('taken');
    },
  );

  test('is taken by one for the same account under another address', async () => {
    await database.save([accountOf()]);
    await database.register(others({ status: 'approved' }, { customerDomain: null, noWebsiteReason: 'none yet' }));
    expect(await outcome()).toBe('taken');
  });

  test('is talk to us for everything else that matches', async () => {
    const closedAt = new Date('2026-11-01T00:00:00Z');
    const contract = { endsOn: '2027-06-30', products: ['Flow'], division: null };
    const opportunity = {
      opportunityId: 'OPP-1',
      openedOn: '2026-08-01',
      lastActivityOn: '2026-11-10',
      repName: 'Nora',
    };
    const open = { ...opportunity, division: null, products: [], expectedCloseOn: null, status: 'open' as const };
    const cases = [
      () => database.register(others({ status: 'won', closedAt })),
      () => database.register(others({ status: 'expired', closedAt })),
      () => database.save([accountOf({ directOnlyListVersion: 7 })]),
      () => database.save([accountOf({ contract })]),
      () => database.save([accountOf({ opportunities: [open] })]),
      () =>
        database.save([accountOf({ domain: 'elmstone.example', aliases: { domains: [domain], names: [] }, contract })]),
    ];
    for (const prepare of cases) {
      for (const name of ['deals', 'accounts']) await database.connection.collection(name).deleteMany({});
      await prepare();
      expect(await outcome()).toBe('talk_to_us');
    }
  });

  test('shows the partner its own open registration, whatever else there is', async () => {
    await database.register(others({ status: 'approved' }), registered(2, { partnerId: 'P-0001' }));
    expect(await ask()).toMatchObject({ outcome: 'own', ownDealId: 'DR-2026-0002' });
    expect(await ask(domain, member('U1', 'P-0003'))).toMatchObject({ outcome: 'taken', ownDealId: null });
  });

  test('is free again after its own registration has expired', async () => {
    const closedAt = new Date('2026-11-01T00:00:00Z');
    await database.register(registered(1, { partnerId: 'P-0001', status: 'expired', closedAt }));
    expect(await outcome()).toBe('free');
  });

  test('has one shape and one delay, whoever holds what', async () => {
    const free = await ask();
    await database.register(others({ status: 'approved' }));
    const taken = await ask();
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    expect(taken.answerAt).toEqual(free.answerAt);
    const own = await ask(domain, member('U2', 'P-0002'));
    await database.save([accountOf({ domain: 'opalvale.example', legalName: 'Opalvale', directOnlyListVersion: 7 })]);
    const talk = await ask('opalvale.example');
    expect([own, talk].map((each) => each.outcome)).toEqual(['own', 'talk_to_us']);
    expect([own, talk].map((each) => [Object.keys(each), each.answerAt])).toEqual([
      [Object.keys(free), free.answerAt],
      [Object.keys(free), free.answerAt],
    ]);
    expect(JSON.stringify(taken)).not.toMatch(/P-0002|DR-|Elmstone Clinics/);
  });
});

describe('who may ask, what and how often', () => {
  test('only members, for their own company', async () => {
    const stranger = service.preCheck({ actor: { kind: 'stranger' }, partnerId: 'P-0001', domain });
    expect(await failure(stranger)).toMatchObject({ kind: 'forbidden' });
    const foreign = service.preCheck({ actor: member(), partnerId: 'P-0002', domain });
    expect(await failure(foreign)).toMatchObject({ kind: 'forbidden', params: {} });
  });

  test('a customer’s own domain; what is none is not counted', async () => {
    for (let n = 0; n < 11; n += 1) {
      expect(await failure(ask('gmail.com'))).toMatchObject({
        kind: 'invalid',
        code: 'deals.field_problem',
        field: 'domain',
        params: { problem: 'free_mail', host: 'gmail.com' },
      });
    }
    expect(await outcome()).toBe('free');
  });

  test('ten times a day for one person, until the partner’s midnight', async () => {
    for (let n = 0; n < 10; n += 1) await ask(`a${n}.example`);
    expect(await failure(ask())).toMatchObject({
      kind: 'conflict',
      code: 'deals.pre_check_person_limit',
      params: { limit: 10 },
    });
    expect((await ask(domain, member('U2'))).outcome).toBe('free');
    expect(await database.connection.collection('deal_pre_checks').countDocuments()).toBe(11);
  });

  test('thirty times a day for all of a partner, also when they ask at once', async () => {
    const asking = Array.from({ length: 33 }, (_, n) =>
      ask(`a${n}.example`, member(`U${n}`)).catch((error: AppError) => error),
    );
    const answers = await Promise.all(asking);
    const refused = answers.filter((answer) => answer instanceof AppError);
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'deals.pre_check_partner_limit'));
    expect((await ask(domain, member('U1', 'P-0002'))).outcome).toBe('free');
  });

  test('one delivery counts once, owes once and keeps its answer', async () => {
    const owed: string[] = [];
    const answer = (result: PreCheckResult, _write: Write): Promise<void> =>
      Promise.resolve(void owed.push(result.outcome));
    const request = { actor: member(), partnerId: 'P-0001', domain, deliveryKey: 'view-1', answer };
    const first = await service.preCheck(request);
    await database.register(others({ status: 'approved' }));
    expect(await service.preCheck(request)).toEqual(first);
    expect(owed).toEqual(['free']);
    expect(await database.connection.collection('deal_pre_checks').countDocuments()).toBe(1);
  });

  test('who asked what is kept, and forgotten in time', async () => {
    await ask();
    const rows = await database.connection.collection('deal_pre_checks').find().toArray();
    expect(rows).toMatchObject([
      { partnerId: 'P-0001', person: { teamId: 'T-P-0001', userId: 'U1' }, domain, outcome: 'free', at },
    ]);
    // Nothing else is due here.
    const drafts = { purgeDrafts: () => Promise.resolve(0), nextPurgeAt: () => Promise.resolve(null) };
    const sweep = createSweepDrafts({ service: drafts, preChecks: service });
    const inNinetyDays = new Date('2027-02-14T09:00:00Z');
    expect(await sweep.run({}, { now: inNinetyDays, dryRun: false })).toMatchObject({ handled: 0 });
    const now = (await sweep.nextDueAt?.()) ?? at;
    expect(now).toEqual(new Date(inNinetyDays.getTime() + 1));
    expect(await sweep.run({}, { now, dryRun: true })).toMatchObject({ handled: 0 });
    expect(await sweep.run({}, { now, dryRun: false })).toMatchObject({ handled: 1 });
    expect(await sweep.nextDueAt?.()).toBeNull();
    expect(await database.connection.collection('deal_pre_check_days').countDocuments()).toBe(0);
  });
});
