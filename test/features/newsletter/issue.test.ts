import { describe, expect, test } from 'vitest';
import { actionIds } from '#blocks/newsletter/ids.ts';
import { adminOf, partnerIdOf, sellerOf, staffPerson } from '#test/kit/partners.ts';
import {
  addItem,
  answerCall,
  appWith,
  approved,
  berlin,
  dmTexts,
  forge,
  goOn,
  issueKey,
  linesFor,
  london,
  open,
  press,
  send,
  shown,
} from './kit.ts';
import type { NewsletterTest } from './kit.ts';

const words = { en: 'Prices change on 1 March.', de: 'Preise ändern sich am 1. März.', kind: 'programme' };

async function issueOf(app: NewsletterTest) {
  return app.database.collection<{ _id: string }>('newsletter_issues').findOne({ _id: issueKey });
}

async function clicksOf(app: NewsletterTest) {
  return app.database
    .collection('newsletter_clicks')
    .find({}, { projection: { _id: 0, at: 0 } })
    .toArray();
}

describe('the newsletter of a quarter', () => {
  test('is asked for, written, approved by somebody else, read in the partner’s language; a tap reaches the partner manager once', async () => {
    const app = await appWith();
    await app.time.advanceTo(new Date('2027-01-04T15:05:00Z'));
    expect(dmTexts(app, 'ines')).toEqual([
      expect.stringContaining('please draft it and have it approved by *Thu 7 Jan 17:00 (New York)*'),
    ]);
    const [note] = app.slack.as(staffPerson.ines).dms();
    await app.slack
      .as(staffPerson.ines)
      .press({ channelId: note?.channelId ?? '', ts: note?.ts ?? '', actionId: actionIds.open });
    await app.time.settle();

    expect(await addItem(app, 'ines', words)).toEqual({});
    expect(
      await addItem(app, 'ines', {
        en: 'Book the webinar.',
        kind: 'enablement',
        url: 'https://lumen.example/a?b=1&c=2',
        position: '1',
      }),
    ).toEqual({});
    await press(app, 'ines', actionIds.call);
    expect(await send(app, 'ines', { en: 'Tell me more', de: 'Mehr hören' })).toEqual({});
    await press(app, 'ines', actionIds.preview);
    expect(shown(app, 'ines')).toContain('*Aus dem Programm:* Preise ändern sich am 1. März.');
    await press(app, 'ines', actionIds.back);
    await press(app, 'ines', actionIds.submit);
    expect(shown(app, 'ines')).toContain('Waiting for approval');
    expect(shown(app, 'ines')).not.toContain(actionIds.approve);
    expect(await app.take(london)).toBeNull();

    await goOn(app);
    expect(dmTexts(app, 'greta')).toEqual([expect.stringContaining('waits for your approval')]);
    await open(app, 'greta');
    await press(app, 'greta', actionIds.approve);
    await goOn(app);
    expect(dmTexts(app, 'ines').at(-1)).toContain('is approved by Greta Halloran');
    expect(await issueOf(app)).toMatchObject({ state: 'approved', version: 5 });

    const taken = await app.take(berlin);
    expect(linesFor(app, taken, 'en')).toEqual([
      '*Enablement:* Book the webinar. <https://lumen.example/a?b=1&amp;c=2|Read more>',
      '*Programme news:* Prices change on 1 March.',
      'Next: January check-in, Tue 12 Jan.',
    ]);
    expect(linesFor(app, taken, 'de')[1]).toBe('*Aus dem Programm:* Preise ändern sich am 1. März.');

    await app.post(london);
    for (const userId of [adminOf(london), adminOf(london), staffPerson.priya]) {
      await answerCall(app, london, userId);
      await goOn(app);
    }
    expect(
      app.slack
        .as(adminOf(london))
        .ephemeralMessages()
        .map(({ text }) => text)[0],
    ).toContain('Noted. Priya Nair knows that you want to hear more');
    expect(await clicksOf(app)).toEqual([
      expect.objectContaining({ partnerId: partnerIdOf(london), userId: adminOf(london), what: 'interest' }),
    ]);
    expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('Anna Admin pressed “Tell me more”')]);
    await answerCall(app, london, sellerOf(london));
    await goOn(app);
    expect(await clicksOf(app)).toHaveLength(2);
    expect(dmTexts(app, 'priya')).toEqual([expect.stringContaining('Anna Admin, ')]);
  });

  test('names no partner but the one whose joint win it is, who agreed; a text that is refused stays in the form', async () => {
    const app = await appWith();
    await open(app, 'ines');
    const named = 'We won Acre together with Mossgrove Tech.';
    expect((await addItem(app, 'ines', { en: named }))['en']).toContain('A partner is named here');
    const win = { kind: 'joint_win', winPartnerId: partnerIdOf(berlin) };
    expect(Object.keys(await send(app, 'ines', { en: named, kind: 'joint_win' }))).toEqual(['winPartnerId', 'consent']);
    expect(Object.keys(await send(app, 'ines', { en: named, ...win }))).toEqual(['consent']);
    expect((await send(app, 'ines', { en: named, ...win, consent: ['agreed'] }))['en']).toContain('A partner is named');
    expect((await send(app, 'ines', { winPartnerId: 'P-9999' }))['winPartnerId']).toContain('no partner P-9999');
    expect(shown(app, 'ines')).toContain(named);
    expect(await issueOf(app)).toBeNull();
    expect(await send(app, 'ines', { winPartnerId: partnerIdOf(london) })).toEqual({});
    expect(shown(app, 'ines')).toContain(`Win of ${partnerIdOf(london)}, who agreed.`);

    await press(app, 'ines', actionIds.call);
    expect((await send(app, 'ines', { en: 'Ask Mossgrove Tech' }))['en']).toContain('A partner is named here');
    expect((await send(app, 'ines', { en: 'Go', url: 'http://x.example' }))['url']).toContain('https://');
  });

  test('is not changed by two at once: the slower one is told and keeps the text; nobody approves what they submitted', async () => {
    const app = await appWith();
    await open(app, 'ines');
    await press(app, 'ines', actionIds.add);
    await open(app, 'greta');
    expect(shown(app, 'greta')).not.toContain(actionIds.add);
    expect(await send(app, 'ines', { en: 'First.' })).toEqual({});
    await press(app, 'ines', actionIds.submit);
    await press(app, 'ines', actionIds.add);
    await goOn(app);
    for (const userId of [staffPerson.ines, staffPerson.tomas, adminOf(london)]) {
      await forge(app, userId, actionIds.approve, `${issueKey}/2/`);
      await goOn(app);
    }
    expect(await issueOf(app)).toMatchObject({ state: 'submitted', version: 2 });
    await open(app, 'greta');
    await press(app, 'greta', actionIds.approve);
    expect((await send(app, 'ines', { en: 'Second.' }))['en']).toContain('Somebody changed this issue meanwhile');
    expect(shown(app, 'ines')).toContain('Second.');
    expect(await issueOf(app)).toMatchObject({ state: 'approved', items: [{ en: 'First.' }] });

    await open(app, 'greta');
    await press(app, 'greta', actionIds.withdraw);
    expect(await app.take(london)).toBeNull();
    await goOn(app);
    expect(dmTexts(app, 'ines').at(-1)).toContain('was withdrawn by Greta Halloran');
  });

  test('with a link on its button keeps who opened it and tells nobody', async () => {
    const app = await appWith([london]);
    await approved(app, { en: 'Book a seat', url: 'https://lumen.example/seats' });
    await app.post(london);
    await answerCall(app, london, adminOf(london));
    await goOn(app);
    expect(await clicksOf(app)).toEqual([expect.objectContaining({ what: 'link', name: 'Anna Admin' })]);
    expect(dmTexts(app, 'priya')).toEqual([]);
    expect(app.slack.as(adminOf(london)).ephemeralMessages()).toEqual([]);
    await open(app, 'ines');
    expect(shown(app, 'ines')).toContain('One partner has used the button.');
  });

  test('that nobody approved is told once, on the fourth business day, to marketing and partner managers', async () => {
    const app = await appWith([london]);
    await app.time.advanceTo(new Date('2027-01-08T16:00:00Z'));
    for (const who of ['ines', 'priya', 'tomas'] as const) {
      const late = dmTexts(app, who).filter((text) => text.includes('it will be skipped on Fri, 8 Jan 2027'));
      expect(late, who).toHaveLength(1);
    }
    expect(dmTexts(app, 'greta')).toEqual([]);
    expect((await app.app.runJob('newsletter.sweep-issues')).handled).toBe(0);
  });

  test('is shown to no partner and to no stranger; a wrong quarter is named with what would be right', async () => {
    const app = await appWith([london]);
    await open(app, 'priya', '2019-Q1');
    const told = app.slack
      .as(staffPerson.priya)
      .ephemeralMessages()
      .map(({ text }) => text);
    expect(told.at(-1)).toContain('/partner newsletter 2027-Q1');
    await open(app, 'tomas');
    for (const actionId of [actionIds.add, actionIds.submit, actionIds.approve]) {
      expect(shown(app, 'tomas')).not.toContain(actionId);
    }
  });
});
