import type { Connection } from 'mongoose';
import type { Clock } from '#core/clock.ts';
import { createInOneWrite } from '#platform/mongo.ts';
import { createIntentWriter } from '#platform/outbox/intents.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import type { OutboundRow } from '#platform/outbox/model.ts';
import type { Write } from '#core/write.ts';
import type { SandboxSlack } from '#sandbox/slack/slack.ts';
import type { TestPartner } from './partners.ts';
import { channelOf, partnerIdOf } from './partners.ts';

export interface Note {
  key: string;
  urgent: boolean;
  /** Key of the note that it answers. */
  root: string | null;
}

/** Eight notes of a channel in the order in which they are owed: urgent and not, roots and replies. */
export function notesFor(partner: TestPartner): Note[] {
  const key = (n: number): string => `probe:note:${partner.ref}.${n}`;
  const plan: readonly (readonly [urgent: boolean, root: number | null])[] = [
    [false, null],
    [false, 0],
    [true, null],
    [false, 2],
    [false, null],
    [true, 4],
    [false, 0],
    [true, null],
  ];
  return plan.map(([urgent, root], n) => ({ key: key(n), urgent, root: root === null ? null : key(root) }));
}

/** Owes all notes of all partners in one transaction, so that they are ready at the same instant. */
export async function oweNotes(
  { database, clock }: { database: Connection; clock: Clock },
  partners: readonly TestPartner[],
): Promise<void> {
  const intents = createIntentWriter(database);
  const inOneWrite = createInOneWrite({
    connection: database,
    clock,
    open: (session, at) => ({ session, at }) as Write,
  });
  await inOneWrite(async (write) => {
    for (const partner of partners) {
      for (const note of notesFor(partner)) await intents.send(write, intentFor(partner, note));
    }
  });
}

function intentFor(partner: TestPartner, { key, urgent, root }: Note) {
  return {
    key,
    partnerId: partnerIdOf(partner),
    audience: 'partner' as const,
    to: { channelId: channelOf(partner) },
    ...(root === null ? {} : { thread: { key: root } }),
    priority: urgent ? ('P1' as const) : ('P3' as const),
    direct: true,
    topic: 'probe',
    notAfter: null,
    mentions: [],
    message: 'probe.note',
    params: { text: key },
  };
}

/** The order of design §6.4 when nothing goes wrong: of what is ready, urgent first, then as owed; a root before its replies. */
export function orderFor(notes: readonly Note[]): string[] {
  const order: string[] = [];
  const left = [...notes];
  while (left.length > 0) {
    const ready = left.filter(({ root }) => root === null || order.includes(root));
    const next = ready.find(({ urgent }) => urgent) ?? ready[0];
    if (!next) throw new Error('a note answers one that never comes');
    order.push(next.key);
    left.splice(left.indexOf(next), 1);
  }
  return order;
}

export interface PostedNote {
  key: string;
  /** Text of the message under which it stands; null at the top. */
  under: string | null;
}

/** Every note of the channel as it stands in Slack, oldest first. */
export function postedNotes(slack: SandboxSlack, partner: TestPartner): PostedNote[] {
  const messages = slack.messages(channelOf(partner));
  return messages
    .filter(({ text }) => text.startsWith('probe:note:'))
    .toSorted((left, right) => (left.ts < right.ts ? -1 : 1))
    .map(({ text, ts, threadTs }) => {
      const isReply = threadTs !== undefined && threadTs !== ts;
      return { key: text, under: isReply ? (messages.find((root) => root.ts === threadTs)?.text ?? 'unknown') : null };
    });
}

/** Places of which a post is under way, or its fate unknown. */
export async function unsettledPlaces(database: Connection): Promise<string[]> {
  const rows = database.collection<OutboundRow>(outboundModel.collection);
  return rows.distinct('place', { state: { $in: ['attempting', 'unknown'] } });
}
