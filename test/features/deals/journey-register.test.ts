import { expect, test } from 'vitest';
import { actionIds, staffActionIds } from '#blocks/deals/ids.ts';
import {
  approve,
  berlin,
  dealApp,
  dealsOf,
  ines,
  later,
  press,
  pressDm,
  register,
  sam,
  threadOf,
  viewText,
} from './surface-kit.ts';

test('an external user registers in three steps, it is decided from the card, and the thread tells it all', async () => {
  const app = await dealApp([berlin], { slack: { connect: { omitInstalledTeam: true } } });
  const seller = sam(app, berlin);
  expect(await register(app, seller, berlin)).toContain('*Elmstone Clinics* is with us');
  const [deal] = await dealsOf(app, berlin);
  expect(threadOf(app, berlin, 'Elmstone')).toEqual([
    expect.stringMatching(
      /^DR-2026-\d+ in review: \*Elmstone Clinics\*, Vault, EUR 48,000\. Decision by \*Tue 17 Nov .+\*\. Reviewer: \w+/,
    ),
  ]);
  await seller.closeView();

  // A colleague asks for more time to look: the partner answers in the form.
  await pressDm(app, ines(app), staffActionIds.ask);
  const short = await ines(app).submitView({ values: { question: 'Who?' } });
  expect(short.errors).toEqual({ question: expect.stringContaining('at least 10 characters') });
  await ines(app).submitView({ values: { question: 'Which division buys?', fields: ['division'] } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toContain('needs: _Which division buys?_');
  await press(app, seller, berlin, actionIds.answer);
  await seller.submitView({ values: { answer: 'The clinics in Bavaria.' } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toContain('back in review');

  await approve(app, ines(app));
  const said = threadOf(app, berlin, 'Elmstone');
  expect(said[0]).toContain('approved: *Elmstone Clinics*');
  expect(said.at(-1)).toMatch(/^Approved\. Protected until \*11 Feb 2027\* \(90 days\)\. Keep it alive:/);
  expect((await dealsOf(app, berlin))[0]).toMatchObject({ _id: deal?._id, status: 'approved' });

  await press(app, seller, berlin, actionIds.update);
  const nothing = await seller.submitView({});
  expect(nothing.errors).toEqual({ nextStep: 'Please change at least one field.' });
  await seller.submitView({ values: { stage: 'proposal', nextStep: 'Offer on Friday <!channel>' } });
  await later(app);
  expect(threadOf(app, berlin, 'Elmstone').at(-1)).toContain('Updated: stage Proposal · next: Offer on Friday');
  await press(app, seller, berlin, actionIds.listFromHub);
  expect(viewText(seller)).toContain('protected until 11 Feb 2027');
});
