import { expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds } from '#blocks/deals/ids.ts';
import { channelOf, staffPerson } from '#test/kit/partners.ts';
import {
  berlin,
  buttonsIn,
  dealApp,
  dmTexts,
  german,
  ines,
  later,
  press,
  pressDm,
  register,
  sam,
  shows,
  threadOf,
  until,
  viewText,
} from './surface-kit.ts';

test('after a refusal evidence is taken until the day that was named, and the partner manager can be asked', async () => {
  const app = await dealApp([berlin]);
  const seller = sam(app, berlin);
  const priya = app.slack.as(staffPerson.priya);
  await register(app, seller, berlin);
  await seller.closeView();
  await pressDm(app, ines(app), staffActionIds.reject);
  await ines(app).submitView({
    values: { reasonCode: 'not_qualified', partnerText: 'There was no conversation with a decision maker yet.' },
  });
  await later(app);
  const refused = app.slack.messages(channelOf(berlin)).findLast(({ text }) => text.includes('Not approved'));
  expect(refused?.text).toContain('You can send evidence until 27 Nov 2026');
  expect(buttonsIn(refused?.blocks)).toEqual(['Add evidence', 'Ask Priya Nair']);

  await press(app, seller, berlin, actionIds.note);
  await seller.submitView({ values: { note: 'Minutes of the meeting with the CIO' } });
  await later(app);
  expect(dmTexts(ines(app)).at(-1)).toContain('sent a note or evidence\n> Minutes of the meeting with the CIO');
  expect(dmTexts(priya).at(-1)).toContain('sent a note or evidence\n> Minutes of the meeting with the CIO');

  await press(app, seller, berlin, actionIds.askPartnerManager);
  await shows(seller, callbackIds.askPartnerManager);
  await seller.submitView({ values: { note: 'May we register it again with the CIO?' } });
  expect(viewText(seller)).toContain('Priya Nair has your question and answers in your channel.');
  await later(app);
  expect(dmTexts(priya).at(-1)).toContain('asks you; please answer in the thread of the registration');
  expect(dmTexts(priya).at(-1)).toContain('May we register it again with the CIO?');
  await seller.closeView();

  // A form that stood open over the end is answered with how it stands.
  await press(app, seller, berlin, actionIds.note);
  await until(app, '2026-11-30T09:00:00Z');
  await seller.submitView({ values: { note: 'Too late' } });
  expect(viewText(seller)).toContain('The time for evidence ended on 27 Nov 2026. You can ask your partner manager.');
  expect(buttonsIn(seller.currentView()?.content)).toEqual(['Ask Priya Nair']);
  await later(app);
  expect(dmTexts(ines(app)).join()).not.toContain('Too late');
});

test('while the manager is away the cover is asked; without a name the button still says whom', async () => {
  const app = await dealApp([german]);
  const seller = sam(app, german);
  await register(app, seller, german);
  await seller.closeView();
  const away = { $set: { awayUntil: '2026-12-24' } };
  await app.database.collection('staff').updateOne({ key: 'priya' }, away);
  await pressDm(app, ines(app), staffActionIds.reject);
  await ines(app).submitView({ values: { reasonCode: 'other', partnerText: 'Bitte noch einmal.' } });
  await later(app);
  const refused = app.slack.messages(channelOf(german)).findLast(({ text }) => text.includes('Nicht genehmigt'));
  expect(buttonsIn(refused?.blocks)).toEqual(['Nachweis senden', 'Tomas Lindqvist fragen']);
  expect(threadOf(app, german, 'Elmstone').at(-1)).toContain('Nachweise können Sie bis 27. Nov. 2026 senden');
  await press(app, seller, german, actionIds.askPartnerManager);
  await seller.submitView({ values: { note: 'Warum?' } });
  await later(app);
  expect(dmTexts(app.slack.as(staffPerson.tomas)).at(-1)).toContain('> Warum?');
  expect(dmTexts(app.slack.as(staffPerson.priya)).join()).not.toContain('Warum?');
  await seller.closeView();

  await app.database.collection('partners').updateMany({}, { $set: { pmStaffId: null, backupStaffId: null } });
  await press(app, seller, german, actionIds.view);
  expect(buttonsIn(seller.currentView()?.content)).toEqual(['Nachweis senden', 'Partnerbetreuung fragen']);
});
