import type { PlainDate } from '#core/calendar/dates.ts';
import { nextStepOf, nextStepText } from '#core/contributions/touch-content.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { AskedItem } from '../schemas.ts';
import { bare } from './normalise.ts';
import { itemLeads, leadsOf } from './phrases.ts';
import { readDay, readStep } from './read-day.ts';
import { exactValue, readChoices, readValue } from './read-value.ts';

/** What was said of one deal or goal; a step waits for its day, which may stand behind the next comma. */
export interface ItemSaid {
  answers: readonly NewAnswer[];
  waitingStep: string | null;
}

const itemWord = /^(deal|geschäft|goal|ziel)#(\d{1,2})\s*[:.)=–-]?\s*(.*)$/u;
const mention = /\b(deal|geschäft|goal|ziel)\s*(?:#|nr\.?|no\.?)?\s*(\d{1,2})(?!\d)/gu;

/** "deal 2" becomes one word, so that its number is not taken for a question's. */
export function withItemWords(text: string): string {
  return text.replace(mention, '$1#$2');
}

/** The deal or goal that a part is about, and what it says. */
export function itemNamedIn(segment: string, items: readonly AskedItem[]): { item: AskedItem; rest: string } | null {
  const [, word = '', number = '', rest = ''] = itemWord.exec(segment) ?? [];
  const kind = word === 'goal' || word === 'ziel' ? 'goal' : 'deal';
  const item = items.filter((candidate) => candidate.kind === kind)[Number(number) - 1];
  return word === '' || item === undefined ? null : { item, rest: bare(rest) };
}

/** "at risk: pricing", "next: call the buyer by 27 nov", "close 15 jan", "likely"; null for what means nothing. */
export function readAbout(item: AskedItem, text: string, today: PlainDate): ItemSaid | null {
  const said = (questionId: NewAnswer['questionId'], value: NewAnswer['value'] | null): ItemSaid | null =>
    value === null ? null : { answers: [{ questionId, subjectId: item.subjectId, value }], waitingStep: null };
  if (item.kind === 'goal') return said('M2', readValue('M2', text, today));
  const known = nextStepOf(item.prefill['D2'] ?? '');
  const closing = afterLead(text, itemLeads.close);
  if (closing !== null) return said('D3', readDay(closing, today));
  const day = readDay(afterLead(text, itemLeads.by) ?? text, today);
  if (day !== null) return known === null ? null : said('D2', nextStepText({ on: day, step: known.step }));
  const step = afterLead(text, itemLeads.step);
  if (step !== null) return stepSaid(item, step, known?.on ?? null, today);
  const blocked = afterLead(text, leadsOf('D4'));
  if (blocked !== null) return said('D4', readChoices('D4', blocked));
  const [head = '', tail] = text.split(/\s*:\s*/u, 2);
  const stance = readValue('D1', head, today);
  if (tail !== undefined && stance !== null) {
    const reasons = readChoices('D4', bare(tail));
    if (reasons === null) return null;
    return both(said('D1', stance), said('D4', reasons));
  }
  return said('D5', exactValue('D5', text)) ?? said('D1', readValue('D1', text, today));
}

/** A step without a day keeps the one that is known, while it lies ahead. */
function stepSaid(item: AskedItem, text: string, knownDay: PlainDate | null, today: PlainDate): ItemSaid {
  const step = readStep(text, today);
  const on = knownDay !== null && knownDay >= today ? knownDay : null;
  const whole = step ?? (on === null ? null : { on, step: text });
  const answer = (value: string): NewAnswer => ({ questionId: 'D2', subjectId: item.subjectId, value });
  return { answers: whole === null ? [] : [answer(nextStepText(whole))], waitingStep: step === null ? text : null };
}

function both(left: ItemSaid | null, right: ItemSaid | null): ItemSaid {
  return { answers: [...(left?.answers ?? []), ...(right?.answers ?? [])], waitingStep: null };
}

function afterLead(text: string, words: readonly string[]): string | null {
  for (const word of words) {
    if (text.startsWith(`${word} `) || text.startsWith(`${word}:`)) return bare(text.slice(word.length));
  }
  return null;
}
