import { isScale, questionShapes } from '../question-schemas.ts';
import { findQuestion } from '../questions/bank.ts';
import type { NewAnswer } from '../rules/answers.ts';
import type { AskedQuestion, QuestionId } from '../schemas.ts';
import { bare, normalise } from './normalise.ts';
import { courtesies, leads, nods, sameAgain } from './phrases.ts';
import { exactValue, outOfFive, readChoices, readValue } from './read-value.ts';

/** What a reply in the thread says. */
export interface ParsedReply {
  answers: readonly NewAnswer[];
  /** "As last time": everything that was filled in is confirmed. */
  confirmsRest: boolean;
  /** Parts that answer nothing, as they were typed but for case and markup. */
  leftOver: readonly string[];
  /** Thanks and the like: nothing to answer, nothing to keep. */
  isCourtesy: boolean;
}

interface Reading {
  answers: Map<QuestionId, NewAnswer['value']>;
  contradicted: Set<QuestionId>;
  leftOver: string[];
  confirmsRest: boolean;
  /** The numbered question whose list or text may go on behind a comma. */
  goesOn: QuestionId | null;
}

/**
 * Reads a reply such as "1 good, 2 stuck: pricing", "4" or "1 gut, 2 ja". Numbers are those of the questions in the
 * prompt. Cautious: what could mean two questions, or says two things about one, is left over. Never throws.
 */
export function parseReply(
  text: string,
  asked: readonly AskedQuestion[],
  answered: ReadonlySet<QuestionId>,
): ParsedReply {
  const whole = normalise(text);
  const said = bare(whole);
  const scale = asked.find(({ questionId }) => isScale(questionId))?.questionId;
  const isNod = scale !== undefined && answered.has(scale) && nods.includes(said);
  if (said === '' || courtesies.includes(said) || isNod) return nothingSaid;
  const segments = segmentsOf(whole);
  if (segments.length === 0) return { ...nothingSaid, leftOver: [whole], isCourtesy: false };
  const reading: Reading = inOrder(segments, asked) ?? {
    answers: new Map(),
    contradicted: new Set(),
    leftOver: [],
    confirmsRest: false,
    goesOn: null,
  };
  if (reading.answers.size === 0) for (const segment of segments) readSegment(segment, asked, reading);
  for (const questionId of reading.contradicted) reading.answers.delete(questionId);
  return {
    answers: [...reading.answers].map(([questionId, value]) => ({ questionId, value })),
    confirmsRest: reading.confirmsRest,
    leftOver: reading.contradicted.size > 0 ? [whole] : reading.leftOver,
    isCourtesy: false,
  };
}

const nothingSaid: ParsedReply = { answers: [], confirmsRest: false, leftOver: [], isCourtesy: true };

/** Parts at commas and lines, and before a number that follows a word: "1 good 2 yes". */
function segmentsOf(whole: string): readonly string[] {
  const isNumbered = /^\d/.test(whole);
  return whole
    .split(/[,;\n]+/u)
    .flatMap((part) => (isNumbered ? part.split(/(?:\s+(?:and|und|&))?\s+(?=\d{1,2}\s*[.):]?\s+\p{L})/u) : [part]))
    .map(bare)
    .filter((part) => part !== '');
}

/** "good, yes, pricing, training": a word for each required question, in their order. */
function inOrder(segments: readonly string[], asked: readonly AskedQuestion[]): Reading | null {
  const required = asked.filter((question) => findQuestion(question)?.required);
  if (segments.length < 2 || segments.length !== required.length) return null;
  const answers = new Map<QuestionId, NewAnswer['value']>();
  for (const [index, { questionId }] of required.entries()) {
    const value = exactValue(questionId, segments[index] ?? '');
    if (value === null) return null;
    answers.set(questionId, questionShapes[questionId].type === 'multi' ? [value] : value);
  }
  return { answers, contradicted: new Set(), leftOver: [], confirmsRest: false, goesOn: null };
}

function readSegment(segment: string, asked: readonly AskedQuestion[], reading: Reading): void {
  const numbered = /^(\d{1,2})(?:\s*[.):=]\s*|\s+|(?=\p{L}))(\S.*)$/u.exec(segment);
  const question = numbered === null ? undefined : asked[Number(numbered[1]) - 1];
  const rating = bareValue(segment, asked);
  if (question !== undefined && rating === null)
    return readNumbered(question.questionId, numbered?.[2] ?? '', segment, asked, reading);
  if (reading.goesOn !== null && goOn(reading.goesOn, segment, reading)) return;
  reading.goesOn = null;
  if (sameAgain.includes(segment)) {
    reading.confirmsRest = true;
    return;
  }
  const led = ledBy(segment, asked);
  if (led !== null) return note(led.questionId, led.value, reading);
  if (rating !== null) return note(rating.questionId, rating.value, reading);
  const meant = meantBy(segment, asked);
  if (meant === null) reading.leftOver.push(segment);
  else note(meant.questionId, meant.value, reading);
}

function readNumbered(
  questionId: QuestionId,
  rest: string,
  segment: string,
  asked: readonly AskedQuestion[],
  reading: Reading,
): void {
  const { type } = questionShapes[questionId];
  reading.goesOn = type === 'multi' || type === 'text' ? questionId : null;
  const value = readValue(questionId, rest);
  const led = ledBy(rest, asked);
  const [head = '', tail] = rest.split(/\s*:\s*/u, 2);
  if (led?.questionId === questionId) return note(questionId, led.value, reading);
  // "2 stuck: pricing" answers two questions at once.
  const first = tail === undefined ? null : readValue(questionId, head);
  if (led !== null && first !== null && tail !== undefined) {
    note(questionId, first, reading);
    return note(led.questionId, led.value, reading);
  }
  if (value === null) reading.leftOver.push(segment);
  else note(questionId, value, reading);
}

/** One more choice of a list, or more of a text. */
function goOn(questionId: QuestionId, segment: string, reading: Reading): boolean {
  const before = reading.answers.get(questionId);
  if (typeof before === 'string') {
    reading.answers.set(questionId, `${before}, ${segment}`.slice(0, 500));
    return true;
  }
  const more = before === undefined ? null : readChoices(questionId, segment);
  if (before === undefined || more === null || [...before, ...more].includes('none')) return false;
  reading.answers.set(questionId, [...new Set([...before, ...more])]);
  return true;
}

/** "stuck: pricing", "we need training". */
function ledBy(segment: string, asked: readonly AskedQuestion[]): NewAnswer | null {
  for (const { questionId, words } of leads) {
    if (!asked.some((question) => question.questionId === questionId)) continue;
    for (const word of words) {
      if (!segment.startsWith(`${word} `) && !segment.startsWith(`${word}:`)) continue;
      const rest = bare(segment.slice(word.length));
      const value =
        questionShapes[questionId].type === 'multi' ? readChoices(questionId, rest) : exactValue(questionId, rest);
      if (value !== null) return { questionId, value };
    }
  }
  return null;
}

/** A bare number or face answers the scale. */
function bareValue(segment: string, asked: readonly AskedQuestion[]): NewAnswer | null {
  const scale = asked.find(({ questionId }) => isScale(questionId))?.questionId;
  if (scale === undefined) return null;
  const value = outOfFive(scale, segment) ?? (/^\d$/.test(segment) ? exactValue(scale, segment) : null);
  return value === null ? null : { questionId: scale, value };
}

/** Words without a number count when only one required question can be meant by them. */
function meantBy(segment: string, asked: readonly AskedQuestion[]): NewAnswer | null {
  const meant = asked.flatMap((question): readonly (NewAnswer & { required: boolean })[] => {
    const { questionId } = question;
    const value = exactValue(questionId, segment);
    if (value === null) return [];
    const required = findQuestion(question)?.required ?? false;
    return [{ questionId, value: questionShapes[questionId].type === 'multi' ? [value] : value, required }];
  });
  const required = meant.filter((entry) => entry.required);
  const [only, another] = required.length > 0 ? required : meant;
  return only === undefined || another !== undefined ? null : { questionId: only.questionId, value: only.value };
}

function note(questionId: QuestionId, value: NewAnswer['value'], reading: Reading): void {
  const before = reading.answers.get(questionId);
  if (before !== undefined && String(before) !== String(value)) reading.contradicted.add(questionId);
  reading.answers.set(questionId, value);
}
