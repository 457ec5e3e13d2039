import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { promptMessage } from '#blocks/check-ins/prompt.ts';
import { leftMessage, leftView, overMessage } from '#blocks/check-ins/left.ts';
import { reminderLine, summaryMessage } from '#blocks/check-ins/thread.ts';
import { button } from '#blocks/kit/elements.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import { languages } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import { touchIds } from '#core/touches.ts';
import type { TouchId } from '#core/touches.ts';
import { promptNotes, promptPhases } from '#features/check-ins/message-schemas.ts';
import type { PromptItem, PromptParams } from '#features/check-ins/message-schemas.ts';
import { questionsFor } from '#features/check-ins/questions/bank.ts';
import { tiersOfTouch, typesOfVariant } from '#features/check-ins/questions/question.ts';
import { scopeOf } from '#features/check-ins/question-schemas.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

const zone = 'Europe/Warsaw';
const hostile = 'Eve <!channel> & <@U1> *bold* '.repeat(10);
const periods: Readonly<Record<TouchId, string>> = {
  weekly_deal_review: '2026-W53',
  biweekly_pipeline_review: '2026-W47',
  monthly_performance_review: '2027-01',
  monthly_checkin: '2026-12',
  qbr_strategic: '2027-Q1',
  qbr_core: '2027-Q1',
  quarterly_newsletter: '2027-Q1',
};

const numbers: TouchContent = {
  name: 'deals.numbers',
  touches: touchIds,
  order: 1,
  params: z.object({ lines: z.array(z.string()) }),
  take: () => Promise.resolve(null),
  lines: ({ lines }: { lines: readonly string[] }) => lines,
  itemLine: (subjectId: string) => `${subjectId} · EUR 48,000 · ${'very long '.repeat(40)}`,
};

function asksOf(touchId: TouchId, type: string): PromptParams['asks'] {
  if (touchId === 'quarterly_newsletter') return [];
  const [tier = 'core'] = tiersOfTouch[touchId];
  const asking = {
    touch: touchId,
    tier,
    type,
    periodKey: periods[touchId],
    askedOn: '2026-12-28',
    lastAskedScale: null,
  };
  return questionsFor(asking)
    .filter(({ id }) => scopeOf(id) === 'prompt')
    .map(({ id, version }) => ({ questionId: id, version }));
}

function paramsOf(touchId: TouchId, more: Partial<PromptParams> = {}, type = 'reseller'): PromptParams {
  const asks = asksOf(touchId, type);
  return {
    ...{
      occurrenceId: `${touchId}:P-0003:${periods[touchId]}`,
      touchId,
      partnerId: 'P-0003',
      periodKey: periods[touchId],
    },
    ...{ phase: 'open', dueAt: touchId === 'quarterly_newsletter' ? null : new Date('2026-12-29T11:00:00Z'), zone },
    meetingAt: touchId.startsWith('qbr') ? new Date('2027-01-21T09:00:00Z') : null,
    ...{
      partnerSinceOn: '2026-09-07',
      nextOn: '2027-01-12',
      moved: null,
      notes: [],
      answered: 0,
      required: 3,
      isOneTap: false,
      asks,
    },
    ...{ said: [], prefilled: [], content: [], items: [], days: ['2027-01-04', '2027-01-11', '2027-01-25'] },
    ...more,
  };
}

function item(kind: 'deal' | 'goal', more: Partial<PromptItem> = {}): PromptItem {
  const open = kind === 'deal' ? (['D1', 'D2'] as const) : (['M2'] as const);
  const fixed = { contentName: 'deals.numbers', subjectId: 'DR-0001', kind, title: 'Acme <rollout>' };
  return { ...fixed, answers: {}, by: null, open: [...open], step: 'Call', ...more };
}

const problems = ({ text, blocks }: RenderedMessage) => validateMessage(JSON.parse(JSON.stringify({ text, blocks })));
const shown = (rendered: RenderedMessage) => JSON.stringify(rendered.blocks);

function proseOf(rendered: RenderedMessage): string {
  const blocks = JSON.parse(shown(rendered)) as {
    type: string;
    text?: { text: string };
    elements?: { text: string }[];
  }[];
  return blocks
    .flatMap(({ type, text, elements = [] }) => [
      text?.text ?? '',
      ...(type === 'context' ? elements.map((e) => e.text) : []),
    ])
    .join('\n');
}

const notesOf = (touchId: TouchId) =>
  touchId.endsWith('deal_review') ? [...promptNotes] : (['missed'] as PromptParams['notes']);
const types = Object.values(typesOfVariant).flat();
const every = touchIds.flatMap((touchId) =>
  types.flatMap((type) => promptPhases.map((phase) => ({ touchId, type, phase }))),
);

describe.each(languages)('in %s', (language) => {
  const reader = { language, zone };

  test('every touch in every form is accepted by Slack, short, and has one main button at most', () => {
    for (const { touchId, type, phase } of every) {
      const rendered = promptMessage(paramsOf(touchId, { phase, notes: notesOf(touchId), answered: 1 }, type), reader);
      expect(problems(rendered), `${touchId} ${phase}`).toEqual([]);
      expect(proseOf(rendered).length, `${touchId} ${type}`).toBeLessThanOrEqual(600);
      expect(shown(rendered).match(/"style":"primary"/g) ?? []).toHaveLength(
        touchId !== 'quarterly_newsletter' && (phase === 'open' || phase === 'due') ? 1 : 0,
      );
      if (rendered.text.length > 0 && touchId !== 'quarterly_newsletter' && phase === 'open')
        expect(rendered.text).toMatch(/\d{2}:00 \(Warsaw\)\*$/);
    }
  });

  test('eight deals in every state and ten lines of content fit into a message', () => {
    const states: readonly Partial<PromptItem>[] = [
      {},
      { answers: { D1: 'at_risk' }, by: hostile, open: ['D2'] },
      { answers: { D1: 'moved' }, open: ['D2'], step: null },
      { answers: { D1: 'no_change', D2: `2027-01-04 ${hostile}` }, by: 'Anna', open: [] },
      { open: [], closed: { name: hostile, at: new Date('2026-12-28T10:00:00Z') } },
      { answers: { D1: 'won' }, open: [], closed: { name: 'DR-1', at: new Date('2026-12-28T10:00:00Z') } },
    ];
    const content = [{ name: numbers.name, params: { lines: Array<string>(10).fill('x'.repeat(400)) } }];
    for (const phase of promptPhases) {
      for (const state of states) {
        const items = Array.from({ length: 8 }, () => item('deal', { ...state, title: hostile }));
        const rendered = promptMessage(paramsOf('weekly_deal_review', { phase, items, content }), reader, [numbers]);
        expect(problems(rendered)).toEqual([]);
        expect(shown(rendered)).not.toContain('<!channel>');
        expect(
          shown(rendered)
            .match(/x{100,}/g)
            ?.every((line) => line.length < 160),
        ).toBe(true);
      }
    }
  });

  test('the summary of eight deals and of written pre-work is accepted by Slack', () => {
    const about = { touchId: 'qbr_strategic', periodKey: '2027-Q1', zone, nextOn: '2027-01-12', pmName: null } as const;
    const fixed = {
      ...about,
      answered: 8,
      required: 8,
      openUntil: null,
      writes: false,
      deals: null,
      blockers: 0,
      followUps: [],
    };
    const items = Array.from({ length: 8 }, () => ({
      title: hostile,
      answers: { D1: 'won', D2: `2027-01-04 ${hostile}` },
    }));
    const answers = (['Q1', 'Q3', 'Q4', 'Q5'] as const).map((questionId) => ({ questionId, value: hostile }));
    const rendered = summaryMessage({ ...fixed, items, answers }, reader);
    expect(problems(rendered)).toEqual([]);
    expect(rendered.text).not.toContain('<!channel>');
  });
});

describe.each(languages)('what does not count, in %s', (language) => {
  const reader = { language, zone };
  const at = new Date('2026-12-28T10:00:00Z');
  const left = Array.from({ length: 8 }, (_each, index) => {
    const of = { subjectId: `DR-${index}`, title: hostile };
    return index < 2
      ? { ...of, kind: 'closed' as const, name: hostile, at }
      : { ...of, kind: 'owned' as const, ownerName: hostile };
  });

  test('is told shortly and harmlessly, as a message and in a form', () => {
    const told = leftMessage(left, reader);
    expect(problems(told)).toEqual([]);
    expect(told.text).not.toContain('<!channel>');
    expect(told.text.length).toBeLessThanOrEqual(600);
    expect(validateView(JSON.parse(JSON.stringify(leftView(left, reader))))).toEqual([]);
  });

  test('after the close leads to what can still be changed, and to nothing that is over', () => {
    const asked = {
      contentName: numbers.name,
      kind: 'deal' as const,
      title: hostile,
      ownerContactId: null,
      prefill: {},
    };
    const items = [
      { ...asked, subjectId: 'DR-1' },
      { ...asked, subjectId: 'DR-2', closed: { name: 'DR-2', at } },
    ];
    const over = { closedAt: null, schedule: { closeAt: at }, zone, snapshot: { items } };
    const itemButton = (subjectId: string) =>
      button({ actionId: 'deals.thread.update', text: 'Update', value: subjectId });
    const contents = [{ ...numbers, itemButton }];
    const told = overMessage(over, { only: null, isKept: false }, reader, contents);
    expect(problems(told)).toEqual([]);
    expect(shown(told).match(/"value":"DR-\d"/g)).toEqual(['"value":"DR-1"']);
    const nowhere = overMessage(over, { only: 1, isKept: true }, reader, contents);
    expect(shown(nowhere)).not.toContain('deals.thread.update');
  });
});

const english = { language: 'en', zone } as const;

test.each([
  ['weekly_deal_review', '*Deal review, week 53*: 2 questions, two minutes, by *Tue 29 Dec 12:00 (Warsaw)*'],
  ['biweekly_pipeline_review', '*Pipeline review, week 47*: '],
  ['monthly_performance_review', '*December results*: '],
  ['qbr_core', '*Business review, Q1 2027*: 6 questions before we meet on Thu 21 Jan 10:00 (Warsaw), by '],
  ['quarterly_newsletter', '*News, Q1 2027*'],
] as const)('%s says first what it is and by when', (touchId, line) => {
  expect(promptMessage(paramsOf(touchId), english).text.startsWith(line)).toBe(true);
});

test('without deals the weekly review is one short question that a press answers', () => {
  const text = shown(promptMessage(paramsOf('weekly_deal_review'), english));
  expect(text).toContain('2 Where do you want help this week?');
  expect(text.match(/check-ins\.prompt\.choice-/g)).toHaveLength(6);
  expect(text).not.toMatch(/other-choice|no-change|Deal 1/);
});

test('the usual answers about a deal are one tap, the others in a list; goals need no list', () => {
  const deals = promptMessage(paramsOf('weekly_deal_review', { items: [item('deal')] }), english, [numbers]);
  expect(deals.text).toContain('1 deal, 2 questions');
  for (const word of ['Deal 1', 'Moved forward', 'No change', 'At risk', 'On hold'])
    expect(shown(deals)).toContain(word);
  expect(shown(deals)).toContain('"value":"weekly_deal_review:P-0003:2026-W53|at_risk|D1|0"');
  expect(shown(deals)).toContain('`deal 1 at risk: pricing, 1 no`');
  const goals = promptMessage(paramsOf('monthly_performance_review', { items: [item('goal')] }), english);
  expect(shown(goals)).toContain('|off_track|M2|0');
  expect(shown(goals)).not.toContain('static_select');
});

test('of a known step whose day has passed only the day is asked', () => {
  const items = [item('deal', { answers: { D1: 'moved' }, open: ['D2'] })];
  const text = shown(promptMessage(paramsOf('weekly_deal_review', { items }), english));
  expect(text).toContain('Next step “Call”: by when?');
  expect(text).toContain('|2027-01-11|D2|0');
  expect(text).toContain('check-ins.prompt.change-item');
});

test('“No change” is the main button where no scale is asked, and a face where one is', () => {
  const known = [{ questionId: 'W2' as const, value: 'none', periodKey: '2026-W52' }];
  const weekly = promptMessage(paramsOf('weekly_deal_review', { prefilled: known, isOneTap: true }), english);
  expect(weekly.text).toContain('one tap if nothing has changed');
  expect(shown(weekly)).toContain('“No change” confirms this.');
  expect(shown(weekly)).toMatch(/"check-ins\.prompt\.no-change"[^}]*}[^}]*"style":"primary"/);
  const agreed = [{ questionId: 'M1' as const, value: 'yes', periodKey: '2026-12' }];
  const monthly = shown(promptMessage(paramsOf('monthly_performance_review', { prefilled: agreed }), english));
  expect(monthly).toContain('*Same as in December:* Numbers: Yes. A face confirms this.');
  expect(monthly).not.toContain('no-change');
});

test('content that cannot be read or whose feature is gone is left out', () => {
  const content = [
    { name: 'deals.numbers', params: { lines: 'broken' } },
    { name: 'gone.numbers', params: {} },
  ];
  const rendered = promptMessage(paramsOf('weekly_deal_review', { content, items: [item('deal')] }), english, [
    numbers,
  ]);
  expect(problems(rendered)).toEqual([]);
  expect(shown(rendered)).toContain('*Deal 1* Acme &lt;rollout&gt;');
});

test('a reminder names what is open in one line', () => {
  const params = { touchId: 'weekly_deal_review' as const, periodKey: '2026-W53', zone, mentions: [] };
  const titles = ['Acme', 'Beta', 'Gamma', 'Delta'];
  const line = reminderLine(
    { ...params, open: 1, openItems: titles, isOwned: false, dueAt: new Date('2026-12-29T11:00:00Z') },
    english,
  );
  expect(line).toBe('*Deal review, week 53*: Acme, Beta, Gamma, 1 more, 1 question, until Tue 29 Dec 12:00 (Warsaw)');
});

test('a month’s review that takes over the deals of its week is still short', () => {
  for (const language of languages) {
    for (const type of types) {
      const asks = [...asksOf('monthly_performance_review', type), ...asksOf('weekly_deal_review', type)];
      const merged = paramsOf('monthly_performance_review', { asks, notes: ['quarter_end_focus'] });
      const rendered = promptMessage(merged, { language, zone });
      expect(problems(rendered)).toEqual([]);
      expect(proseOf(rendered).length, `${type} ${language}`).toBeLessThanOrEqual(600);
    }
  }
});
