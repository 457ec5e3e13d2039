import { describe, expect, test } from 'vitest';
import {
  cardMessage,
  copyMessage,
  leadUnsetMessage,
  overdueMessage,
  reminderMessage,
} from '#blocks/follow-ups/card.ts';
import { closingForm, fieldErrors } from '#blocks/follow-ups/forms.ts';
import { changedNotice, listMessage, partnerSection, staffSection } from '#blocks/follow-ups/list.ts';
import { textsFor, titleText } from '#blocks/follow-ups/texts.ts';
import { closedMessage, loggedMessage, newDateMessage } from '#blocks/follow-ups/thread.ts';
import { blockerCategories } from '#core/blockers.ts';
import { languages } from '#core/language.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type { CardParams } from '#features/follow-ups/message-schemas.ts';
import { helpOwners, ruleTable } from '#features/follow-ups/rules/rule-table.ts';
import {
  followUpStates,
  noteMaxLength,
  ownerFunctions,
  resultMaxLength,
  titleKeys,
} from '#features/follow-ups/schemas.ts';
import type { Title } from '#features/follow-ups/schemas.ts';
import { validateMessage, validateView } from '#sandbox/slack/block-kit/validate.ts';

const dueAt = new Date('2026-11-18T22:00:00Z');
const hostile = 'Eve <!channel> & <@U1> *bold*\n@here '.repeat(40);
const zone = 'Asia/Singapore';

const titles: readonly Title[] = [
  ...titleKeys.map((key) => ({
    key,
    params: { category: 'pricing' as const, topic: 'training', dealId: 'DR-2026-0142', outcome: 'won' as const },
  })),
  ...blockerCategories.map((category) => ({ key: 'blocker' as const, params: { category } })),
  ...Object.keys(helpOwners).map((topic) => ({ key: 'help' as const, params: { topic } })),
  { key: 'deal_help', params: { dealId: hostile.slice(0, 200) } },
  { key: 'commitment', params: { commitment: hostile.slice(0, 200) } },
];

const card: CardParams = {
  followUpId: 'FU-0123',
  title: { key: 'blocker', params: { category: 'pricing' } },
  state: 'open',
  dueAt,
  ownerName: hostile,
  partnerId: 'P-0016',
  partnerName: hostile,
  zone: 'America/New_York',
  kind: 'task',
  rule: 'R7',
  thenFunction: null,
  partnerVisible: true,
  isMine: true,
  sentence: null,
};

function problems({ text, blocks }: RenderedMessage): unknown {
  return validateMessage(JSON.parse(JSON.stringify({ text, blocks })));
}

/** What is wrong with a message: beyond Slack's limits, or with somebody's markup alive in it. */
function faults(rendered: RenderedMessage): readonly unknown[] {
  const alive = /<!channel>|<@U1>|@here/.exec(JSON.stringify(rendered));
  return [problems(rendered), alive?.[0] ?? []].flat();
}

const reader = (language: Language) => ({ language, zone });
const shown = (title: Title, state = card.state) => ({
  followUpId: 'FU-0123',
  title,
  state,
  dueAt,
  ownerName: hostile,
});

describe.each(languages)('what the partner reads, in %s', (language) => {
  test('is within Slack’s limits for every title, state and name', () => {
    for (const title of titles) {
      for (const state of followUpStates) {
        expect(faults(loggedMessage({ zone, items: [shown(title, state)] }, reader(language)))).toEqual([]);
      }
    }
    const many = titles.map((title) => shown(title));
    expect(faults(loggedMessage({ zone, items: many }, reader(language)))).toEqual([]);
    for (const outcome of ['done', 'wont_do'] as const) {
      const sentence = hostile.slice(0, resultMaxLength);
      const closed = closedMessage({ followUpId: 'FU-0123', outcome, sentence }, reader(language));
      expect(faults(closed)).toEqual([]);
    }
    expect(faults(newDateMessage({ followUpId: 'FU-0123', ownerName: null, dueAt, zone }, reader(language)))).toEqual(
      [],
    );
  });

  test('lists at most eight rows', () => {
    const items = Array.from({ length: 20 }, () => shown(card.title));
    const { text } = loggedMessage({ zone, items }, reader(language));
    expect(text.split('\n').filter((line) => line.startsWith('•'))).toHaveLength(8);
  });

  test('has words for every title, category and topic', () => {
    const texts = textsFor(language);
    for (const title of titles) expect(titleText(title, texts).trim()).not.toBe('');
    expect(Object.keys(texts.categories)).toEqual([...blockerCategories]);
    expect(Object.keys(texts.topics).toSorted()).toEqual(Object.keys(helpOwners).toSorted());
    expect(Object.keys(texts.states)).toEqual([...followUpStates]);
  });

  test('in Home is a block within the limits, and nothing when there is nothing', () => {
    const lines = titles.slice(0, 8).map((title) => ({ ...shown(title), ownerName: hostile }));
    expect(problems({ text: 'x', blocks: partnerSection(lines, zone, language) })).toEqual([]);
    expect(partnerSection([], zone, language)).toEqual([]);
  });
});

test('the partner reads the domain’s own sentence, on their own day', () => {
  const params = { zone, items: [{ ...shown(card.title), ownerName: 'Priya' }] };
  expect(loggedMessage(params, reader('en')).text).toBe(
    'Thanks. Logged as *FU-0123*, Priya will answer by Thu 19 Nov.',
  );
  const inNewYork = { ...params, zone: 'America/New_York' };
  expect(loggedMessage(inNewYork, reader('en')).text).toContain('by Wed 18 Nov.');
  expect(loggedMessage(params, reader('de')).text).toBe(
    'Danke. Notiert als *FU-0123*: Bis Do., 19. Nov. antwortet Priya.',
  );
  const nobody = { zone, items: [{ ...shown(card.title), ownerName: null }] };
  expect(loggedMessage(nobody, reader('en')).text).toContain('our team will answer');
});

describe('what staff read', () => {
  test('is within Slack’s limits for every rule, function, state and name', () => {
    for (const { id: rule } of ruleTable) {
      for (const state of followUpStates) {
        for (const thenFunction of [null, ...ownerFunctions]) {
          const sentence = hostile.slice(0, resultMaxLength);
          expect(faults(cardMessage({ ...card, rule, state, thenFunction, sentence }))).toEqual([]);
        }
      }
      expect(faults(copyMessage({ ...card, rule }))).toEqual([]);
    }
    expect(faults(cardMessage({ ...card, isMine: false }))).toEqual([]);
    expect(faults(cardMessage({ ...card, partnerId: null, partnerName: null }))).toEqual([]);
    expect(faults(reminderMessage({ ...card, isDueDay: true }))).toEqual([]);
    expect(faults(overdueMessage({ ...card, businessDays: 3 }))).toEqual([]);
    for (const lead of ['pm_lead', 'vp'] as const)
      expect(faults(leadUnsetMessage({ followUpId: 'FU-0123', lead }))).toEqual([]);
  });

  test.each([
    ['open', ['Start', 'Waiting', 'Done', 'Won’t do']],
    ['in_progress', ['Waiting', 'Done', 'Won’t do']],
    ['waiting_partner', ['Go on', 'Done', 'Won’t do']],
    ['done', []],
    ['wont_do', []],
    ['cancelled', []],
  ] as const)('%s: the card offers %j', (state, labels) => {
    const buttons = cardMessage({ ...card, state }).blocks.flatMap((block) =>
      block.type === 'actions' ? (block as unknown as { elements: { text: { text: string } }[] }).elements : [],
    );
    expect(buttons.map(({ text }) => text.text)).toEqual(labels);
  });

  test('a card that was handed on takes no presses', () => {
    expect(JSON.stringify(cardMessage({ ...card, isMine: false, ownerName: 'Tomas' }))).not.toContain('button');
  });

  test('says whether the partner can see it', () => {
    expect(JSON.stringify(cardMessage(card))).toContain('has been told');
    expect(JSON.stringify(cardMessage({ ...card, partnerVisible: false }))).toContain('does not see this');
  });

  test.each(['finish', 'decline'] as const)(
    'the form to %s holds a sentence and a note within the limits',
    (closing) => {
      for (const title of titles) {
        for (const partnerVisible of [true, false]) {
          const view = closingForm(closing, { followUpId: 'FU-0123', title, partnerVisible });
          expect(validateView(JSON.parse(JSON.stringify(view)))).toEqual([]);
        }
      }
      expect(noteMaxLength).toBeLessThanOrEqual(3000);
    },
  );

  test('every problem of the form has words', () => {
    expect(
      fieldErrors([
        { field: 'sentence', code: 'required' },
        { field: 'note', code: 'too_long' },
      ]),
    ).toEqual({
      sentence: 'Please write one sentence.',
      note: 'Please make it shorter.',
    });
  });

  test('the list marks what is overdue and tells how many more there are', () => {
    const line = { ...shown(card.title), partnerId: 'P-0016', partnerName: hostile, zone, overdue: true };
    const list = { lines: Array.from({ length: 8 }, () => line), more: 3 };
    expect(faults(listMessage('P-0016', list))).toEqual([]);
    expect(listMessage(null, list).text).toContain('*overdue*');
    expect(listMessage(null, list).text).toContain('and 3 more');
    expect(problems({ text: 'x', blocks: staffSection(list) })).toEqual([]);
    expect(staffSection({ lines: [], more: 0 })).toEqual([]);
    expect(listMessage('P-0016', { lines: [], more: 0 }).text).toBe('No open follow-ups of P-0016.');
    expect(changedNotice('FU-0123', 'open').text).toBe('*FU-0123* is open.');
  });
});
