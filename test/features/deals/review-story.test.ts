import { describe, expect, test } from 'vitest';
import { actionIds as touchActions } from '#blocks/check-ins/ids.ts';
import { actionIds, callbackIds } from '#blocks/deals/ids.ts';
import { after, goTo } from '#test/features/check-ins/kit.ts';
import { adminOf, channelOf, partnerIdOf, sellerOf } from '#test/kit/partners.ts';
import type { TestApp } from '#test/kit/app.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import {
  actorOf,
  dealIdOf,
  larkhill,
  personOf,
  reviewApp,
  reviewOf,
  say,
  shownReview,
  toldTo,
  week51,
} from './review-kit.ts';
import { dealsOf, shows, viewText } from './surface-kit.ts';

const three = ['Elmstone Clinics', 'Fernvale Energy', 'Birchwood Rail'] as const;
const place = (app: TestApp, partner = larkhill) => ({
  channelId: channelOf(partner),
  ts: shownReview(app, partner).ts,
});

describe('a deal that was closed after the review asked about it', () => {
  const languages: readonly [string, TestPartner, closed: string, summary: string][] = [
    ['English', larkhill, 'was closed on Tuesday, skipped', '2 of 2 deals updated'],
    [
      'German',
      { ...larkhill, language: 'de' },
      'wurde am Dienstag geschlossen, übersprungen',
      '2 von 2 Geschäften aktualisiert',
    ],
  ];

  test.each(languages)(
    'is skipped, the rest counts and completes it, in %s',
    async (_language, partner, closed, summary) => {
      const app = await reviewApp(three, partner);
      await goTo(app, week51.prompt);
      // Tuesday in Warsaw, still Monday in London.
      await goTo(app, new Date('2026-12-14T23:30:00Z'));
      const dealId = await dealIdOf(app, 'Elmstone Clinics');
      const { service } = app.app.features.bySlug.deals;
      await service.markLost({ dealId, actor: actorOf(partner, 'sam'), reason: 'price' });
      await goTo(app, new Date('2026-12-15T08:00:00Z'));

      await say(app, 'anna', 'Elmstone Clinics', 'moved', { partner });
      expect(toldTo(app, 'anna', partner)).toEqual([`*Elmstone Clinics*: ${dealId} ${closed}.`]);
      expect(shownReview(app, partner).blocks).toContain(`Elmstone Clinics: ${dealId} ${closed}`);
      const before = await reviewOf(app, partner);
      expect(before).toMatchObject({ state: 'sent', counts: { required: 5, answered: 0 }, answers: [] });
      await app.slack.replayLast();
      expect(await reviewOf(app, partner)).toEqual(before);

      await say(app, 'anna', 'help', 'none', { partner });
      await say(app, 'sam', 'Fernvale Energy', 'won', { partner });
      await say(app, 'anna', 'Birchwood Rail', 'lost', { partner });
      expect(await reviewOf(app, partner)).toMatchObject({ state: 'completed', counts: { required: 3, answered: 3 } });
      const told = shownReview(app, partner).thread.at(-1) ?? '';
      expect(told).toContain(summary);
      expect(told).toContain(`• Elmstone Clinics: ${dealId} ${closed}`);
      expect((await dealsOf(app, partner)).map(({ status }) => status)).toEqual(['lost', 'approved', 'approved']);
    },
  );
});

describe('a deal of a colleague', () => {
  test('is answered by its owner or an admin; another member is sent to the owner, and nothing changes', async () => {
    const app = await reviewApp(three);
    await goTo(app, week51.prompt);
    const before = await reviewOf(app);
    const deals = await dealsOf(app, larkhill);
    await say(app, 'sam', 'Elmstone Clinics', 'moved');
    const refused =
      '*Elmstone Clinics*: ask Anna Admin, the owner. An admin of your company can answer, too. Nothing was changed there.';
    expect(toldTo(app, 'sam')).toEqual([refused]);
    await app.slack.replayLast();
    expect(await reviewOf(app)).toEqual(before);
    expect(await dealsOf(app, larkhill)).toEqual(deals);

    // What belongs to nobody anybody answers, and an admin answers for the owner.
    await say(app, 'sam', 'Birchwood Rail', 'won');
    await say(app, 'anna', 'Fernvale Energy', 'won');
    expect((await reviewOf(app)).answers.map(({ by }) => by.userId)).toEqual([sellerOf(larkhill), adminOf(larkhill)]);
  });

  test('is left out of “No change”, of the form and of words by another member, who is told', async () => {
    const app = await reviewApp(three, { ...larkhill, language: 'de' });
    await goTo(app, week51.prompt);
    const sam = personOf(app, 'sam');
    await after(app, sam.press({ ...place(app), actionId: touchActions.noChange }));
    const refused =
      '*Elmstone Clinics*: Zuständig ist Anna Admin, bitte dort fragen. Auch ein Admin Ihrer Firma kann antworten. Daran wurde nichts geändert.';
    expect(toldTo(app, 'sam')).toEqual([refused]);
    expect(await stancesIn(app)).toEqual({ 'Birchwood Rail': 'no_change', 'Fernvale Energy': 'no_change' });

    await after(app, sam.press({ ...place(app), actionId: touchActions.answerRest }));
    const form = viewText(sam);
    expect(form).toContain('Fernvale Energy');
    expect(form).not.toContain('Elmstone');
    expect(form).toContain('Für ein Geschäft antwortet, wer zuständig ist, oder ein Admin Ihrer Firma');

    const threadTs = shownReview(app).ts;
    await after(app, sam.say({ channelId: channelOf(larkhill), threadTs, text: 'Geschäft 3 gewonnen' }));
    expect(shownReview(app).thread.at(-1)).toBe(refused);
    expect(await stancesIn(app)).not.toHaveProperty('Elmstone Clinics');
  });

  test('is anybody’s once its owner has left', async () => {
    const app = await reviewApp(['Elmstone Clinics']);
    await goTo(app, week51.prompt);
    const person = actorOf(larkhill, 'anna').person;
    await app.database
      .collection('contacts')
      .updateOne({ 'person.userId': person.userId }, { $set: { leftAt: app.clock.now() } });
    await say(app, 'sam', 'Elmstone Clinics', 'moved');
    expect(toldTo(app, 'sam')).toEqual([]);
    expect(await stancesIn(app)).toEqual({ 'Elmstone Clinics': 'moved' });
  });
});

describe('an old button of a review that is closed', () => {
  test.each([
    ['English', larkhill, 'This review closed on Wed 16 Dec', 'update the deal instead.', 'update the deals instead.'],
    [
      'German',
      { ...larkhill, language: 'de' as const },
      'Dieses Review wurde am Mi., 16. Dez. geschlossen.',
      'Aktualisieren Sie stattdessen das Geschäft.',
      'Aktualisieren Sie stattdessen die Geschäfte.',
    ],
  ])('leads to the form of the deal itself, in %s', async (_language, partner, closed, one, several) => {
    const app = await reviewApp(three, partner);
    await goTo(app, week51.prompt);
    await goTo(app, week51.close);
    const deals = await dealsOf(app, partner);
    await say(app, 'anna', 'Elmstone Clinics', 'moved', { partner, old: true });
    const [kept] = personOf(app, 'anna', partner).ephemeralMessages();
    expect(kept?.text).toMatch(new RegExp(`^${closed}.*${one}$`));
    expect((await reviewOf(app, partner)).afterClose).toMatchObject([{ questionId: 'D1' }, { questionId: 'D3' }]);
    expect(await dealsOf(app, partner)).toEqual(deals);

    const anna = personOf(app, 'anna', partner);
    await after(app, anna.press({ channelId: kept?.channelId ?? '', ts: kept?.ts ?? '', actionId: actionIds.update }));
    await shows(anna, callbackIds.update);

    const value = `weekly_deal_review:${partnerIdOf(partner)}:2026-W51`;
    const old = { ...place(app, partner), actionId: touchActions.changeAnswers, value, forged: true };
    await after(app, anna.press(old));
    const last = anna.ephemeralMessages().at(-1);
    expect(last?.text).toContain(several);
    expect(JSON.stringify(last?.blocks).match(/deals\.thread\.update/g)).toHaveLength(3);
  });
});

async function stancesIn(app: TestApp): Promise<Readonly<Record<string, unknown>>> {
  const { snapshot, answers } = await reviewOf(app);
  const about = answers.filter(({ questionId }) => questionId === 'D1');
  const titleOf = (id: string | null) => snapshot?.items.find(({ subjectId }) => subjectId === id)?.title ?? '';
  return Object.fromEntries(about.map(({ subjectId, value }) => [titleOf(subjectId), value]));
}
