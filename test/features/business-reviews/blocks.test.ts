import { describe, expect, test } from 'vitest';
import {
  lateMessage,
  minutesCard,
  missedMessage,
  packCard,
  planCard,
  progressCard,
  replyNote,
} from '#blocks/business-reviews/cards.ts';
import {
  agendaMessage,
  commitmentsMessage,
  dateMessage,
  minutesMessage,
  packMessage,
  preworkMessage,
  progressMessage,
  surveyMessage,
} from '#blocks/business-reviews/channel.ts';
import { confirmDateForm, dateForm } from '#blocks/business-reviews/date-forms.ts';
import { minutesForm, progressForm, surveyForm } from '#blocks/business-reviews/forms.ts';
import { waitingSection } from '#blocks/business-reviews/home.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { Commitment } from '#features/business-reviews/schemas.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

const hostile = 'Eve <!channel> & <@U1> *bold*\n@here '.repeat(60);
const at = new Date('2026-10-20T09:00:00Z');
const zone = 'Europe/London';
const meeting = { quarter: '2026-Q4', meetingAt: at, zone };
const partner = { partnerId: 'P-0003', partnerName: hostile, reviewId: 'P-0003.2026-Q4' };
const commitments: readonly Commitment[] = (['vendor', 'partner'] as const).flatMap((side) =>
  Array.from({ length: 5 }, (_none, index) => ({
    commitmentId: `${side === 'vendor' ? 'V' : 'P'}${index + 1}`,
    side,
    text: hostile.slice(0, 200),
    owner: hostile.slice(0, 60),
    dueOn: index === 0 ? '2026-10-01' : '2026-11-30',
    kept: index === 2,
  })),
);

/** What is wrong with it: beyond Slack's limits, or with somebody's markup alive in it. */
function faults(rendered: RenderedMessage): readonly unknown[] {
  const problems = validateMessage(JSON.parse(JSON.stringify(rendered)));
  return [problems, /<!channel>|<@U1>|@here/.exec(JSON.stringify(rendered))?.[0] ?? []].flat();
}

describe.each(['en', 'de'] as const)('what a partner reads in %s', (language: Language) => {
  const reader = { language, zone };
  const answers = ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7'].map((questionId) => ({ questionId, value: hostile }));

  test('is within Slack’s limits whatever people wrote, and wakes nobody', () => {
    const dated = { ...meeting, touchId: 'qbr_core', preworkOn: '2026-10-06', preworkDueOn: '2026-10-13' } as const;
    const minutes = {
      ...meeting,
      attendees: hostile.slice(0, 500),
      decisions: hostile.slice(0, 2000),
      nextOn: '2027-01-20',
    };
    const all = [
      dateMessage({ ...dated, wasAt: null, pmName: hostile }, reader),
      dateMessage({ ...dated, wasAt: at, preworkOn: null, pmName: null }, reader),
      dateMessage({ ...dated, wasAt: at, preworkOn: null, preworkDueOn: null, pmName: null }, reader),
      agendaMessage({ ...meeting, touchId: 'qbr_strategic', hasPack: true, hasCommitments: true }, reader),
      packMessage({ ...meeting, frozenAt: at, lines: ['One line'], hasMore: true, pmName: hostile }, reader),
      packMessage({ ...meeting, frozenAt: at, lines: [], hasMore: false, pmName: null }, reader),
      preworkMessage({ answers }, reader),
      commitmentsMessage({ quarter: '2026-Q3', commitments: [...commitments], today: '2026-10-20' }, reader),
      minutesMessage({ ...minutes, commitments: [...commitments], byName: hostile }, reader),
      progressMessage({ quarter: '2026-Q4', commitments: [...commitments] }, reader),
      surveyMessage({ reviewId: partner.reviewId, waiting: 3 }, reader),
      surveyMessage({ reviewId: partner.reviewId, waiting: 0 }, reader),
    ];
    for (const rendered of all) expect(faults(rendered)).toEqual([]);
  });

  test('names nobody and no question in the survey’s line, and fills in no scale', () => {
    expect(surveyMessage({ reviewId: partner.reviewId, waiting: 1 }, reader).text).toMatch(/1 person|1 Person/);
    const form = surveyForm(partner.reviewId, language);
    expect(validateView(JSON.parse(JSON.stringify(form)))).toEqual([]);
    expect(JSON.stringify(form)).not.toContain('initial_option');
  });
});

test('what staff read is within Slack’s limits in every form that it takes', () => {
  const about = { ...meeting, ...partner };
  const phases = ['due', 'today', 'draft', 'not_held', 'published'] as const;
  const pack = {
    ...about,
    lines: Array.from({ length: 20 }, () => 'A line of a feature'),
    answered: 3,
    openCommitments: 2,
    shareBy: at,
    approvedByName: null,
    nps: { answers: 3, score: 33 },
  };
  const all = [
    planCard({ ...about, isDefault: true, from: '2026-10-14', to: '2026-10-28' }),
    packCard({ ...pack, state: 'drafted' }),
    packCard({ ...pack, state: 'held' }),
    packCard({ ...pack, state: 'shared', approvedByName: hostile }),
    ...phases.map((phase) => minutesCard({ ...about, dueAt: at, phase, byName: hostile })),
    progressCard({ ...about, open: 3, reported: false }),
    lateMessage({ ...about, what: 'minutes', pmName: hostile, unset: 'vp' }),
    replyNote({ ...about, text: hostile, byName: hostile }),
    missedMessage(about),
  ];
  for (const rendered of all) expect(faults(rendered)).toEqual([]);
  const waiting = waitingSection([
    { ...about, waitsFor: 'pack' },
    { ...about, waitsFor: 'minutes' },
  ]);
  expect(faults({ text: 'Home', blocks: waiting })).toEqual([]);
});

test('forms take the longest texts and shows what was typed before', () => {
  const long = 'x | y | 2026-11-30\n'.repeat(200);
  const fields = { held: 'no', attendees: hostile, decisions: hostile, ours: long, theirs: long, nextOn: '2027-01-20' };
  const days = { preworkOn: '2026-10-06', preworkDueOn: '2026-10-13', packOn: '2026-10-13', minutesOn: '2026-10-22' };
  const people = [
    { name: hostile, score: 9, mayContact: true, reason: hostile },
    { name: null, score: null, mayContact: false, reason: 'Slow' },
  ];
  const views = [
    minutesForm({ ...meeting, ...partner, fields }),
    progressForm({ ...partner, commitments }),
    dateForm({
      ...partner,
      zone,
      from: '2026-10-14',
      to: '2026-10-28',
      plannedAt: at,
      on: '2026-10-20',
      time: '10:00',
      survey: { score: 40, answers: 2, people },
    }),
    confirmDateForm({ ...partner, ...meeting, on: '2026-10-20', time: '10:00', plannedAt: null, days }),
  ];
  for (const view of views) expect(validateView(JSON.parse(JSON.stringify(view)))).toEqual([]);
  expect(JSON.stringify(views[0])).toContain('"initial_date":"2027-01-20"');
});
