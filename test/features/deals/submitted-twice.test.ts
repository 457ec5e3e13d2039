import { expect, test } from 'vitest';
import { callbackIds } from '#blocks/deals/ids.ts';
import type { Delivery } from '#sandbox/slack/journal.ts';
import type { TestApp } from '#test/kit/app.ts';
import {
  berlin,
  dealApp,
  dealsOf,
  later,
  openForm,
  register,
  sam,
  stepOne,
  stepThree,
  stepTwo,
} from './surface-kit.ts';

type View = Record<string, unknown>;

/** The latest submission of this form, with something else in its view: another hash makes it another delivery. */
function sendLike({ slack }: TestApp, callbackId: string, change: View): Promise<Delivery> {
  const { payload } = slack.log.deliveries.findLast(({ name }) => name === callbackId) ?? {};
  const view = { ...(payload?.['view'] as View), ...change };
  const body = `payload=${encodeURIComponent(JSON.stringify({ ...payload, view }))}`;
  return slack.rawDelivery(slack.signedRequest(body));
}

async function expectOne(app: TestApp): Promise<void> {
  await later(app, 2);
  const roots = app.slack.everyMessage().filter(({ text }) => /^DR-\d{4}-\d+ .*\*Elmstone Clinics\*/.test(text));
  expect(roots).toHaveLength(1);
  expect(await dealsOf(app, berlin)).toMatchObject([{ status: 'in_review' }]);
  expect(await app.database.collection('deal_drafts').countDocuments()).toBe(0);
}

test.each(['with', 'without'] as const)(
  'an external user’s form %s app_installed_team_id, sent again later under the same hash and another: one registration',
  async (has) => {
    const app = await dealApp([berlin], { slack: { connect: { omitInstalledTeam: has === 'without' } } });
    expect(await register(app, sam(app, berlin), berlin)).toContain('*Elmstone Clinics* is with us');
    const sent = app.slack.log.deliveries.findLast(({ name }) => name === callbackIds.evidence);
    expect(Object.hasOwn(sent?.payload['view'] as View, 'app_installed_team_id')).toBe(has === 'with');
    expect((await sendLike(app, callbackIds.evidence, {})).status).toBe(200);
    const other = await sendLike(app, callbackIds.evidence, { hash: 'another' });
    expect([other.status, other.responseText]).toEqual([200, expect.stringContaining('*Elmstone Clinics* is with us')]);
    await expectOne(app);
  },
);

test('a form sent four times at once, under two hashes: one registration, and no answer says anything else', async () => {
  const app = await dealApp([berlin]);
  const seller = sam(app, berlin);
  await openForm(app, seller, berlin);
  for (const values of [stepOne, stepTwo]) await seller.submitView({ values });
  seller.fill(stepThree);
  const { id, hash, content, values } = seller.currentView() ?? {};
  const open = { id, callback_id: callbackIds.evidence, private_metadata: content?.['private_metadata'] };
  const sent = [hash, 'another', hash, 'another'].map((one) =>
    sendLike(app, callbackIds.opportunity, { ...open, blocks: content?.['blocks'], state: { values }, hash: one }),
  );
  for (const { status, responseText } of await Promise.all(sent)) {
    expect([status, responseText]).toEqual([200, expect.stringContaining('*Elmstone Clinics* is with us')]);
  }
  await expectOne(app);
});
