import { expect, test } from 'vitest';
import { dealTest, staffActor, submission, sweepJob } from './service-kit.ts';

const ines = staffActor('ines');
const greta = staffActor('greta');

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
