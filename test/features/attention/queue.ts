import type { SlackPerson } from '#core/actor.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { addHours } from '#core/calendar/instants.ts';
import type { DropReason, Priority } from '#core/intent.ts';
import type { Ping } from '#core/ports.ts';
import { decide } from '#features/attention/rules/decide.ts';
import type { AttentionSettings, DeferralReason, Question } from '#features/attention/rules/question.ts';

/** A message that a feature owes at `owedAt`. */
export interface Owed {
  key: string;
  owedAt: Date;
  priority: Priority;
  direct: boolean;
  topic: string;
  place: string;
  isReply: boolean;
  notBefore: Date;
  notAfter: Date | null;
  mentions: readonly SlackPerson[];
  hasLine: boolean;
}

export interface Sent {
  keys: readonly string[];
  at: Date;
  priority: Priority;
  direct: boolean;
  isReply: boolean;
  place: string;
  mentioned: readonly SlackPerson[];
  /** Keys of what stood in the same place, ready to be sent, at this instant. */
  passedOver: readonly string[];
}

export interface QueueEnd {
  sent: readonly Sent[];
  dropped: ReadonlyMap<string, { at: Date; reason: DropReason }>;
  waiting: ReadonlyMap<string, { readyAt: Date; reason: DeferralReason | null }>;
  deferrals: ReadonlyMap<string, readonly DeferralReason[]>;
}

interface Row extends Owed {
  seq: number;
  readyAt: Date;
  deferredAt: Date | null;
  reason: DeferralReason | null;
}

/** The outbox without database and Slack: P0 and P1 first, then as owed, each asked at the instant of sending. */
export function runQueue(
  owed: readonly Owed[],
  facts: {
    zone: string;
    calendar: WorkCalendar;
    partnerAt(now: Date): { tier: string; status: string; mutedTopics: readonly string[] };
    settings: AttentionSettings;
    until: Date;
  },
): QueueEnd {
  const arrivals = owed.toSorted((left, right) => left.owedAt.getTime() - right.owedAt.getTime());
  const rows = new Map<string, Row>();
  const sent: Sent[] = [];
  const pings: Ping[] = [];
  const dropped = new Map<string, { at: Date; reason: DropReason }>();
  const deferrals = new Map<string, DeferralReason[]>();
  let seq = 0;

  for (;;) {
    const nextMs = Math.min(
      ...arrivals.slice(0, 1).map(({ owedAt }) => owedAt.getTime()),
      ...[...rows.values()].map(({ readyAt }) => readyAt.getTime()),
    );
    if (!Number.isFinite(nextMs) || nextMs > facts.until.getTime()) break;
    const now = new Date(nextMs);
    while (arrivals[0] && arrivals[0].owedAt.getTime() <= nextMs) {
      const next = arrivals.shift() as Owed;
      const readyAt = next.notBefore.getTime() > nextMs ? next.notBefore : now;
      rows.set(next.key, { ...next, seq: (seq += 1), readyAt, deferredAt: null, reason: null });
    }
    for (let row = firstDue(now); row; row = firstDue(now)) judge(row, now);
  }
  const waiting = new Map([...rows].map(([key, { readyAt, reason }]) => [key, { readyAt, reason }]));
  return { sent, dropped, waiting, deferrals };

  function firstDue(now: Date): Row | undefined {
    const due = [...rows.values()].filter((row) => row.readyAt.getTime() <= now.getTime());
    const rank = ({ priority }: Row): number => (priority === 'P0' || priority === 'P1' ? 0 : 1);
    return due.toSorted((left, right) => rank(left) - rank(right) || left.seq - right.seq)[0];
  }

  function questionOf(row: Row, now: Date): Question {
    const rivals = [...rows.values()].filter(
      (other) =>
        other.key !== row.key && other.place === row.place && !other.isReply && !other.direct && isCapped(other),
    );
    return {
      message: { ...row, isInternal: false, isChannel: true, isEdit: false, pings: row.mentions, rootAt: null },
      zone: facts.zone,
      calendar: facts.calendar,
      partner: facts.partnerAt(now),
      history: sent.filter((post) => post.place === row.place && post.at.getTime() > addHours(now, -9 * 24).getTime()),
      pings,
      rivals,
      now,
      settings: facts.settings,
    };
  }

  function judge(row: Row, now: Date): void {
    const decision = decide(questionOf(row, now));
    switch (decision.kind) {
      case 'defer':
        if (decision.until.getTime() <= now.getTime()) throw new Error(`${row.key} is deferred to no later than now`);
        deferrals.set(row.key, [...(deferrals.get(row.key) ?? []), decision.reason]);
        rows.set(row.key, {
          ...row,
          readyAt: decision.until,
          deferredAt: row.deferredAt ?? now,
          reason: decision.reason,
        });
        return;
      case 'drop':
        rows.delete(row.key);
        dropped.set(row.key, { at: now, reason: decision.reason });
        return;
      case 'bundle':
        return post(row, decision.keys, [], now);
      case 'send':
        return post(
          row,
          [row.key],
          row.mentions.filter((person) => !decision.unmentioned.includes(person)),
          now,
        );
      case 'new_post':
        rows.set(row.key, { ...row, isReply: false });
    }
  }

  function post(row: Row, keys: readonly string[], mentioned: readonly SlackPerson[], now: Date): void {
    for (const key of keys) rows.delete(key);
    const ready = [...rows.values()].filter(
      (other) =>
        other.place === row.place && other.readyAt.getTime() <= now.getTime() && !other.isReply && !other.direct,
    );
    const { priority, direct, isReply, place } = row;
    const passedOver = ready.map(({ key }) => key);
    sent.push({ keys, at: now, priority, direct, isReply, place, mentioned, passedOver });
    if (isCapped(row) && !direct) pings.push(...mentioned.map((person) => ({ ...person, at: now })));
  }
}

function isCapped({ priority }: { priority: Priority }): boolean {
  return priority !== 'P0' && priority !== 'P1';
}
