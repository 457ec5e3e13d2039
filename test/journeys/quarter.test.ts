import { expect, test } from 'vitest';
import { createTestApp } from '#test/kit/app.ts';
import { partnerWorld } from '#test/kit/partners.ts';
import { partnersOfTheWorld, runWeeks, startAt } from './quarter-run.ts';

/** `npm run bench -- year` does the same with more partners and weeks. */
test('thirteen weeks of the whole app are the occurrences of the plan, one by one', { timeout: 240_000 }, async () => {
  const partners = partnersOfTheWorld(6);
  const app = await createTestApp({ startAt, world: partnerWorld(partners) });
  const { compared, sent, doubled } = await runWeeks(app, partners, { weeks: 13, seed: 20261116 });
  const stored = compared.map((each) => ({ partnerId: each.partnerId, occurrences: each.stored }));
  const planned = compared.map((each) => ({ partnerId: each.partnerId, occurrences: each.planned }));
  expect(stored).toEqual(planned);
  expect(sent).toBeGreaterThan(20);
  expect(doubled).toEqual([]);
});
