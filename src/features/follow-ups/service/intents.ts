import type { SlackPerson } from '#core/actor.ts';
import type { Intent, IntentParams, Priority } from '#core/intent.ts';
import type {
  CardParams,
  ClosedParams,
  CopyParams,
  EscalatedParams,
  LeadUnsetParams,
  LoggedParams,
  NewDateParams,
  ReminderParams,
} from '../message-schemas.ts';
import { cardKeyOf, loggedKeyOf, messageKeyOf } from '../rules/keys.ts';
import type { FollowUp, Thread } from '../schemas.ts';
import { ownerNameOf } from './context.ts';
import type { WorkContext } from './context.ts';

const topic = 'follow-ups';

/** Rules whose owner should see the card before the working day is over. */
const urgentRules: readonly FollowUp['rule'][] = ['R1', 'R6'];

/** Everything logged under one message of the partner's; `answersPerson`: it follows the person's own answer. */
export function loggedIntent(
  followUps: readonly FollowUp[],
  thread: Thread,
  context: WorkContext,
  answersPerson: boolean,
): Intent | null {
  const visible = followUps.filter((followUp) => followUp.partnerVisible && followUp.thread?.key === thread.key);
  if (visible.length === 0 || context.partner === null) return null;
  const items = visible.map((followUp) => shown(followUp, context));
  const params: LoggedParams = { zone: context.partner.timeZone, items };
  const key = loggedKeyOf(thread.key);
  return { ...inThread(context.partner.partnerId, thread, key, 'logged'), direct: answersPerson, params };
}

/** How it ended, with the sentence written for the partner. */
export function closedIntent(followUp: FollowUp, thread: Thread, partnerId: string): Intent {
  const { followUpId } = followUp;
  const params: ClosedParams = {
    followUpId,
    outcome: followUp.state === 'wont_do' ? 'wont_do' : 'done',
    sentence: followUp.result ?? followUp.reason ?? '',
  };
  return { ...inThread(partnerId, thread, messageKeyOf('closed', followUpId, 1), 'closed'), params };
}

export function newDateIntent(followUp: FollowUp, thread: Thread, context: WorkContext, partnerId: string): Intent {
  const { followUpId, dueAt, dueOn } = followUp;
  const zone = context.partner?.timeZone ?? followUp.zone;
  const params: NewDateParams = { followUpId, dueAt, zone, ownerName: ownerNameOf(followUp, context) };
  return { ...inThread(partnerId, thread, messageKeyOf('new-date', followUpId, dueOn), 'new-date'), params };
}

/** The owner's card, and every later form of it. */
export function cardIntent(followUp: FollowUp, context: WorkContext, to: SlackPerson, ownerRound: number): Intent {
  const params: CardParams = {
    ...about(followUp, context),
    kind: followUp.kind,
    rule: followUp.rule,
    thenFunction: followUp.thenFunction,
    partnerVisible: followUp.partnerVisible,
    isMine: ownerRound === followUp.ownerRound,
    sentence: followUp.result ?? (followUp.state === 'wont_do' ? followUp.reason : null),
  };
  const priority = urgentRules.includes(followUp.rule) ? 'P1' : 'P2';
  return toStaff(followUp, cardKeyOf(followUp.followUpId, ownerRound), 'card', to, priority, params);
}

export function reminderIntent(
  followUp: FollowUp,
  context: WorkContext,
  to: SlackPerson,
  reminder: { nth: number; isDueDay: boolean; notAfter: Date },
): Intent {
  const params: ReminderParams = { ...about(followUp, context), isDueDay: reminder.isDueDay };
  const key = messageKeyOf('reminder', followUp.followUpId, reminder.nth);
  return { ...toStaff(followUp, key, 'reminder', to, 'P3', params), notAfter: reminder.notAfter };
}

/** Overdue work, told one step further up (domain §2.2 vendor side). */
export function escalatedIntent(
  followUp: FollowUp,
  context: WorkContext,
  to: SlackPerson,
  overdue: { step: string; businessDays: number },
): Intent {
  const params: EscalatedParams = { ...about(followUp, context), businessDays: overdue.businessDays };
  const key = messageKeyOf('overdue', followUp.followUpId, `${followUp.dueOn}.${overdue.step}`);
  return toStaff(followUp, key, 'overdue', to, 'P2', params);
}

export function copyIntent(followUp: FollowUp, context: WorkContext, to: SlackPerson, lead: string): Intent {
  const params: CopyParams = { ...about(followUp, context), rule: followUp.rule };
  return toStaff(followUp, messageKeyOf('copy', followUp.followUpId, lead), 'copy', to, 'P1', params);
}

export function leadUnsetIntent(followUp: FollowUp, to: SlackPerson, lead: LeadUnsetParams['lead']): Intent {
  const params: LeadUnsetParams = { followUpId: followUp.followUpId, lead };
  return toStaff(followUp, messageKeyOf('unset', followUp.followUpId, lead), 'lead-unset', to, 'P2', params);
}

function shown(followUp: FollowUp, context: WorkContext) {
  const { followUpId, title, state, dueAt } = followUp;
  return { followUpId, title, state, dueAt, ownerName: ownerNameOf(followUp, context) };
}

function about(followUp: FollowUp, context: WorkContext) {
  const partnerName = context.partner?.displayName ?? null;
  return { ...shown(followUp, context), partnerId: followUp.partnerId, partnerName, zone: followUp.zone };
}

function inThread(partnerId: string, thread: Thread, key: string, message: string) {
  return {
    key,
    partnerId,
    audience: 'partner' as const,
    to: { channelId: thread.channelId },
    thread: { key: thread.key },
    priority: 'P1' as const,
    topic,
    notAfter: null,
    mentions: [],
    message: `follow-ups.${message}`,
  };
}

function toStaff(
  followUp: FollowUp,
  key: string,
  message: string,
  to: SlackPerson,
  priority: Priority,
  params: IntentParams,
): Intent {
  const { partnerId } = followUp;
  const fixed = { audience: 'internal' as const, topic, notAfter: null, mentions: [] };
  return { ...fixed, key, partnerId, to, priority, message: `follow-ups.${message}`, params };
}
