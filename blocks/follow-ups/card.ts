import { actions, button, context, section } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { message, notice } from '#blocks/kit/message.ts';
import type { Block, RenderedMessage } from '#core/surface.ts';
import type {
  CardParams,
  CopyParams,
  EscalatedParams,
  LeadUnsetParams,
  ReminderParams,
} from '#features/follow-ups/message-schemas.ts';
import type { FollowUpState } from '#features/follow-ups/schemas.ts';
import { actionIds } from './ids.ts';
import { staffTexts } from './staff-texts.ts';
import { nameText, textsFor, titleText } from './texts.ts';
import { moment } from '#blocks/kit/when.ts';

const texts = textsFor('en');
type About = Pick<CardParams, 'followUpId' | 'title' | 'partnerId' | 'partnerName' | 'dueAt' | 'zone' | 'ownerName'>;

/** The owner's card (domain §18 J5), in every form that it takes from open to closed. */
export function cardMessage(params: CardParams): RenderedMessage {
  const { followUpId, state, isMine } = params;
  if (!isMine) return notice(staffTexts.handedOn(followUpId, nameText(params.ownerName, texts)));
  const title = staffTexts.cardTitle(followUpId, titleText(params.title, texts));
  const where = staffTexts.cardWhere(partnerText(params), dueText(params), texts.states[state] ?? state);
  const head = `${title}\n${where}`;
  const hints = hintsOf(params);
  return message({
    text: head,
    blocks: [section(head), ...(hints === '' ? [] : [context(hints)]), ...buttonsOf(followUpId, state)],
  });
}

/** At most two for each follow-up, with the card's buttons at hand. */
export function reminderMessage(params: ReminderParams): RenderedMessage {
  const words = params.isDueDay ? staffTexts.reminderToday : staffTexts.reminder;
  const text = words(params.followUpId, titleText(params.title, texts), partnerText(params), dueText(params));
  return message({ text, blocks: [section(text), ...buttonsOf(params.followUpId, params.state)] });
}

/** To whoever is next on the ladder (domain §2.2 vendor side). */
export function overdueMessage(params: EscalatedParams): RenderedMessage {
  const { followUpId, businessDays } = params;
  const title = titleText(params.title, texts);
  const owner = nameText(params.ownerName, texts);
  const text = staffTexts.overdue(followUpId, title, partnerText(params), businessDays, owner);
  return notice(`${text}\n${staffTexts.overdueHelp(followUpId)}`);
}

export function copyMessage(params: CopyParams): RenderedMessage {
  const { followUpId, rule } = params;
  const title = titleText(params.title, texts);
  const owner = nameText(params.ownerName, texts);
  const text = staffTexts.copy(followUpId, title, partnerText(params), owner, dueText(params));
  return notice([text, staffTexts.hints[rule] ?? ''].join('\n').trim());
}

export function leadUnsetMessage({ followUpId, lead }: LeadUnsetParams): RenderedMessage {
  return notice(staffTexts.leadUnset[lead](followUpId));
}

function hintsOf(params: CardParams): string {
  const isOver = params.state === 'done' || params.state === 'wont_do' || params.state === 'cancelled';
  const then =
    params.thenFunction === null ? [] : [staffTexts.handOver(staffTexts.functions[params.thenFunction] ?? '')];
  const open = [
    staffTexts.hints[params.rule] ?? '',
    ...then,
    params.partnerVisible ? staffTexts.partnerReads : staffTexts.internal,
  ];
  const said =
    params.sentence === null ? [] : [staffTexts.result(escapeText(params.sentence, 600, { singleLine: true }))];
  return [...(isOver ? [] : open), ...said].filter((line) => line !== '').join(' ');
}

function buttonsOf(value: string, state: FollowUpState): readonly Block[] {
  const start = (text: string) => button({ actionId: actionIds.start, text, value });
  const wait = button({ actionId: actionIds.wait, text: staffTexts.wait, value });
  const closing = [
    button({ actionId: actionIds.finish, text: staffTexts.finish, value, style: 'primary' }),
    button({ actionId: actionIds.decline, text: staffTexts.decline, value }),
  ];
  switch (state) {
    case 'open':
      return [actions(start(staffTexts.start), wait, ...closing)];
    case 'in_progress':
      return [actions(wait, ...closing)];
    case 'waiting_partner':
      return [actions(start(staffTexts.resume), ...closing)];
    default:
      return [];
  }
}

function partnerText({ partnerId, partnerName }: Pick<About, 'partnerId' | 'partnerName'>): string {
  if (partnerId === null) return staffTexts.programme;
  return `${escapeText(partnerName ?? '', 80, { singleLine: true })} (${partnerId})`;
}

function dueText({ dueAt, zone }: Pick<About, 'dueAt' | 'zone'>): string {
  return moment(dueAt, zone, 'en');
}
