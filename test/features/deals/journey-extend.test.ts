import { expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import type { TestApp } from '#test/kit/app.ts';
import { partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import {
  approve,
  berlin,
  buttonsIn,
  dealApp,
  dealsOf,
  dmTexts,
  ines,
  later,
  press,
  pressDm,
  register,
  sam,
  shows,
  threadOf,
  viewText,
} from './surface-kit.ts';

/** Approved for a core partner, who may have two extensions. */
async function approved(change: Record<string, unknown>): Promise<TestApp> {
  const app = await dealApp([berlin]);
  await register(app, sam(app, berlin), berlin);
  await sam(app, berlin).closeView();
  await approve(app, ines(app));
  await app.database.collection('deals').updateOne({ partnerId: partnerIdOf(berlin) }, { $set: change });
  return app;
}

const granted = {
  requestedAt: new Date('2026-11-10T09:00:00Z'),
  requestedBy: 'Sam',
  newCloseOn: '2027-01-29',
  activity: 'A demo',
  reason: null,
  silenceApproves: false,
  decideBy: new Date('2026-11-12T09:00:00Z'),
  outcome: 'approved',
  decidedAt: new Date('2026-11-11T09:00:00Z'),
  decidedBy: 'S',
  previousEndsOn: '2026-12-01',
  endsOn: '2027-02-11',
  isReinstatement: false,
};

test('whoever asks shortly before the end is told that the decision may come after it, and how many are used', async () => {
  const app = await approved({ protectedUntilOn: '2026-11-18', extensions: [granted] });
  const seller = sam(app, berlin);
  await press(app, seller, berlin, actionIds.view);
  await seller.pressInView({ actionId: actionIds.extend });
  await app.time.settle();
  await shows(seller, callbackIds.extend);
  expect(viewText(seller)).toContain(
    'Protected until 18 Nov 2026. We decide within two business days. 1 of 2 used. The decision may come after the end; protection holds until it is decided.',
  );
  await seller.submitView({ values: { newCloseOn: '2027-03-15', activity: 'A demo on Monday' } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toBe(
    'More time asked for, close now expected 15 Mar 2027. Decision by *Tue 17 Nov 15:23 (Berlin)*. The decision may come after the end; protection holds until it is decided.',
  );
  await press(app, seller, berlin, actionIds.view);
  expect(buttonsIn(seller.currentView()?.content)).not.toContain('Extend');
  await seller.closeView();

  await pressDm(app, ines(app), staffActionIds.more);
  await ines(app).pressInView({ actionId: staffActionIds.decideExtension });
  await app.time.settle();
  await ines(app).submitView({ values: { outcome: 'declined', partnerText: 'There was no activity.' } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toBe(
    'Not extended. Protection stays until *18 Nov 2026*.\nThere was no activity.',
  );
  const declined = app.slack.messages(`C${berlin.ref}`).findLast(({ text }) => text.startsWith('Not extended'));
  expect(buttonsIn(declined?.blocks)).toEqual(['Ask Priya Nair']);
});

test('when all are used the manager is asked for an exception, which staff put in and a sales leader grants', async () => {
  const app = await approved({ extensions: [granted, granted] });
  const seller = sam(app, berlin);
  const greta = app.slack.as(staffPerson.greta);
  await press(app, seller, berlin, actionIds.view);
  expect(buttonsIn(seller.currentView()?.content)).toEqual([
    ...['Update', 'Mark won', 'Mark lost', 'Add note', 'Withdraw', 'Ask Priya Nair'],
  ]);
  await seller.closeView();
  const [deal] = await dealsOf(app, berlin);
  const old = { channelId: `C${berlin.ref}`, ts: '1.1', forged: true };
  await seller.press({ ...old, actionId: actionIds.extend, value: deal?._id ?? '' });
  await app.time.settle();
  expect(viewText(seller)).toContain('2 of 2 used; ask Priya Nair for an exception. Nothing was changed.');
  await seller.pressInView({ actionId: actionIds.askPartnerManager });
  await app.time.settle();
  await seller.submitView({ values: { note: 'We need four more weeks.' } });
  await later(app);
  expect(dmTexts(app.slack.as(staffPerson.priya)).at(-1)).toContain('> We need four more weeks.');
  expect((await dealsOf(app, berlin))[0]).toMatchObject({ extensions: [{}, {}] });

  // The manager puts it in; it is not hers to grant.
  const { program } = app.app.features.bySlug;
  const operator = { kind: 'operator', name: 'test' } as const;
  const leads = { leads: { pmLead: null, vp: 'greta' } };
  await program.changeSettings({ actor: operator, change: leads, reason: 'test', expectedVersion: 1, dryRun: false });
  const priya = app.slack.as(staffPerson.priya);
  await pressDm(app, priya, staffActionIds.more);
  await priya.pressInView({ actionId: staffActionIds.extend });
  await app.time.settle();
  await shows(priya, staffCallbackIds.extend);
  await priya.submitView({ values: { newCloseOn: '2027-03-15', activity: 'They sign in March' } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toContain('More time asked for, close now expected 15 Mar 2027.');
  expect(dmTexts(greta).at(-1)).toContain('asks for more time\n> They sign in March');
  await pressDm(app, ines(app), staffActionIds.more);
  await ines(app).pressInView({ actionId: staffActionIds.decideExtension });
  await app.time.settle();
  await ines(app).submitView({});
  expect(viewText(ines(app))).toContain('This amount is for the sales leader.');
  await pressDm(app, greta, staffActionIds.more);
  await greta.pressInView({ actionId: staffActionIds.decideExtension });
  await app.time.settle();
  await greta.submitView({});
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toBe('Extended to *13 Mar 2027* (3 of 3).');
});
