import type { SlackPerson } from '#core/actor.ts';
import { isoWeekKey } from '#core/calendar/dates.ts';
import type { HolidayPort } from '#core/calendar/holidays.ts';
import { addMinutes, localDateOf } from '#core/calendar/instants.ts';
import type { Intent } from '#core/intent.ts';
import type { Addressee, LineOf, MessageLedger, PolicyPort, QueueFacts, SendDecision } from '#core/ports.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { decide } from '../rules/decide.ts';
import { localWeek } from '../rules/local-week.ts';
import { isCounted } from '../rules/order.ts';
import type { Decision, JudgedMessage, Question, Rival } from '../rules/question.ts';
import type { WeekParams } from '../schemas.ts';

export interface PolicyDeps {
  program: ProgramPublic;
  directory: DirectoryPublic;
  holidays: HolidayPort;
  ledger: MessageLedger;
  lineOf: LineOf;
  /** A name as it may stand in mrkdwn. */
  escapeName(name: string): string;
}

type Asked = Parameters<PolicyPort['decide']>[0];

/** One attention budget over all features (domain §2.6): brings the facts to the rules, and their answer to the outbox. */
export function createPolicy(deps: PolicyDeps): PolicyPort {
  const { ledger, lineOf } = deps;

  async function questionOf({ intent, addressee, reader, queued, now }: Asked): Promise<Question> {
    const settings = await deps.program.current();
    const message = messageOf(intent, queued, addressee);
    const vendorCalendar = deps.holidays.calendarFor(settings.vendor.holidayCountry, settings.vendor.weekendDays);
    const staffZone = message.isInternal && !message.isChannel ? reader.zone : null;
    const zone = staffZone ?? addressee?.zone ?? settings.vendor.timeZone;
    const calendar = message.isInternal || !addressee ? vendorCalendar : addressee.calendar;
    const bare = { message, zone, calendar, partner: addressee, history: [], pings: [], rivals: [], now, settings };
    return isCounted(message) && !message.isInternal ? { ...bare, ...(await factsOf(bare, intent, addressee)) } : bare;
  }

  /** What only a message that counts needs to know. */
  async function factsOf(bare: Question, intent: Intent, addressee: Addressee | null) {
    const { message, now, zone, settings } = bare;
    const weekStartsAt = localWeek(now, zone).startsAt;
    const spacingStartsAt = addMinutes(now, -settings.caps.minutesBetweenPosts);
    const since = spacingStartsAt.getTime() < weekStartsAt.getTime() ? spacingStartsAt : weekStartsAt;
    const [pings, rootAt] = await Promise.all([
      ledger.listPings(message.pings, weekStartsAt),
      message.hasLine && intent.thread ? ledger.findDeliveredAt(intent.thread.key) : null,
    ]);
    const facts = { message: { ...message, rootAt }, pings };
    if (message.isReply || message.isEdit || !('channelId' in intent.to)) return facts;
    const place = intent.to.channelId;
    const [history, rivals] = await Promise.all([
      ledger.listPosted({ place }, since),
      rivalsOf(intent, place, addressee),
    ]);
    return { ...facts, history, rivals };
  }

  async function rivalsOf(intent: Intent, place: string, addressee: Addressee | null): Promise<readonly Rival[]> {
    const waiting = await ledger.listWaiting({ place });
    return waiting
      .filter((other) => other.key !== intent.key && !other.isReply && isCounted(other))
      .map((other) => ({
        ...other,
        hasLine: other.partnerId === intent.partnerId && !other.pinned && hasLine(other, addressee),
      }));
  }

  function messageOf(intent: Intent, queued: QueueFacts, addressee: Addressee | null): JudgedMessage {
    const isChannel = 'channelId' in intent.to;
    const isReply = intent.thread !== undefined || intent.threadTs !== undefined;
    const reader: readonly SlackPerson[] = 'channelId' in intent.to ? [] : [intent.to];
    return {
      ...{ key: intent.key, priority: intent.priority, topic: intent.topic, notAfter: intent.notAfter },
      ...queued,
      ...{ isChannel, isReply, rootAt: null },
      direct: intent.direct === true,
      isInternal: intent.audience !== 'partner' && intent.audience !== 'partner_admin',
      pings: [...reader, ...intent.mentions],
      hasLine: intent.priority === 'P3' && intent.pinned !== true && hasLine(intent, addressee),
    };
  }

  function hasLine({ message, params }: Pick<Intent, 'message' | 'params'>, addressee: Addressee | null): boolean {
    return addressee !== null && lineOf(message, params, addressee) !== null;
  }

  async function namesOf(partnerId: string | null, persons: readonly SlackPerson[]) {
    if (persons.length === 0) return [];
    const contacts = partnerId === null ? [] : await deps.directory.listContacts(partnerId);
    const card = partnerId === null ? null : await deps.directory.findPartner(partnerId);
    const known = [...contacts, card?.pm, card?.backup].flatMap((entry) => entry ?? []);
    return persons.map((person) => {
      const name = known.find((entry) => entry.person?.userId === person.userId)?.name ?? '';
      return { person, name: deps.escapeName(name) };
    });
  }

  async function answerOf(decision: Decision, { intent, now }: Asked, zone: string): Promise<SendDecision> {
    switch (decision.kind) {
      case 'send':
        return { kind: 'send', unmentioned: await namesOf(intent.partnerId, decision.unmentioned) };
      case 'bundle':
        return { kind: 'bundle', bundle: weekBundle(intent.partnerId ?? '', decision.keys, now, zone) };
      default:
        return decision;
    }
  }

  return {
    async decide(asked) {
      const question = await questionOf(asked);
      return answerOf(decide(question), asked, question.zone);
    },
  };
}

function weekBundle(partnerId: string, memberKeys: readonly string[], now: Date, zone: string) {
  const week = isoWeekKey(localDateOf(now, zone));
  const key = `attention:week:${partnerId}.${week}:${now.getTime()}`;
  const params: WeekParams = { partnerId, bundleKey: key, lines: [] };
  return { key, message: 'attention.this-week', topic: 'this-week', params, memberKeys };
}
