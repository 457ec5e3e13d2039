import { actionIds, callbackIds } from '#blocks/newsletter/ids.ts';
import {
  addItem,
  answerCall,
  appWith,
  approved,
  forge,
  goOn,
  hireMara,
  london,
  mara,
  open,
  press,
  quarterStart,
  sweep,
} from '#test/features/newsletter/kit.ts';
import type { NewsletterTest } from '#test/features/newsletter/kit.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, channelOf, staffPerson } from '#test/kit/partners.ts';
import { runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { ines, greta, priya } = staffPerson;
const changed = ['audit_entries', 'newsletter_issues'];
const told = [...changed, 'outbound_messages'];
/** An issue of its own for each act. */
const [removed, submitted, agreed, withdrawn] = ['2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1'] as const;

async function firstItemOf(test: TestApp): Promise<string> {
  const issues = test.database.collection<{ _id: string; items: { itemId: string }[] }>('newsletter_issues');
  return (await issues.findOne({ _id: removed }))?.items[0]?.itemId ?? '';
}

/** The running quarter's issue stands in the channel; the others have one item, and some wait for approval. */
async function prepared(options: Pick<TestAppOptions, 'wrapFetch'>): Promise<NewsletterTest> {
  const test = await appWith([london], { ...options, startAt: quarterStart });
  await approved(test);
  await test.post(london);
  for (const quarter of [removed, submitted, agreed, withdrawn]) {
    await open(test, 'ines', quarter);
    await addItem(test, 'ines', { en: `News of ${quarter}.` });
    if (quarter === agreed || quarter === withdrawn) await press(test, 'ines', actionIds.submit);
  }
  // Greta's day has begun: she has read what waits for her.
  await test.time.advanceTo(new Date('2027-01-04T14:10:00Z'));
  return test;
}

export const acting: Scene<WritingRow> = {
  title: 'the forms and buttons of an issue',
  async create(options) {
    const test = await prepared(options);
    await hireMara(test);
    await open(test, 'ines', removed);
    await press(test, 'ines', actionIds.add);
    await test.slack.as(mara).command(`/partner newsletter ${submitted}`, { channelId: channelOf(london) });
    await test.time.settle();
    await test.slack.as(mara).pressInView({ actionId: actionIds.call });
    await goOn(test);
    return test;
  },
  rows: [
    {
      id: callbackIds.item,
      act: (test) => sendForm(test, ines, callbackIds.item, { en: 'The portal opens in June.' }),
      leaves: changed,
    },
    {
      id: callbackIds.call,
      act: (test) => sendForm(test, mara, callbackIds.call, { en: 'Tell me more' }),
      leaves: changed,
    },
    {
      id: actionIds.remove,
      act: async (test) => forge(test, ines, actionIds.remove, `${removed}/2/${await firstItemOf(test)}`),
      leaves: changed,
    },
    { id: actionIds.submit, act: (test) => forge(test, ines, actionIds.submit, `${submitted}/2/`), leaves: told },
    { id: actionIds.approve, act: (test) => forge(test, greta, actionIds.approve, `${agreed}/2/`), leaves: told },
    { id: actionIds.withdraw, act: (test) => forge(test, greta, actionIds.withdraw, `${withdrawn}/2/`), leaves: told },
    {
      id: actionIds.answer,
      act: (test) => answerCall(test as NewsletterTest, london, adminOf(london)),
      leaves: ['audit_entries', 'newsletter_clicks', 'outbound_messages'],
    },
  ],
};

export const sweeping: Scene<WritingRow> = {
  title: `${sweep} on the first business day`,
  create: (options) => appWith([london], options),
  rows: [{ id: sweep, act: (test) => runAt(test, sweep, new Date('2027-01-04T15:00:00Z')), leaves: told }],
};

/** In front of Ines each act puts another view. */
export const shown: Scene<ShowingRow> = {
  title: 'what opens the newsletter and its forms',
  async create(options) {
    const test = await prepared(options);
    await open(test, 'ines', removed);
    return test;
  },
  rows: [
    {
      id: '/partner newsletter',
      by: priya,
      shows: callbackIds.issue,
      act: (test) => test.slack.as(priya).command(`/partner newsletter ${removed}`, { channelId: channelOf(london) }),
    },
    {
      id: actionIds.open,
      by: greta,
      shows: withdrawn,
      async act(test) {
        const has = ({ text }: { text: string }) => text.includes(withdrawn);
        const note = test.slack.as(greta).dms().find(has);
        const place = { channelId: note?.channelId ?? '', ts: note?.ts ?? '' };
        await test.slack.as(greta).press({ ...place, actionId: actionIds.open });
      },
    },
    {
      id: actionIds.preview,
      by: ines,
      shows: callbackIds.preview,
      act: (test) => press(test, 'ines', actionIds.preview),
    },
    { id: actionIds.back, by: ines, shows: actionIds.add, act: (test) => press(test, 'ines', actionIds.back) },
    { id: actionIds.call, by: ines, shows: callbackIds.call, act: (test) => press(test, 'ines', actionIds.call) },
  ],
};

/** Where the item form is opened from. */
export const shownItem: Scene<ShowingRow> = {
  title: 'what opens the form of an item',
  create: shown.create,
  rows: [{ id: actionIds.add, by: ines, shows: callbackIds.item, act: (test) => press(test, 'ines', actionIds.add) }],
};

export const shownEdit: Scene<ShowingRow> = {
  ...shownItem,
  rows: [{ id: actionIds.edit, by: ines, shows: callbackIds.item, act: (test) => press(test, 'ines', actionIds.edit) }],
};

const scenes = [acting, sweeping, shown, shownItem, shownEdit];
export const newsletterRows = scenes.flatMap(({ rows }) => rows.map(({ id }) => ({ id })));
