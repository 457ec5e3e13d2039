import { expect, test } from 'vitest';
import { actionIds, callbackIds, staffActionIds, staffCallbackIds } from '#blocks/deals/ids.ts';
import { channelOf, partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import {
  anna,
  approve,
  berlin,
  buttonsIn,
  dealApp,
  dealsOf,
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

const update = 'The contract is with legal.';

/** Approved, and its last protected day made Fri 13 Nov: to be asked for until 27 Nov, seen on Mon 16 Nov. */
async function expired(partner = berlin): Promise<TestApp> {
  const app = await dealApp([berlin, german]);
  await register(app, sam(app, partner), partner);
  await sam(app, partner).closeView();
  await approve(app, ines(app));
  const ends = new Date('2026-11-13T23:00:00Z');
  const change = { protectedUntilOn: '2026-11-13', timers: [{ step: 'expire', at: ends }], nextStepAt: ends };
  await app.database.collection('deals').updateOne({ partnerId: partnerIdOf(partner) }, { $set: change });
  await until(app, '2026-11-16T08:30:00Z');
  expect((await dealsOf(app, partner))[0]?.status).toBe('expired');
  return app;
}

test('what has ended is asked for back once, answered from the card, and counts as an extension', async () => {
  const app = await expired();
  const seller = sam(app, berlin);
  const ended = app.slack.messages(channelOf(berlin)).findLast(({ text }) => text.startsWith('Protection ended'));
  expect(ended?.text).toContain('Still alive? Until *27 Nov 2026* you can ask to reinstate it.');
  expect(buttonsIn(ended?.blocks)).toEqual(['Ask to reinstate', 'Register again']);
  await press(app, seller, berlin, actionIds.reinstate);
  await shows(seller, callbackIds.reinstate);
  expect(viewText(seller)).toContain('Protection ended on 13 Nov 2026. We answer within two business days.');
  const past = await seller.submitView({ values: { update, newCloseOn: '2026-11-13' } });
  expect(past.errors).toEqual({ newCloseOn: 'Please choose a day after today.' });

  // A colleague has the same form open: of two only one is taken, twice is once.
  await press(app, anna(app, berlin), berlin, actionIds.reinstate);
  await seller.submitView({ values: { newCloseOn: '2027-03-19' } });
  expect((await app.slack.replayLast()).status).toBe(200);
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toBe(
    'Asked to reinstate, close now expected 19 Mar 2027. Answer by *Wed 18 Nov 09:30 (Berlin)*.',
  );
  await anna(app, berlin).submitView({ values: { update: 'Me too', newCloseOn: '2027-03-19' } });
  expect(viewText(anna(app, berlin))).toContain(
    'You have asked to reinstate it; answer by *Wed 18 Nov 09:30 (Berlin)*.',
  );
  expect(buttonsIn(anna(app, berlin).currentView()?.content)).toEqual(['Mark won', 'Register again', 'Ask Priya Nair']);
  expect(dmTexts(ines(app)).filter((text) => text.includes('asks to reinstate'))).toHaveLength(1);
  expect(dmTexts(ines(app)).at(-1)).toContain(`> ${update}\nBy *Wed 18 Nov 09:30 (Berlin)*.`);

  await pressDm(app, ines(app), staffActionIds.reinstate);
  await shows(ines(app), staffCallbackIds.reinstate);
  expect(viewText(ines(app))).toContain('The partner expects the close on 19 Mar 2027.');
  await ines(app).submitView({});
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toBe('Reinstated. Protected until *13 Dec 2026*.');
  expect((await dealsOf(app, berlin))[0]).toMatchObject({
    status: 'approved',
    reinstatement: null,
    details: { expectedCloseOn: '2027-03-19' },
    extensions: [{ isReinstatement: true, activity: update, newCloseOn: '2027-03-19' }],
  });
  await press(app, seller, berlin, actionIds.reinstate);
  expect(viewText(seller)).toContain('approved, extended, protected until 13 Dec 2026');
  expect(viewText(seller)).toContain('That does not fit how it stands now; nothing was changed.');
});

test('without an answer by then the lead is told, once; after the window it can only be registered again', async () => {
  const app = await expired(german);
  const seller = sam(app, german);
  await press(app, seller, german, actionIds.reinstate);
  await seller.submitView({ values: { update, newCloseOn: '2027-03-19' } });
  await until(app, '2026-11-18T08:31:00Z');
  await until(app, '2026-11-19T08:31:00Z');
  const told = dmTexts(ines(app)).filter((text) => text.includes('was promised an answer about reinstating it'));
  expect(told).toHaveLength(1);
  expect(threadOf(app, german, 'Elmstone').at(-1)).toContain(
    'Um Wiedereinsetzung gebeten, Abschluss nun erwartet 19. März 2027.',
  );

  const late = await expired();
  const longAgo = { $set: { protectedUntilOn: '2026-10-28' } };
  await late.database.collection('deals').updateOne({ partnerId: partnerIdOf(berlin) }, longAgo);
  await press(late, sam(late, berlin), berlin, actionIds.reinstate);
  expect(viewText(sam(late, berlin))).toContain('That is over since 28 Oct 2026; you can register it again.');
  expect(buttonsIn(sam(late, berlin).currentView()?.content)).toEqual(['Register again', 'Ask Priya Nair']);
});

test('where another partner holds it by now, the words are those of a window that is over', async () => {
  const app = await expired();
  await register(app, sam(app, german), german);
  await approve(app, ines(app));
  expect((await dealsOf(app, german))[0]?.status).toBe('approved');
  const seller = sam(app, berlin);
  await press(app, seller, berlin, actionIds.reinstate);
  expect(viewText(seller)).toContain('That is over since 13 Nov 2026; you can register it again.');
  expect(buttonsIn(seller.currentView()?.content)).toEqual(['Mark won', 'Register again', 'Ask Priya Nair']);
  expect(viewText(seller)).not.toMatch(/Nebelhorn|another|partner holds/);
  await seller.pressInView({ actionId: actionIds.registerAgain });
  await app.time.settle();
  await shows(seller, callbackIds.customer);
  expect(dmTexts(app.slack.as(staffPerson.priya)).join()).not.toContain('asks to reinstate');
});
