import { languages } from '#core/language.ts';
import type { Language } from '#core/language.ts';
import { issueMaxLength } from '../schemas.ts';
import type { Call, Issue, IssueState, Item } from '../schemas.ts';

export function blankIssue(issueKey: string): Issue {
  return {
    issueKey,
    state: 'draft',
    version: 0,
    items: [],
    call: null,
    submittedBy: null,
    submittedAt: null,
    approvedBy: null,
    approvedAt: null,
    draftToldAt: null,
    lateToldAt: null,
  };
}

export type IssueEvent = 'edit' | 'submit' | 'approve' | 'withdraw';

/** An approved issue is taken back before it is changed: nobody approves words that they have not seen. */
const transitions: Readonly<Record<IssueEvent, Readonly<Partial<Record<IssueState, IssueState>>>>> = {
  edit: { draft: 'draft', submitted: 'draft', withdrawn: 'draft' },
  submit: { draft: 'submitted' },
  approve: { submitted: 'approved' },
  withdraw: { submitted: 'withdrawn', approved: 'withdrawn' },
};

/** null when the issue in this state does not take the event. */
export function stateAfter(state: IssueState, event: IssueEvent): IssueState | null {
  return transitions[event][state] ?? null;
}

export function wordsIn(text: Pick<Item, 'en' | 'de'>, language: Language): string {
  return language === 'de' ? (text.de ?? text.en) : text.en;
}

/** The item at its place among the others, counted from 1; one with the same id moves there. */
export function withItem(items: readonly Item[], item: Item, position: number): Item[] {
  const others = items.filter(({ itemId }) => itemId !== item.itemId);
  return others.toSpliced(Math.max(0, position - 1), 0, item);
}

/** By how many characters the longest language is too long; 0 when it can be read in a minute. */
export function charactersTooMany(items: readonly Item[]): number {
  const lengths = languages.map((language) => items.reduce((sum, item) => sum + wordsIn(item, language).length, 0));
  return Math.max(0, ...lengths.map((length) => length - issueMaxLength));
}

/** Everything of an item or a call that a partner reads. */
export function readText({ en, de, url }: Pick<Item, 'en' | 'de' | 'url'> | Call): string {
  return [en, de, url].filter((part) => part !== null).join('\n');
}
