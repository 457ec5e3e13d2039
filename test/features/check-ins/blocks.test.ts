import { describe, expect, test } from 'vitest';
import { answersForm, afterCloseView, fieldErrors } from '#blocks/check-ins/answers-form.ts';
import { nextCheckInSection, openCheckInSection, staffSection } from '#blocks/check-ins/home.ts';
import { promptMessage } from '#blocks/check-ins/prompt.ts';
import {
  answersMessage,
  gapsMessage,
  ledgerMessage,
  skippedMessage,
  unreviewedMessage,
} from '#blocks/check-ins/staff-messages.ts';
import { notedMessage, reminderMessage, replyMessage, summaryMessage } from '#blocks/check-ins/thread.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import { languages } from '#core/language.ts';
import { promptPhases } from '#features/check-ins/message-schemas.ts';
import type { PromptParams, SummaryParams } from '#features/check-ins/message-schemas.ts';
import { efforts, needs, obstacles, prospectTalks, ratings as stars } from '#features/check-ins/schemas.ts';
import type { AnswerSource, QuestionId } from '#features/check-ins/schemas.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

const dueAt = new Date('2026-12-15T16:00:00Z');
const zone = 'Europe/Warsaw';
const hostile = 'Eve <!channel> & <@U1> *bold* '.repeat(10);
const asks = (['C1', 'C2', 'C3', 'C4', 'C5'] as const).map((questionId) => ({ questionId, version: 1 }));

const prompt: PromptParams = {
  occurrenceId: 'monthly_checkin:P-0022:2026-12',
  touchId: 'monthly_checkin',
  partnerId: 'P-0022',
  periodKey: '2026-12',
  phase: 'open',
  dueAt,
  meetingAt: null,
  zone,
  partnerSinceOn: '2026-09-07',
  nextOn: '2027-01-12',
  moved: null,
  notes: [],
  answered: 0,
  required: 4,
  isOneTap: false,
  asks,
  said: [],
  prefilled: [],
  content: [],
  items: [],
  days: ['2026-12-15', '2026-12-22', '2027-01-05'],
};
const said = (
  questionId: QuestionId,
  value: string | string[],
  by: string | null,
  source: AnswerSource = 'button',
) => ({
  ...{ questionId, value, by, source },
});
const summary: SummaryParams = {
  touchId: 'monthly_checkin',
  periodKey: '2026-12',
  zone,
  answers: [
    { questionId: 'C1', value: '2' },
    { questionId: 'C2', value: 'need_help' },
    { questionId: 'C3', value: [...obstacles].slice(1) },
    { questionId: 'C4', value: 'training' },
    { questionId: 'comment', value: 'a secret wish' },
  ],
  items: [],
  deals: null,
  blockers: 3,
  followUps: [{ followUpId: 'FU-0311', ownerName: null, dueAt }],
  answered: 4,
  required: 4,
  openUntil: dueAt,
  nextOn: '2027-01-12',
  pmName: 'Priya',
  writes: true,
};
const deal = {
  ...{ contentName: 'deals.review', subjectId: 'DR-2026-0142', kind: 'deal' as const, title: hostile },
  ...{ ownerContactId: 'C-1', prefill: {} },
};
const about = { touchId: 'weekly_deal_review', periodKey: '2026-W51' } as const;

function problems({ text, blocks }: RenderedMessage): unknown {
  return validateMessage(JSON.parse(JSON.stringify({ text, blocks })));
}

function proseOf(rendered: RenderedMessage): string {
  return rendered.blocks
    .flatMap((block) => {
      const { text, elements } = block as Block & {
        text?: { text: string };
        elements?: { type: string; text: string }[];
      };
      return [text?.text ?? '', ...(block.type === 'context' ? (elements ?? []).map((element) => element.text) : [])];
    })
    .join('\n');
}

describe.each(languages)('in %s', (language) => {
  const reader = { language, zone };
  const form = {
    occurrenceId: prompt.occurrenceId,
    touchId: 'monthly_checkin' as const,
    periodKey: '2026-09',
    dueAt,
    zone,
    asks: asks.map((ask) => ({ ...ask, required: ask.questionId !== 'C5', index: null })),
    items: [],
    shown: [],
    isWhole: true,
    given: {},
  };
  const ratings = [[], [said('C1', '4', 'Anna')], [said('C1', '1', null)], [said('C1', '5', hostile)]];
  const talks = [[], ...prospectTalks.map((value) => [said('C2', value, 'Ben')])];
  const prompts = promptPhases.flatMap((phase) =>
    ratings.flatMap((rating) =>
      talks.map((talk) => ({ ...prompt, phase, said: [...rating, ...talk], answered: rating.length * 2 })),
    ),
  );

  test('every state of the prompt is accepted by Slack and short', () => {
    for (const params of prompts) {
      const rendered = promptMessage(params, reader);
      expect(problems(rendered), JSON.stringify(params)).toEqual([]);
      expect(proseOf(rendered).length).toBeLessThanOrEqual(600);
    }
  });

  test('the prompt has at most one primary button', () => {
    for (const params of prompts) {
      const primary = JSON.stringify(promptMessage(params, reader)).match(/"style":"primary"/g) ?? [];
      expect(primary.length).toBeLessThanOrEqual(1);
    }
  });

  test('a name cannot mention, format or break anything', () => {
    const text = JSON.stringify(promptMessage({ ...prompt, said: [said('C1', '5', hostile)] }, reader));
    expect(text).not.toContain('<!channel>');
    expect(text).not.toContain('<@U1>');
  });

  test('the thread is accepted by Slack', () => {
    const rendered = [
      reminderMessage({ ...about, dueAt, zone, open: 1, openItems: [], isOwned: false, mentions: ['U1'] }, reader),
      reminderMessage(
        { ...about, dueAt, zone, open: 4, openItems: Array(5).fill(hostile), isOwned: true, mentions: [] },
        reader,
      ),
      summaryMessage(summary, reader),
      summaryMessage({ ...summary, answers: [], answered: 0, pmName: null, writes: false, openUntil: null }, reader),
      notedMessage({ pmName: hostile, asks: true }, reader),
      ...[true, false].flatMap((isOver) =>
        [true, false].map((isUnderstood) =>
          replyMessage(
            { ...about, pmName: hostile, asks, hasDeals: true, isOver, isUnderstood, nextOn: '2027-01-12' },
            reader,
          ),
        ),
      ),
      notedMessage({ pmName: null, asks: false }, reader),
    ];
    for (const message of rendered) expect(problems(message)).toEqual([]);
  });

  test('the summary has three lines and keeps a comment out of the channel', () => {
    const { text } = summaryMessage(summary, reader);
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toContain('a secret wish');
    expect(text).toContain('Priya');
  });

  test('the form is accepted by Slack, empty and filled', () => {
    const filled = {
      ...{ rating: '4', talkedToProspect: 'yes', inYourWay: ['pricing', 'other'], nextNeed: 'intro', effort: '7' },
      comment: 'x'.repeat(500),
    };
    for (const given of [{}, filled]) {
      const view = answersForm({ ...form, given }, language);
      expect(validateView(JSON.parse(JSON.stringify(view)))).toEqual([]);
    }
    const over = { closedAt: null, schedule: { closeAt: dueAt }, zone };
    for (const items of [[], [deal]]) {
      const view = afterCloseView({ ...over, snapshot: { items } }, language);
      expect(validateView(JSON.parse(JSON.stringify(view)))).toEqual([]);
    }
  });

  test('the form of eight deals with every question fits into a modal', () => {
    const items = Array.from({ length: 8 }, () => ({ kind: 'deal' as const, title: hostile, ownerContactId: null }));
    const shown = items.map((_item, index) => index);
    const ids = [...(['D1', 'D2', 'D3', 'D4', 'D5'] as const)];
    const ofItems = shown.flatMap((index) =>
      ids.map((questionId) => ({ questionId, version: 1, required: true, index })),
    );
    const once = (['W1', 'W2', 'M1', 'M3', 'M4', 'M5', 'M6', 'T1', 'T2', 'T3', 'T4'] as const).map((questionId) => ({
      ...{ questionId, version: 1, required: true, index: null },
    }));
    const given = {
      'nextStep.0': 'Call',
      'nextStep.0.day': '2026-12-20',
      'closeDate.0': '2027-01-15',
      'stance.0': 'won',
    };
    const view = answersForm({ ...form, items, shown, asks: [...ofItems, ...once], given }, language);
    expect(validateView(JSON.parse(JSON.stringify(view)))).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
  });

  test('Home is accepted by Slack', () => {
    const open = {
      ...about,
      partnerId: 'P-0022',
      isDone: false,
      answered: 1,
      required: 4,
      dueAt,
      zone,
    };
    const blocks = [
      ...openCheckInSection(open, language),
      ...nextCheckInSection('2027-01-12', language),
      ...staffSection([{ ...open, partnerName: hostile }]),
    ];
    const home = { type: 'home', blocks };
    expect(validateView(JSON.parse(JSON.stringify(home)))).toEqual([]);
    expect(staffSection([])).toEqual([]);
  });

  test('every choice has words of its own', () => {
    const view = JSON.stringify(answersForm(form, language));
    for (const value of [...stars, ...prospectTalks, ...obstacles, ...needs, ...efforts]) {
      expect(view).toContain(`"value":"${value}"`);
    }
  });

  test('every field error has a sentence', () => {
    const codes = ['required', 'none_and_more', 'comment_too_long', 'whole_number', 'fill_in', 'money', 'date_invalid'];
    for (const code of [
      ...codes,
      'date_past',
      'date_far',
      'step_needed',
      'step_too_long',
      'day_needed',
      'unheard of',
    ]) {
      expect(fieldErrors([{ field: 'rating', code }], language)['rating']).toMatch(/\.$/);
    }
  });
});

test('the first line says what and by when, in the partner’s own time', () => {
  const english = promptMessage(prompt, { language: 'en', zone });
  expect(proseOf(english).split('\n')[0]).toBe(
    '*December check-in*: 5 questions, two minutes, by *Tue 15 Dec 17:00 (Warsaw)*',
  );
  const german = promptMessage({ ...prompt, zone: 'Europe/Berlin' }, { language: 'de', zone: 'UTC' });
  expect(proseOf(german).split('\n')[0]).toContain('bis *Di., 15. Dez. 17:00 (Berlin)*');
});

test('a pressed answer shows who gave it and can be changed', () => {
  const text = JSON.stringify(promptMessage({ ...prompt, said: [said('C1', '4', 'Anna')] }, { language: 'en', zone }));
  expect(text).toContain('✓ How is it going? *🙂 Good*, by Anna');
  expect(text).toContain('check-ins.prompt.change-rating');
  expect(text).not.toContain('check-ins.prompt.rate-1');
});

test('what staff read is accepted by Slack', () => {
  const of = { ...about, partnerId: 'P-0022', partnerName: hostile };
  const line = {
    occurrenceId: prompt.occurrenceId,
    occurrenceKey: prompt.occurrenceId,
    touchId: 'monthly_checkin' as const,
    tier: 'emerging' as const,
    heldOn: '2026-12-08',
    mergedInto: null,
    partnerId: 'P-0022',
    periodKey: '2026-12',
    anchorOn: '2026-12-08',
    state: 'completed' as const,
    reason: null,
    sentAt: dueAt,
    dueAt,
    answered: 4,
    required: 4,
    answeredBy: 1,
    reminded: true,
    late: 1,
    afterClose: 1,
    taps: 3,
    confirmed: 1,
  };
  const noAnswers = { unhappy: false, replies: [], answers: [] };
  const rendered = [
    gapsMessage({
      ...of,
      zone,
      closeAt: dueAt,
      open: asks.slice(0, 2),
      openItems: [
        { title: hostile, ownerName: hostile },
        { title: hostile, ownerName: null },
      ],
      answered: 2,
      required: 4,
    }),
    unreviewedMessage({
      touches: [
        { ...of, pmName: hostile },
        { ...of, pmName: null },
      ],
    }),
    answersMessage({ ...of, occurrenceId: 'monthly_checkin:P-0022:2026-12', reviewedBy: hostile, ...noAnswers }),
    answersMessage({
      ...of,
      occurrenceId: 'monthly_checkin:P-0022:2026-12',
      reviewedBy: null,
      unhappy: true,
      replies: [
        { text: hostile, by: hostile, afterClose: true },
        { text: 'Hi', by: null, afterClose: false },
      ],
      answers: [
        { questionId: 'C1', version: 1, value: '1', by: hostile, late: false, about: hostile },
        { questionId: 'C3', version: 2, value: [...obstacles], by: null, late: true, about: null },
        { questionId: 'comment', version: 1, value: hostile, by: 'Anna', late: false, about: hostile },
      ],
    }),
    skippedMessage({ ...of, reason: 'bot_down', heldOn: '2026-12-08' }),
    skippedMessage({ ...of, reason: 'unheard_of', heldOn: '2026-12-08' }),
    ledgerMessage('P-0022', []),
    ledgerMessage('P-0022', [line, { ...line, state: 'skipped', reason: 'holiday', sentAt: null }]),
  ];
  for (const message of rendered) expect(problems(message)).toEqual([]);
  expect(rendered[1]?.text).not.toContain('<!channel>');
  expect(rendered.at(-1)?.text).toContain('skipped (holiday)');
});

describe('what is filled in', () => {
  const prefilled = [
    { questionId: 'C2' as const, value: 'yes', periodKey: '2026-11' },
    { questionId: 'C3' as const, value: ['none'], periodKey: '2026-11' },
    { questionId: 'C4' as const, value: 'training', periodKey: '2026-11' },
  ];
  const reader = { language: 'en', zone } as const;

  test('is one line that a face confirms, beside its own button', () => {
    const rendered = promptMessage({ ...prompt, isOneTap: true, prefilled }, reader);
    expect(problems(rendered)).toEqual([]);
    expect(rendered.text).toContain('one tap if nothing has changed');
    const prose = proseOf(rendered);
    expect(prose).toContain(
      '*Same as in November:* Prospects: Yes · In your way: Nothing · Needed next: Training. A face',
    );
    expect(prose.length).toBeLessThanOrEqual(600);
    const text = JSON.stringify(rendered);
    expect(text).toContain('check-ins.prompt.change-prefilled');
    expect(text).toContain('check-ins.prompt.rate-5');
    expect(text).not.toContain('check-ins.prompt.talked-yes');
  });

  test('of two months is not said to be of one', () => {
    const older = prefilled.map((answer, n) => ({ ...answer, periodKey: n === 0 ? '2026-10' : '2026-11' }));
    expect(proseOf(promptMessage({ ...prompt, prefilled: older }, reader))).toContain('*Same as before:*');
  });

  test('and is not everything promises no single tap', () => {
    const rendered = promptMessage({ ...prompt, prefilled: prefilled.slice(0, 1) }, reader);
    expect(rendered.text).toContain('5 questions, two minutes');
    expect(proseOf(rendered)).toContain('3 What is in your way? · 4 What do you need next?');
  });

  test('stands as confirmed when it is done, with a way to change it', () => {
    const confirmed = prefilled.map(({ questionId, value }) => said(questionId, value, 'Anna', 'confirmed'));
    const done = { ...prompt, phase: 'done' as const, said: [said('C1', '4', 'Anna'), ...confirmed], answered: 4 };
    const rendered = promptMessage(done, { language: 'de', zone });
    expect(problems(rendered)).toEqual([]);
    expect(proseOf(rendered)).toContain('✓ Wie zuletzt, bestätigt: Interessenten: Ja · Im Weg: Nichts');
    expect(JSON.stringify(rendered)).toContain('check-ins.prompt.change-answers');
  });

  test('of every type fits into a message in both languages', () => {
    const ids = ['C1', 'C2', 'C3', 'C4', 'C5', 'T1', 'T2', 'T3', 'T4'] as const;
    const many = ids.map((questionId) => ({ questionId, version: questionId === 'C3' ? 2 : 1 }));
    for (const language of languages) {
      for (const filled of [[], prefilled]) {
        const rendered = promptMessage({ ...prompt, asks: many, prefilled: filled }, { language, zone });
        expect(problems(rendered)).toEqual([]);
        expect(proseOf(rendered).length).toBeLessThanOrEqual(600);
      }
    }
  });
});
