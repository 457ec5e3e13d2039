import { expect, test } from 'vitest';
import type { Deal } from '#features/deals/schemas.ts';
import { dealTest, staffActor, submission, sweepJob } from './service-kit.ts';
import type { DealTest } from './service-kit.ts';

const partners = ['P-0001', 'P-0002'] as const;
const customers = ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fig', 'ginkgo', 'hawthorn', 'ivy', 'juniper'];
const rounds = customers.length;
const ines = staffActor('ines');
const greta = staffActor('greta');

async function dealsOf(app: DealTest): Promise<readonly Deal[]> {
  const rows = await app.connection.collection('deals').find({}).sort({ completeAt: 1, sequence: 1 }).toArray();
  return rows.map((row) => ({ ...row, dealId: String(row._id) }) as unknown as Deal);
}

test('two partners who submit one customer at the same instant, ten times over on two processes: none is lost, one order, one approval', async () => {
  const app = await dealTest();
  const processes = [app.service, app.another()] as const;
  for (const name of customers) {
    const customer = { customerLegalName: name, customerDomain: `${name}.example` };
    const mail = { contactEmail: null };
    await Promise.all(
      partners.map((partnerId, index) =>
        processes[index === 0 ? 0 : 1].submitDeal(submission(partnerId, { ...customer, ...mail })),
      ),
    );
  }
  await app.sweepTo('2026-11-13T14:21:00Z');

  const all = await dealsOf(app);
  expect(all).toHaveLength(2 * rounds);
  expect(new Set(all.map(({ sequence }) => sequence)).size).toBe(2 * rounds);
  expect(new Set(all.map(({ dealId }) => dealId)).size).toBe(2 * rounds);
  for (const deal of all) expect(deal.findings.map(({ class: of }) => of)).toEqual(['C4']);
  for (const partnerId of partners) {
    const roots = await app.owed({ message: 'deals.registration', partnerId });
    expect(roots).toHaveLength(rounds);
  }

  // Operations settle both sides the same way, then two approvers press at once.
  for (const { dealId, findings } of all) {
    const finding = { subjectId: findings[0]?.subjectId ?? null, class: 'C4' as const };
    await app.service.resolveFinding({ dealId, actor: ines, ...finding, outcome: 'this_one_first', note: 'Letter' });
  }
  const approvers = [ines, greta] as const;
  for (const name of customers) {
    const pair = all.filter(({ details }) => details.customerDomain === `${name}.example`);
    const results = await Promise.allSettled(
      pair.map(({ dealId }, index) =>
        processes[index === 0 ? 0 : 1].approveDeal({ dealId, actor: approvers[index === 0 ? 0 : 1] }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(lost).toEqual([expect.objectContaining({ kind: 'conflict', code: 'deals.newly_found' })]);
  }
  await app.sweepTo('2026-11-13T14:23:00Z');
  const after = await dealsOf(app);
  expect(after.filter(({ status }) => status === 'approved')).toHaveLength(rounds);
  for (const deal of after.filter(({ status }) => status !== 'approved')) {
    expect(deal.findings.map(({ class: of }) => of)).toEqual(['C2']);
  }
}, 60_000);

test('two people who approve one registration at the same instant on two processes: one decision', async () => {
  const app = await dealTest();
  const { dealId, version } = await app.service.submitDeal(submission('P-0001'));
  const results = await Promise.allSettled([
    app.service.approveDeal({ dealId, actor: ines, version }),
    app.another().approveDeal({ dealId, actor: greta, version }),
  ]);
  const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(lost).toEqual([expect.objectContaining({ code: 'deals.already_moved' })]);
  expect(await app.owed({ message: 'deals.approved' })).toHaveLength(1);
});

test('two sweeps at once do what is due once', async () => {
  const app = await dealTest();
  const { dealId } = await app.service.submitDeal(submission('P-0001'));
  const now = new Date('2026-11-17T08:00:00Z');
  app.clock.moveTo(now);
  const request = { dealId, now, actor: sweepJob };
  const results = await Promise.allSettled([app.service.runDue(request), app.another().runDue(request)]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await app.owed({ message: 'deals.clock' })).toHaveLength(1);
});
