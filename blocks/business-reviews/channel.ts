import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { Reader } from '#core/interaction.ts';
import type { Language } from '#core/language.ts';
import type { RenderedMessage } from '#core/surface.ts';
import type {
  AgendaParams,
  CommitmentsParams,
  DateParams,
  MinutesParams,
  PackParams,
  PreworkParams,
  ProgressParams,
  SurveyParams,
} from '#features/business-reviews/message-schemas.ts';
import type { Commitment } from '#features/business-reviews/schemas.ts';
import { actionIds } from './ids.ts';
import { nameText, textsFor } from './texts.ts';
import { dayName, dayOf, moment } from '#blocks/kit/when.ts';

const answerLength = 500;
const commitmentLength = 260;
const decisionsLength = 2800;
const attendeesLength = 700;

/** The date, set or moved, and what comes before it. */
export function dateMessage(params: DateParams, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  const { date } = texts;
  const at = moment(params.meetingAt, params.zone, language);
  const said = params.wasAt === null ? date.set(at) : date.moved(at, moment(params.wasAt, params.zone, language));
  const text = [said, ...beforeText(params, language)].join('\n');
  return message({ text, blocks: [section(text), context(date.doubts(nameText(params.pmName, texts)))] });
}

function beforeText({ preworkOn, preworkDueOn }: DateParams, language: Language): readonly string[] {
  const { date } = textsFor(language);
  if (preworkDueOn === null) return [];
  const due = dayName(preworkDueOn, language);
  return [preworkOn === null ? date.due(due) : date.next(dayName(preworkOn, language), due)];
}

/** Two days before (domain §8.5): strategic partners begin with their executives. */
export function agendaMessage(params: AgendaParams, { language }: Reader): RenderedMessage {
  const { agenda } = textsFor(language);
  const items = [
    ...(params.touchId === 'qbr_strategic' ? [agenda.executives] : []),
    ...(params.hasCommitments ? [agenda.commitments] : []),
    agenda.looking_back,
    agenda.plan,
    agenda.agreed,
  ];
  const title = agenda.title(moment(params.meetingAt, params.zone, language));
  const text = [title, ...items.map((item, index) => `${index + 1}. ${item}`)].join('\n');
  const hint = params.hasPack ? `${agenda.pack} ${agenda.replies}` : agenda.replies;
  return message({ text, blocks: [section(text), context(hint)] });
}

/** The first message of the pack: numbers as their features put them into words. */
export function packMessage(params: PackParams, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  const { pack } = texts;
  const title = pack.title(moment(params.meetingAt, params.zone, language));
  const hasNumbers = params.lines.length > 0;
  const body = hasNumbers ? params.lines.join('\n') : pack.noNumbers;
  const hints = [
    ...(hasNumbers ? [pack.frozen(dayOf(params.frozenAt, params.zone, language))] : []),
    ...(params.hasMore ? [pack.more] : []),
    pack.questions(nameText(params.pmName, texts)),
  ];
  return message({ text: `${title}\n${body}`, blocks: [section(title), section(body), context(hints.join(' '))] });
}

export function preworkMessage({ answers }: PreworkParams, { language }: Reader): RenderedMessage {
  const { pack } = textsFor(language);
  const lines = answers.map(({ questionId, value }) => {
    const said = typeof value === 'string' ? value : value.join(', ');
    return `*${pack.topics[questionId] ?? questionId}:* ${escapeText(said, answerLength, { singleLine: true })}`;
  });
  return message({
    text: [pack.prework, ...lines].join('\n'),
    blocks: [pack.prework, ...lines].map((line) => section(line)),
  });
}

export function commitmentsMessage(params: CommitmentsParams, { language }: Reader): RenderedMessage {
  const { commitments } = textsFor(language);
  const lines = sidesOf(params.commitments, language, params.today);
  return message({
    text: [commitments.title, ...lines].join('\n'),
    blocks: [commitments.title, ...lines].map((line) => section(line)),
  });
}

export function minutesMessage(params: MinutesParams, { language }: Reader): RenderedMessage {
  const texts = textsFor(language);
  const { minutes } = texts;
  const title = minutes.title(dayOf(params.meetingAt, params.zone, language));
  const attendees = minutes.attendees(escapeText(params.attendees, attendeesLength, { singleLine: true }));
  const decisions =
    params.decisions === '' ? [] : [`${minutes.decisions}\n${escapeText(params.decisions, decisionsLength)}`];
  const next = params.nextOn === null ? [] : [minutes.next(dayName(params.nextOn, language))];
  const parts = [`${title}\n${attendees}`, ...decisions, ...sidesOf(params.commitments, language, null), ...next];
  return message({
    text: parts.join('\n'),
    blocks: [...parts.map((part) => section(part)), context(minutes.corrections(nameText(params.byName, texts)))],
  });
}

export function progressMessage({ commitments }: ProgressParams, { language }: Reader): RenderedMessage {
  const { progress } = textsFor(language);
  const title = progress.title(commitments.filter(({ kept }) => kept).length, commitments.length);
  const parts = [title, ...sidesOf(commitments, language, null)];
  return message({ text: parts.join('\n'), blocks: parts.map((part) => section(part)) });
}

/** Neutral for everybody who reads it: how many, not who, and nothing of what is asked (domain §3.5). */
export function surveyMessage({ reviewId, waiting }: SurveyParams, { language }: Reader): RenderedMessage {
  const { survey } = textsFor(language);
  if (waiting === 0) return notice(survey.done);
  const text = survey.waiting(waiting);
  const open = button({ actionId: actionIds.openSurvey, text: survey.open, value: reviewId });
  return message({ text, blocks: [section(text), actions(open)] });
}

/** A paragraph for each side that promised something; `today` marks what is late. */
function sidesOf(commitments: readonly Commitment[], language: Language, today: string | null): readonly string[] {
  const texts = textsFor(language).commitments;
  return (['vendor', 'partner'] as const).flatMap((side) => {
    const lines = commitments
      .filter((commitment) => commitment.side === side)
      .map((commitment) => lineOf(commitment, language, today));
    return lines.length === 0 ? [] : [[side === 'vendor' ? texts.ours : texts.theirs, ...lines].join('\n')];
  });
}

function lineOf({ text, owner, dueOn, kept }: Commitment, language: Language, today: string | null): string {
  const texts = textsFor(language);
  const promised = {
    text: escapeText(text, commitmentLength, { singleLine: true }),
    owner: nameText(owner, texts),
    due: dayName(dueOn, language),
  };
  if (kept) return texts.commitments.kept(promised);
  return today !== null && dueOn < today ? texts.commitments.late(promised) : texts.commitments.open(promised);
}
