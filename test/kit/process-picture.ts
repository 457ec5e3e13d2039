import { auditEntries } from '#platform/audit.ts';
import type { AuditRecord } from '#platform/audit.ts';
import { outboundModel } from '#platform/outbox/model.ts';
import type { OutboundRow } from '#platform/outbox/model.ts';
import { occurrenceModel } from '#features/check-ins/model.ts';
import type { ProcessWorld } from './process-world.ts';
import type { TestPartner } from './partners.ts';
import { channelOf, partnerIdOf } from './partners.ts';

/** What one partner has after the day, with its own ids and all instants taken out: equal for all partners, always. */
export interface PartnerPicture {
  /** Every root and its replies, as texts. */
  channel: readonly { text: string; replies: readonly string[] }[];
  rows: readonly unknown[];
  occurrences: readonly unknown[];
  /** How often each thing happened, by the audit trail. */
  audit: Readonly<Record<string, number>>;
}

type Looked = Pick<ProcessWorld, 'slack' | 'database' | 'partners'>;

/** One picture for each partner, in their order. */
export async function picturesOf({ slack, database, partners }: Looked): Promise<PartnerPicture[]> {
  const rows = await database.collection<OutboundRow>(outboundModel.collection).find().sort({ seq: 1 }).toArray();
  const occurrences = await database.collection(occurrenceModel.collection).find().sort({ _id: 1 }).toArray();
  const audit = await database.collection<AuditRecord>(auditEntries.collection).find().toArray();
  return partners.map((partner) => {
    const partnerId = partnerIdOf(partner);
    const own = <Found extends object>(documents: readonly Found[]): Found[] =>
      documents.filter((document) => 'partnerId' in document && document.partnerId === partnerId);
    const picture: PartnerPicture = {
      channel: channelPicture(slack, channelOf(partner)),
      rows: rows.filter((row) => row.place === channelOf(partner)).map(rowPicture),
      occurrences: own(occurrences).map(occurrencePicture),
      audit: tally(own(audit).map(({ action }) => action)),
    };
    return withoutIds(picture, partner);
  });
}

function channelPicture(slack: Looked['slack'], channelId: string): PartnerPicture['channel'] {
  const roots = slack.messages(channelId).filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
  return roots.map(({ ts, text }) => ({
    text,
    replies: slack
      .thread(channelId, ts)
      .filter((reply) => reply.ts !== ts)
      .map((reply) => reply.text),
  }));
}

function rowPicture(row: OutboundRow): unknown {
  const { _id, kind, threadKey, priority, topic, message, params, wanted, state, applied, reason, replies } = row;
  const isInSlack = row.ts !== null && row.deliveredAt !== null && row.channelId === row.place;
  return {
    _id,
    kind,
    threadKey,
    priority,
    topic,
    message,
    params,
    wanted,
    state,
    version: applied?.version,
    reason,
    replies,
    isInSlack,
  };
}

function occurrencePicture(occurrence: Record<string, unknown>): unknown {
  const { _id, state, reason, live, nextAction, nextActionAt, schedule, counts, answers, snapshot } = occurrence;
  const happened = ['promptQueuedAt', 'sentAt', 'message', 'remindedAt', 'closedAt'].filter(
    (name) => occurrence[name] !== null,
  );
  const questions = (snapshot as { questions?: unknown } | null)?.questions;
  return { _id, state, reason, live, nextAction, nextActionAt, schedule, counts, answers, questions, happened };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function withoutIds(picture: PartnerPicture, partner: TestPartner): PartnerPicture {
  const plain = JSON.stringify(picture)
    .replaceAll(partnerIdOf(partner), 'P-partner')
    .replaceAll(new RegExp(`${partner.ref}(?=[^0-9])`, 'g'), 'partner');
  return JSON.parse(plain) as PartnerPicture;
}

/** Every difference in words: messages first, since they are what partners see. */
export function differencesOf(expected: PartnerPicture, actual: PartnerPicture): string[] {
  const wanted = placesOf(expected);
  const there = placesOf(actual);
  const messages = [...new Set([...wanted.keys(), ...there.keys()])].flatMap((place) => {
    const [want, have] = [wanted.get(place) ?? 0, there.get(place) ?? 0];
    if (want === have) return [];
    return [`${have < want ? 'missing' : want === 0 ? 'not expected there' : 'doubled'}: ${place}`];
  });
  const order =
    JSON.stringify(expected.channel) === JSON.stringify(actual.channel) || messages.length > 0
      ? []
      : ['messages in another order'];
  const documents = (['rows', 'occurrences', 'audit'] as const).flatMap((part) => {
    const [want, have] = [JSON.stringify(expected[part]), JSON.stringify(actual[part])];
    return want === have ? [] : [`${part} differ: ${have} instead of ${want}`];
  });
  return [...messages, ...order, ...documents];
}

/** Counts each text where it stands: at the top, or under which root. */
function placesOf({ channel }: PartnerPicture): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (place: string): void => void counts.set(place, (counts.get(place) ?? 0) + 1);
  for (const { text, replies } of channel) {
    add(`top: ${text}`);
    for (const reply of replies) add(`under "${text}": ${reply}`);
  }
  return counts;
}
