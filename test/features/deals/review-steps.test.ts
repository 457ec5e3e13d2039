import { describe, expect, test } from 'vitest';
import { actionIds as touchActions, callbackIds as touchForms } from '#blocks/check-ins/ids.ts';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { after, goTo, newYorkAtTen, staffTexts } from '#test/features/check-ins/kit.ts';
import { adminOf, channelOf, sellerOf } from '#test/kit/partners.ts';
import { actorOf, dealIdOf, larkhill, personOf, reviewApp, reviewOf, say, shownReview, week51 } from './review-kit.ts';
import { press, shows, viewText } from './surface-kit.ts';

const three = ['Elmstone Clinics', 'Fernvale Energy', 'Birchwood Rail'] as const;
const german = { ...larkhill, language: 'de' } as const;

test('owners with gaps are reminded, the manager reads whose gaps there are, and the summary says what came of it', async () => {
  const app = await reviewApp(three);
  await goTo(app, week51.prompt);
  const threadTs = shownReview(app).ts;
  const text = 'deal 3 at risk: pricing, next: call the buyer by 21 dec';
  await after(app, personOf(app, 'anna').say({ channelId: channelOf(larkhill), threadTs, text }));

  await goTo(app, week51.reminder);
  const reminder = shownReview(app).thread.at(-1) ?? '';
  expect(reminder).toContain(
    `<@${sellerOf(larkhill)}> Still open, until Tue 15 Dec 12:00 (Warsaw): Birchwood Rail, Fernvale`,
  );
  expect(reminder).toContain('The owner of a deal can answer, or an admin of your company.');
  expect(reminder).not.toContain(adminOf(larkhill));
  expect(reminder).not.toContain('Elmstone');

  await say(app, 'anna', 'Birchwood Rail', 'won');
  await goTo(app, week51.gaps);
  await goTo(app, newYorkAtTen('2026-12-15'));
  const gaps = staffTexts(app.slack).find((each) => each.includes('has open questions')) ?? '';
  expect(gaps).toContain('• Fernvale Energy (Sam Seller)');
  expect(gaps).not.toMatch(/• (Elmstone|Birchwood)/);

  await goTo(app, week51.summary);
  const followUp = await app.database.collection<{ _id: string }>('follow_ups').findOne({ rule: 'R7' });
  const summary = shownReview(app).thread.at(-1) ?? '';
  expect(summary).toContain(
    `*Deal review, week 51*: 2 of 3 deals updated, 1 blocker → ${followUp?._id} (Ines Okafor, Wed 16 Dec)`,
  );
});

test('when every deal is answered nobody is reminded of the rest', async () => {
  const app = await reviewApp(['Birchwood Rail']);
  await goTo(app, week51.prompt);
  await say(app, 'sam', 'Birchwood Rail', 'won');
  await goTo(app, week51.reminder);
  expect(await reviewOf(app)).toMatchObject({ state: 'partial', remindersSent: 0, nextAction: 'gaps' });
});

test('a review of which only a closed deal was open is completed at its close', async () => {
  const app = await reviewApp(['Elmstone Clinics', 'Birchwood Rail']);
  await goTo(app, week51.prompt);
  await say(app, 'sam', 'Birchwood Rail', 'won');
  await say(app, 'sam', 'help', 'none');
  const dealId = await dealIdOf(app, 'Elmstone Clinics');
  const { service } = app.app.features.bySlug.deals;
  await service.withdrawDeal({ dealId, actor: actorOf(larkhill, 'anna'), reason: 'no_longer_pursued' });
  await goTo(app, week51.reminder);
  expect(await reviewOf(app)).toMatchObject({ state: 'partial', remindersSent: 0 });
  expect(shownReview(app).blocks).toContain(`${dealId} was closed on Monday, skipped`);
  await goTo(app, week51.gaps);
  await goTo(app, newYorkAtTen('2026-12-15'));
  expect(staffTexts(app.slack).filter((text) => text.includes('has open questions'))).toEqual([]);
  await goTo(app, week51.close);
  expect(await reviewOf(app)).toMatchObject({ state: 'completed', counts: { required: 2, answered: 2 } });
});

test('a form that was open while a deal was closed says so, and the rest of it counts', async () => {
  const app = await reviewApp(['Elmstone Clinics'], german);
  await goTo(app, week51.prompt);
  const anna = personOf(app, 'anna', german);
  await press(app, anna, german, touchActions.answerRest);
  await shows(anna, touchForms.answers);
  const dealId = await dealIdOf(app, 'Elmstone Clinics');
  const { service } = app.app.features.bySlug.deals;
  await service.markLost({ dealId, actor: actorOf(german, 'sam'), reason: 'price' });
  const values = { 'stance.0': 'moved', 'nextStep.0': 'Anrufen', 'nextStep.0.day': '2026-12-21', helpWanted: 'legal' };
  await after(app, anna.submitView({ values }));
  expect(viewText(anna)).toContain(`${dealId} wurde am Montag geschlossen, übersprungen.`);
  expect(viewText(anna)).toContain('Ihre übrigen Antworten zählen.');
  expect((await reviewOf(app, german)).answers.map(({ questionId }) => questionId)).toEqual(['W2']);
  expect(await reviewOf(app, german)).toMatchObject({ state: 'completed' });
});

describe.each([
  [
    larkhill,
    'Nothing open. Register one?',
    'Anything new we should register?',
    'Moved to Tue 30 Mar: Mon 29 Mar is a holiday',
  ],
  [
    german,
    'Nichts offen. Möchten Sie einen Deal registrieren?',
    'Gibt es Neues, das wir registrieren sollten?',
    'Verschoben auf Di., 30. März, denn Mo., 29. März ist ein Feiertag',
  ],
] as const)('in $language', (partner, nothingOpen, newDeals, moved) => {
  test('a review with nothing open offers to register instead of an empty form; one moved by a holiday says so', async () => {
    const app = await reviewApp([], partner, { startAt: new Date('2027-03-26T09:00:00Z') });
    // Easter Monday in Poland.
    await goTo(app, new Date('2027-03-30T08:00:00Z'));
    const { blocks } = shownReview(app, partner);
    expect(blocks).toContain(nothingOpen);
    expect(blocks).toContain(moved);
    expect(blocks.indexOf(moved)).toBeLessThan(blocks.indexOf(nothingOpen));
    expect(blocks.match(/deals\.check-in\.register/g)).toHaveLength(1);
    expect(blocks).not.toContain(touchActions.answerRest);
    expect(blocks).not.toContain(newDeals);
    const sam = personOf(app, 'sam', partner);
    await press(app, sam, partner, actionIds.registerFromCheckIn);
    await shows(sam, callbackIds.customer);
    // Nobody answers: the closed post asks nothing.
    await goTo(app, new Date('2027-04-01T15:00:00Z'));
    expect(shownReview(app, partner).blocks).not.toContain(nothingOpen);
  });

  test('“anything new to register?” is answered by registering, or by no', async () => {
    const app = await reviewApp(['Birchwood Rail'], partner);
    await goTo(app, week51.prompt);
    expect(shownReview(app, partner).blocks).toContain(newDeals);
    const sam = personOf(app, 'sam', partner);
    await press(app, sam, partner, actionIds.registerFromCheckIn);
    await shows(sam, callbackIds.customer);
    const channelId = channelOf(partner);
    const threadTs = shownReview(app, partner).ts;
    await after(app, sam.say({ channelId, threadTs, text: partner.language === 'de' ? '1 ja' : '1 yes' }));
    expect((await reviewOf(app, partner)).answers).toMatchObject([{ questionId: 'W1', value: 'yes' }]);
    expect(shownReview(app, partner).blocks).toMatch(/✓ [^"]*"[^✓]*deals\.check-in\.register/);
  });
});

test('a review that Slack refuses is not held, and the partner manager is told why', async () => {
  const app = await reviewApp([], larkhill, { wrapFetch: refusingReviews });
  await goTo(app, week51.prompt);
  expect(await reviewOf(app)).toMatchObject({ state: 'skipped', reason: 'send_failed' });
  await goTo(app, newYorkAtTen('2026-12-14'));
  const why = 'Deal review, week 51 was not held\nSlack refused the message. Is the bot still in the channel?';
  expect(staffTexts(app.slack)).toContainEqual(expect.stringContaining(why));
});

/** In the partner's channel; what staff are told of it passes. */
function refusingReviews(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = decodeURIComponent(String(init?.body));
    const isReview = url.endsWith('chat.postMessage') && body.includes(channelOf(larkhill)) && /week.51/.test(body);
    return isReview ? Promise.resolve(Response.json({ ok: false, error: 'restricted_action' })) : fetch(input, init);
  };
}
