import { mayBeRead } from '#core/audience.ts';
import type { AddresseePort, PolicyPort, SendDecision } from '#core/ports.ts';
import type { Language } from '#core/language.ts';
import type { Reader } from '#core/interaction.ts';
import type { OutboundRow } from './model.ts';
import { destinationOf, intentOf } from './model.ts';

export type Verdict =
  | { kind: 'send'; reader: Reader; unmentioned: Unmentioned }
  | Exclude<SendDecision, { kind: 'send' }>;

/** People whose mentions are rendered as their names. */
export type Unmentioned = NonNullable<Extract<SendDecision, { kind: 'send' }>['unmentioned']>;

/** Everything that is asked again at the moment of sending (design §6.4); fails closed. */
export function createChecks(deps: { addressees: AddresseePort; policy: PolicyPort; homeReader: Reader }) {
  return {
    async verdict(row: OutboundRow, now: Date): Promise<Verdict> {
      const isNew = row.ts === null;
      const addressee = row.partnerId === null ? null : await deps.addressees.addresseeOf(row.partnerId);
      if (row.partnerId !== null && addressee === null) return { kind: 'drop', reason: 'partner_status' };
      const readers = await deps.addressees.readersOf(destinationOf(row));
      if (!mayBeRead(row.audience, row.partnerId, readers)) return { kind: 'drop', reason: 'wrong_audience' };
      const reader = await readerOf(row, addressee);
      if (row.kind === 'reaction' || row.wanted.deleted) return { kind: 'send', reader, unmentioned: [] };
      const queued = { seq: row.seq, deferredAt: row.deferredAt ?? null, isEdit: !isNew };
      const decision = await deps.policy.decide({ intent: intentOf(row), addressee, reader, queued, now });
      return decision.kind === 'send' ? { kind: 'send', reader, unmentioned: decision.unmentioned ?? [] } : decision;
    },
  };

  async function readerOf(row: OutboundRow, addressee: { language: Language; zone: string } | null): Promise<Reader> {
    const to = destinationOf(row);
    if (!('channelId' in to)) return deps.addressees.readerOfPerson(to);
    return addressee ? { language: addressee.language, zone: addressee.zone } : deps.homeReader;
  }
}

export type Checks = ReturnType<typeof createChecks>;
