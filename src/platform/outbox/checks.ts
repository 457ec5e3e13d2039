import type { DropReason } from '#core/intent.ts';
import { mayBeRead } from '#core/audience.ts';
import type { AddresseePort, PolicyPort } from '#core/ports.ts';
import type { Language } from '#core/language.ts';
import type { Reader } from '#core/interaction.ts';
import type { OutboundRow } from './model.ts';
import { destinationOf, intentOf } from './model.ts';

export type Verdict =
  | { kind: 'send'; reader: Reader }
  | { kind: 'defer'; until: Date; reason: string }
  | { kind: 'drop'; reason: DropReason };

/** Statuses in which the bot is silent in a channel but for P0 and P1 (domain §1.4, §20 invariant 18). */
const silentStatuses = new Set(['prospect', 'declined', 'paused', 'ended']);

/** Everything that is asked again at the moment of sending (design §6.4); fails closed. */
export function createChecks(deps: { addressees: AddresseePort; policy: PolicyPort; homeReader: Reader }) {
  return {
    async verdict(row: OutboundRow, now: Date): Promise<Verdict> {
      const isNew = row.ts === null;
      if (isNew && row.notAfter !== null && row.notAfter.getTime() < now.getTime())
        return { kind: 'drop', reason: 'expired' };
      const addressee = row.partnerId === null ? null : await deps.addressees.addresseeOf(row.partnerId);
      if (row.partnerId !== null && addressee === null) return { kind: 'drop', reason: 'partner_status' };
      const readers = await deps.addressees.readersOf(destinationOf(row));
      if (!mayBeRead(row.audience, row.partnerId, readers)) return { kind: 'drop', reason: 'wrong_audience' };
      const isToPartner = row.audience === 'partner' || row.audience === 'partner_admin';
      if (isNew && isToPartner && addressee && !row.urgent) {
        if (silentStatuses.has(addressee.status)) return { kind: 'drop', reason: 'partner_status' };
        if (addressee.mutedTopics.includes(row.topic)) return { kind: 'drop', reason: 'muted' };
      }
      if (isNew) {
        const decision = await deps.policy.decide({ intent: intentOf(row), addressee, now });
        if (decision.kind !== 'send') return decision;
      }
      return { kind: 'send', reader: await readerOf(row, addressee) };
    },
  };

  async function readerOf(row: OutboundRow, addressee: { language: Language; zone: string } | null): Promise<Reader> {
    const to = destinationOf(row);
    if (!('channelId' in to)) return deps.addressees.readerOfPerson(to);
    return addressee ? { language: addressee.language, zone: addressee.zone } : deps.homeReader;
  }
}

export type Checks = ReturnType<typeof createChecks>;
