import { actionIds, callbackIds } from '#blocks/business-reviews/ids.ts';
import {
  appWith,
  goTo,
  pressDm,
  pressIn,
  rest,
  reviewIdOf,
  step,
  sweepName,
} from '#test/features/business-reviews/kit.ts';
import type { ReviewTest } from '#test/features/business-reviews/kit.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { adminOf, channelOf, partnerIdOf, staffPerson } from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

const { priya, tomas, ines } = staffPerson;
const partner = (number: number, tier: TestPartner['tier'] = 'core'): TestPartner => ({ ref: `P31${number}`, tier });
const [drafted, met, minuted, dated, asked] = [partner(1), partner(2), partner(3), partner(4), partner(5, 'strategic')];
const all = [drafted, met, minuted, dated, asked];
const changed = ['audit_entries', 'business_reviews', 'outbound_messages'];
/** The Friday before the tests' Monday. */
const lastFriday = '2026-11-13';
const wish = '2027-01-27 14:30';
/** One promise of the partner's: one of ours would open a follow-up, which has rows of its own. */
const minutes = {
  held: 'yes',
  attendees: 'Anna, Priya',
  theirs: 'Register | Anna | 2026-12-18',
  finish: 'publish',
};

type Options = Pick<TestAppOptions, 'wrapFetch'>;

/** A draft to approve, a meeting of last Friday, one with minutes ten days on, and a survey that waits for one person. */
async function reviewed(options: Options): Promise<ReviewTest> {
  const test = await appWith(all, options);
  await withMinutes(test, minuted);
  await step(test, 'pack', drafted);
  await step(test, 'slots', drafted);
  await step(test, 'actions', met, lastFriday);
  // From now on the cover has the cards, so that two forms are in two hands.
  await test.database.collection('staff').updateOne({ key: 'priya' }, { $set: { awayUntil: '2026-11-30' } });
  await step(test, 'progress', minuted, lastFriday);
  await step(test, 'nps', asked);
  await goTo(test, '2026-11-17T14:00:00Z');
  return test;
}

async function withMinutes(test: ReviewTest, of: TestPartner): Promise<void> {
  await step(test, 'actions', of, lastFriday);
  await goTo(test, '2026-11-16T14:00:00Z');
  await pressDm(test, 'priya', actionIds.writeMinutes);
  await test.slack.as(priya).submitView({ values: minutes });
  await rest(test);
}

async function command(test: TestApp, userId: string, words: string): Promise<void> {
  await test.slack.as(userId).command(`/partner qbr ${partnerIdOf(dated)} ${words}`, { channelId: channelOf(dated) });
}

/** Also a second time, when the card has no button any more. */
async function approve(test: TestApp): Promise<void> {
  const card = test.slack
    .as(priya)
    .dms()
    .findLast(({ text }) => text.startsWith('*Pack for'));
  const { channelId = '', ts = '' } = card ?? {};
  const press = { channelId, ts, actionId: actionIds.approvePack, value: reviewIdOf(drafted), forged: true };
  await test.slack.as(priya).press(press);
}

export const holding: Scene<WritingRow> = {
  title: 'the cards and forms of a business review',
  async create(options) {
    const test = await reviewed(options);
    await pressDm(test, 'priya', actionIds.writeMinutes);
    await pressDm(test, 'tomas', actionIds.reportProgress);
    await command(test, ines, wish);
    await pressIn(test, asked, adminOf(asked), actionIds.openSurvey);
    return test;
  },
  rows: [
    { id: actionIds.approvePack, act: approve, leaves: changed },
    {
      id: callbackIds.minutes,
      act: (test) => sendForm(test, priya, callbackIds.minutes, minutes),
      leaves: changed,
    },
    {
      id: callbackIds.progress,
      act: (test) => sendForm(test, tomas, callbackIds.progress, { kept: ['P1'] }),
      leaves: changed,
    },
    { id: callbackIds.setDate, act: (test) => sendForm(test, ines, callbackIds.setDate), leaves: changed },
    {
      id: callbackIds.survey,
      act: (test) => sendForm(test, adminOf(asked), callbackIds.survey, { score: '8' }),
      leaves: changed,
    },
  ],
};

export const showing: Scene<ShowingRow> = {
  title: 'what opens the forms of a business review',
  async create(options) {
    const test = await reviewed(options);
    await command(test, tomas, '');
    await rest(test);
    return test;
  },
  rows: [
    { id: '/partner qbr', by: ines, shows: 'Until now', act: (test) => command(test, ines, wish) },
    {
      id: callbackIds.chooseDate,
      by: tomas,
      shows: 'Until now',
      act: (test) => sendForm(test, tomas, callbackIds.chooseDate, { on: '2027-01-27', time: '14:30' }),
    },
    {
      id: actionIds.chooseDate,
      by: priya,
      shows: `"${callbackIds.chooseDate}"`,
      act: (test) => pressDm(test, 'priya', actionIds.chooseDate),
    },
    {
      id: actionIds.writeMinutes,
      by: priya,
      shows: `"${callbackIds.minutes}"`,
      act: (test) => pressDm(test, 'priya', actionIds.writeMinutes),
    },
    {
      id: actionIds.reportProgress,
      by: tomas,
      shows: `"${callbackIds.progress}"`,
      act: (test) => pressDm(test, 'tomas', actionIds.reportProgress),
    },
    {
      id: actionIds.openSurvey,
      by: adminOf(asked),
      shows: `"${callbackIds.survey}"`,
      act: (test) => pressIn(test, asked, adminOf(asked), actionIds.openSurvey),
    },
  ],
};

export const freezing: Scene<WritingRow> = {
  title: `${sweepName} at the data freeze`,
  async create(options) {
    const test = await appWith([drafted], options);
    await step(test, 'slots', drafted, '2026-11-26');
    return test;
  },
  rows: [{ id: sweepName, act: (test) => runAt(test, sweepName, new Date('2026-11-17T14:30:00Z')), leaves: changed }],
};

export const businessReviewRows = [...holding.rows, ...showing.rows, ...freezing.rows];
