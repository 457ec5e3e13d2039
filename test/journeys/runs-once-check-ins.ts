import { actionIds, callbackIds } from '#blocks/check-ins/ids.ts';
import { addMinutes } from '#core/calendar/instants.ts';
import type { CheckInStep } from '#test/features/check-ins/kit.ts';
import { december, goTo, january, occurrenceOf, warsaw } from '#test/features/check-ins/kit.ts';
import type { TestApp, TestAppOptions } from '#test/kit/app.ts';
import { createTestApp } from '#test/kit/app.ts';
import {
  adminOf,
  channelOf,
  partnerIdOf,
  partnerWorld,
  seedPartners,
  sellerOf,
  staffPerson,
} from '#test/kit/partners.ts';
import type { TestPartner } from '#test/kit/partners.ts';
import { pressIn, runAt, sendForm } from './runs-once-kit.ts';
import type { Scene, ShowingRow, WritingRow } from './runs-once-kit.ts';

type Wrapped = Pick<TestAppOptions, 'wrapFetch'>;

const sweep = 'check-ins.sweep-emerging';
const whole = { rating: '4', talkedToProspect: 'yes', inYourWay: ['none'], nextNeed: 'nothing' };
const answered = ['audit_entries', 'outbound_messages', 'touch_occurrences'];

/** The day before December's check-in, in Warsaw; hubs are posted. */
async function appOf(partners: readonly TestPartner[], options: Wrapped): Promise<TestApp> {
  const startAt = new Date('2026-12-07T08:00:00Z');
  const test = await createTestApp({ ...options, startAt, world: partnerWorld(partners) });
  await seedPartners(test, partners);
  await test.app.runJob('directory.sweep-hubs');
  await test.time.advanceTo(addMinutes(startAt, 5));
  return test;
}

function partnerNumber(number: number): TestPartner {
  return { ref: `P${101 + number}`, zone: 'Europe/Warsaw', country: 'PL' };
}

/** Each choice of the prompt is pressed at a partner of its own; the form is sent at one more. */
const choices = [...actionIds.rate, ...actionIds.talked];
const asked = [...choices, callbackIds.answers].map((_id, index) => partnerNumber(index));
const byForm = asked.at(-1) ?? warsaw;

export const answering: Scene<WritingRow> = {
  title: 'every choice of a prompt, and its form',
  async create(options) {
    const test = await appOf(asked, options);
    await goTo(test, december.prompt);
    await pressIn(test, channelOf(byForm), sellerOf(byForm), actionIds.answerRest);
    await test.time.settle();
    return test;
  },
  rows: [
    ...choices.map((id, index) => {
      const partner = partnerNumber(index);
      const act = (test: TestApp) => pressIn(test, channelOf(partner), adminOf(partner), id);
      return { id, act, leaves: answered };
    }),
    {
      id: callbackIds.answers,
      act: (test) => sendForm(test, sellerOf(byForm), callbackIds.answers, whole),
      leaves: answered,
    },
    { id: actionIds.reviewed, act: review, leaves: answered },
  ],
};

/** The card itself waits for New York's morning. */
async function review(test: TestApp): Promise<void> {
  const { occurrenceId: value } = await occurrenceOf(test, byForm);
  const channelId = channelOf(byForm);
  const ts = test.slack.messages(channelId).at(-1)?.ts ?? '';
  await test.slack.as(staffPerson.priya).press({ channelId, ts, actionId: actionIds.reviewed, value, forged: true });
}

const [fresh, begun, done] = [partnerNumber(0), partnerNumber(1), partnerNumber(2)];

function opening(id: string, partner: TestPartner, by: string): ShowingRow {
  return { id, by, shows: callbackIds.answers, act: (test) => pressIn(test, channelOf(partner), by, id) };
}

export const opened: Scene<ShowingRow> = {
  title: 'what opens a check-in or lists them',
  async create(options) {
    const test = await appOf([fresh, begun, done], options);
    await goTo(test, december.prompt);
    await pressIn(test, channelOf(begun), sellerOf(begun), actionIds.rate[3]);
    await pressIn(test, channelOf(begun), sellerOf(begun), actionIds.talked[1]);
    await pressIn(test, channelOf(done), sellerOf(done), actionIds.answerRest);
    await test.time.settle();
    await sendForm(test, sellerOf(done), callbackIds.answers, whole);
    await test.slack.as(sellerOf(done)).openHome();
    await goTo(test, december.prompt, 10);
    return test;
  },
  rows: [
    opening(actionIds.answerRest, fresh, adminOf(fresh)),
    opening(actionIds.openFromHub, fresh, sellerOf(fresh)),
    opening(actionIds.changeRating, begun, adminOf(begun)),
    opening(actionIds.changeTalked, begun, sellerOf(begun)),
    opening(actionIds.changeAnswers, done, adminOf(done)),
    {
      id: actionIds.openFromHome,
      by: sellerOf(done),
      shows: callbackIds.answers,
      act: (test) => test.slack.as(sellerOf(done)).pressInHome({ actionId: actionIds.openFromHome }),
    },
    {
      id: '/partner check-ins',
      by: staffPerson.priya,
      shows: '2026-12',
      act: (test) =>
        test.slack
          .as(staffPerson.priya)
          .command(`/partner check-ins ${partnerIdOf(fresh)}`, { channelId: channelOf(fresh) }),
    },
  ],
};

/** January's prompt, in which December's answers are filled in. */
export const prefilled: Scene<ShowingRow> = {
  title: 'what changes answers that are filled in',
  async create(options) {
    const test = await appOf([done], options);
    await goTo(test, december.prompt);
    await pressIn(test, channelOf(done), sellerOf(done), actionIds.answerRest);
    await test.time.settle();
    await sendForm(test, sellerOf(done), callbackIds.answers, whole);
    await goTo(test, january.prompt, 10);
    return test;
  },
  rows: [opening(actionIds.changePrefilled, done, adminOf(done))],
};

/** When each step of the sweep is due, and by which kinds of call to Slack it speaks. */
const timed: Readonly<Record<CheckInStep, { at: Date; calls: readonly string[] }>> = {
  prepare: { at: december.prepare, calls: [] },
  prompt: { at: december.prompt, calls: ['chat.postMessage'] },
  remind: { at: december.reminder, calls: ['chat.postMessage', 'chat.update'] },
  gaps: { at: december.gaps, calls: ['chat.postMessage'] },
  summary: { at: december.summary, calls: ['chat.postMessage'] },
  close: { at: december.close, calls: ['chat.postMessage', 'chat.update'] },
};

/** A run of the sweep that takes a check-in one step further: unanswered, but what is summed up has its first answer. */
export function stepping(step: CheckInStep): Scene<WritingRow> & { calls: readonly string[] } {
  const { at, calls } = timed[step];
  const spoken = calls.length > 0 ? ['outbound_messages'] : ['audit_entries'];
  return {
    title: `${sweep} at ${step}`,
    calls,
    async create(options) {
      const test = await appOf([warsaw], options);
      if (step === 'summary') await answerOnce(test);
      await goTo(test, at, -3);
      const { nextAction } = await occurrenceOf(test, warsaw);
      if (nextAction !== step) throw new Error(`${nextAction} is due, not ${step}`);
      return test;
    },
    rows: [{ id: sweep, act: (test) => runAt(test, sweep, at), leaves: ['touch_occurrences', ...spoken] }],
  };
}

async function answerOnce(test: TestApp): Promise<void> {
  await goTo(test, december.prompt);
  await pressIn(test, channelOf(warsaw), adminOf(warsaw), actionIds.rate[3]);
  await test.time.settle();
}

/** The first prompt of the other tiers: a deal review on Monday, a pipeline review on Tuesday, both at 10:00 in Warsaw. */
export const otherTiers = [
  { tier: 'strategic', at: new Date('2026-12-07T09:00:00Z') },
  { tier: 'core', at: december.prompt },
] as const;

export function promptOfTier({ tier, at }: (typeof otherTiers)[number]): Scene<WritingRow> {
  const id = `check-ins.sweep-${tier}`;
  return {
    title: `${id} at prompt`,
    async create(options) {
      const test = await appOf([{ ...warsaw, tier }], options);
      await goTo(test, at, -3);
      return test;
    },
    rows: [{ id, act: (test) => runAt(test, id, at), leaves: ['touch_occurrences', 'outbound_messages'] }],
  };
}

export const checkInRows = [
  ...otherTiers.flatMap((prompt) => promptOfTier(prompt).rows),
  ...answering.rows,
  ...opened.rows,
  ...prefilled.rows,
  ...stepping('prompt').rows,
];
