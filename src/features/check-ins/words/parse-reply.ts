import type { PlainDate } from '#core/calendar/dates.ts';
import { courtesies } from '#core/courtesies.ts';
import { nextStepText } from '#core/contributions/touch-content.ts';
import { isScale, questionShapes } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import { askKeyOf } from '../rules/answers.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { AskedItem, AskedQuestion, QuestionId } from '../schemas.ts';
import { bareValue, dealMeantBy, ledBy, meantBy } from './meanings.ts';
import { asTyped, bare, normalise } from './normalise.ts';
import { nods, sameAgain } from './phrases.ts';
import { monthNames, readDay } from './read-day.ts';
import { itemNamedIn, readAbout, withItemWords } from './read-item.ts';
import { exactValue, readChoices, readValue } from './read-value.ts';

/** What a reply in the thread says. */
export interface ParsedReply {
  answers: readonly NewAnswer[];
  /** "As last time", "no change": everything that was filled in is confirmed. */
  confirmsRest: boolean;
  /** Parts that answer nothing, as they were typed but for case and markup. */
  leftOver: readonly string[];
  /** Thanks and the like: nothing to answer, nothing to keep. */
  isCourtesy: boolean;
}

/** What can be answered: questions by their numbers, and deals and goals by theirs. */
export interface Answerable {
  questions: readonly AskedQuestion[];
  items: readonly AskedItem[];
  /** Today where the partner is: days are written without a year. */
  today: PlainDate;
}

interface Reading extends Answerable {
  answers: Map<string, NewAnswer>;
  contradicted: Set<string>;
  leftOver: string[];
  confirmsRest: boolean;
  /** The numbered question whose list or text may go on behind a comma. */
  goesOn: QuestionId | null;
  /** The deal or goal that was named last, and its step that has no day yet. */
  about: AskedItem | null;
  waitingStep: string | null;
}

/**
 * Reads a reply such as "1 good, 2 stuck: pricing", "deal 2 at risk: pricing", "4" or "1 gut, 2 ja". Numbers are those in
 * the prompt. Cautious: what could mean two questions, or says two things about one, is left over. Never throws.
 */
export function parseReply(text: string, answerable: Answerable, answered: ReadonlySet<string>): ParsedReply {
  const whole = normalise(text);
  const said = bare(whole);
  const scale = answerable.questions.find(({ questionId }) => isScale(questionId))?.questionId;
  const isNod = scale !== undefined && answered.has(scale) && nods.includes(said);
  if (said === '' || courtesies.includes(said) || isNod) return nothingSaid;
  const segments = segmentsOf(answerable.items.length > 0 ? withItemWords(whole) : whole);
  if (segments.length === 0) return { ...nothingSaid, leftOver: [whole], isCourtesy: false };
  const reading: Reading = {
    ...answerable,
    answers: new Map(),
    contradicted: new Set(),
    leftOver: [],
    confirmsRest: false,
    goesOn: null,
    about: null,
    waitingStep: null,
  };
  if (!readInOrder(segments, reading)) for (const segment of segments) readSegment(segment, reading);
  leaveStep(reading);
  for (const key of reading.contradicted) reading.answers.delete(key);
  return {
    answers: [...reading.answers.values()].map((answer) => written(answer, text)),
    confirmsRest: reading.confirmsRest,
    leftOver: reading.contradicted.size > 0 ? [whole] : reading.leftOver,
    isCourtesy: false,
  };
}

const nothingSaid: ParsedReply = { answers: [], confirmsRest: false, leftOver: [], isCourtesy: true };

/** Parts at commas and lines, and before a number or a deal that follows a word: "1 good 2 yes", "deal 1 won deal 2 lost". */
function segmentsOf(whole: string): readonly string[] {
  const isNumbered = /^\d/.test(whole);
  return whole
    .split(/[,;\n]+|(?<=[\p{L}.!)])\s+(?=(?:deal|geschäft|goal|ziel)#\d)/u)
    .flatMap((part) => (isNumbered ? part.split(beforeNumber) : [part]))
    .map(bare)
    .filter((part) => part !== '');
}

/** "1 good 2 yes", but not "by 15 dec". */
const beforeNumber = new RegExp(
  String.raw`(?:\s+(?:and|und|&))?\s+(?=\d{1,2}\s*[.):]?\s+\p{L})(?!\d{1,2}\.?\s+(?:${monthNames.join('|')}))`,
  'u',
);

/** "good, yes, pricing, training": a word for each required question, in their order. */
function readInOrder(segments: readonly string[], reading: Reading): boolean {
  const required = reading.questions.filter((question) => findQuestion(question)?.required);
  if (segments.length < 2 || segments.length !== required.length) return false;
  const values = required.map(({ questionId }, index) => exactValue(questionId, segments[index] ?? ''));
  if (values.includes(null)) return false;
  for (const [index, { questionId }] of required.entries()) {
    const value = values[index] ?? '';
    note(questionId, questionShapes[questionId].type === 'multi' ? [value] : value, reading);
  }
  return true;
}

function readSegment(segment: string, reading: Reading): void {
  const named = itemNamedIn(segment, reading.items);
  if (named !== null) return readItem(named.item, named.rest, segment, reading);
  const numbered = /^(\d{1,2})(?:\s*[.):=]\s*|\s+|(?=\p{L}))(\S.*)$/u.exec(segment);
  const question = numbered === null ? undefined : reading.questions[Number(numbered[1]) - 1];
  const rating = bareValue(segment, reading.questions);
  if (goesOnAbout(segment, reading)) return;
  if (question !== undefined && rating === null)
    return readNumbered(question.questionId, numbered?.[2] ?? '', segment, reading);
  if (reading.goesOn !== null && goOn(reading.goesOn, segment, reading)) return;
  reading.goesOn = null;
  if (sameAgain.includes(segment)) {
    reading.confirmsRest = true;
    return;
  }
  const led = ledBy(segment, reading.questions);
  if (led !== null) return note(led.questionId, led.value, reading);
  if (rating !== null) return note(rating.questionId, rating.value, reading);
  const meant = meantBy(segment, reading.questions);
  if (meant === null) reading.leftOver.push(segment);
  else note(meant.questionId, meant.value, reading);
}

function readItem(item: AskedItem, rest: string, segment: string, reading: Reading): void {
  leaveStep(reading);
  reading.goesOn = null;
  reading.about = item;
  const said = readAbout(item, rest, reading.today);
  if (said === null) reading.leftOver.push(segment);
  else takeSaid(said, reading);
}

/** More of the deal named before: the day of its step, another thing said of it, one more reason. */
function goesOnAbout(segment: string, reading: Reading): boolean {
  const item = reading.about;
  if (item === null) return false;
  const day = reading.waitingStep === null ? null : readDay(segment.replace(/^(?:by|bis|on|am)\s+/, ''), reading.today);
  if (day !== null && reading.waitingStep !== null) {
    const value = nextStepText({ on: day, step: reading.waitingStep });
    const answer: NewAnswer = { questionId: 'D2', subjectId: item.subjectId, value };
    reading.answers.set(askKeyOf(answer), answer);
    reading.waitingStep = null;
    return true;
  }
  if (/^\d/.test(segment) && readDay(segment, reading.today) === null) return false;
  const reasons = reading.answers.get(askKeyOf({ questionId: 'D4', subjectId: item.subjectId }))?.value;
  const more = Array.isArray(reasons) ? readChoices('D4', segment) : null;
  if (Array.isArray(reasons) && more !== null && ![...reasons, ...more].includes('none')) {
    set({ questionId: 'D4', subjectId: item.subjectId, value: [...new Set([...reasons, ...more])] }, reading);
    return true;
  }
  const said = sameAgain.includes(segment) ? null : readAbout(item, segment, reading.today);
  if (said === null) return false;
  takeSaid(said, reading);
  return true;
}

function takeSaid(said: NonNullable<ReturnType<typeof readAbout>>, reading: Reading): void {
  reading.waitingStep = said.waitingStep;
  for (const answer of said.answers) noteOf(answer, reading);
}

/** A step that found no day is left over, unless a known day stands. */
function leaveStep(reading: Reading): void {
  const { about, waitingStep } = reading;
  reading.waitingStep = null;
  if (about === null || waitingStep === null) return;
  const isKept = reading.answers.has(askKeyOf({ questionId: 'D2', subjectId: about.subjectId }));
  if (!isKept) reading.leftOver.push(waitingStep);
}

function readNumbered(questionId: QuestionId, rest: string, segment: string, reading: Reading): void {
  const { type } = questionShapes[questionId];
  reading.about = null;
  reading.goesOn = type === 'multi' || type === 'text' ? questionId : null;
  const value = questionId === 'B2' ? dealMeantBy(rest, reading.items) : readValue(questionId, rest, reading.today);
  const led = ledBy(rest, reading.questions);
  const [head = '', tail] = rest.split(/\s*:\s*/u, 2);
  if (led?.questionId === questionId) return note(questionId, led.value, reading);
  // "2 stuck: pricing" answers two questions at once.
  const first = tail === undefined ? null : readValue(questionId, head, reading.today);
  if (led !== null && first !== null && tail !== undefined) {
    note(questionId, first, reading);
    return note(led.questionId, led.value, reading);
  }
  if (value === null) reading.leftOver.push(segment);
  else note(questionId, value, reading);
}

/** One more choice of a list, or more of a text. */
function goOn(questionId: QuestionId, segment: string, reading: Reading): boolean {
  const before = reading.answers.get(questionId)?.value;
  if (typeof before === 'string') {
    set({ questionId, subjectId: null, value: `${before}, ${segment}`.slice(0, 500) }, reading);
    return true;
  }
  const more = before === undefined ? null : readChoices(questionId, segment);
  if (before === undefined || more === null || [...before, ...more].includes('none')) return false;
  set({ questionId, subjectId: null, value: [...new Set([...before, ...more])] }, reading);
  return true;
}

function note(questionId: QuestionId, value: NewAnswer['value'], reading: Reading): void {
  noteOf({ questionId, subjectId: null, value }, reading);
}

function noteOf(answer: NewAnswer, reading: Reading): void {
  const key = askKeyOf(answer);
  const before = reading.answers.get(key)?.value;
  if (before !== undefined && String(before) !== String(answer.value)) reading.contradicted.add(key);
  reading.answers.set(key, answer);
}

function set(answer: NewAnswer, reading: Reading): void {
  reading.answers.set(askKeyOf(answer), answer);
}

/** What was written freely stands again as it was typed. */
function written(answer: NewAnswer, text: string): NewAnswer {
  const { questionId, value } = answer;
  const { type } = questionShapes[questionId];
  if (typeof value !== 'string' || (type !== 'text' && type !== 'deal_update')) return answer;
  const [, day = '', said = value] = /^(\d{4}-\d{2}-\d{2} )([\s\S]*)$/.exec(value) ?? [];
  return { ...answer, value: `${day}${asTyped(said, text)}` };
}
