import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite } from '#core/write.ts';
import { mutableTopics } from '#core/topics.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { factsOf } from '../changes.ts';
import type { TellChange } from '../changes.ts';
import { conflict, invalid, partnerUnknown } from '../errors.ts';
import type { ChosenPreferences } from '../public.ts';
import { rights } from '../rules.ts';
import type { Partner } from '../schemas.ts';
import type { DirectoryStore } from '../store.ts';

/** When and about what a partner wants to be written to (domain §2.5 rule 9, §2.6). */
export function createPreferencesService(deps: {
  store: DirectoryStore;
  program: ProgramPublic;
  inOneWrite: InOneWrite;
  tellChange: TellChange;
}) {
  const { store, program, inOneWrite, tellChange } = deps;

  async function getPreferences(partnerId: string): Promise<ChosenPreferences> {
    const partner = await store.findPartner(partnerId);
    if (!partner) throw partnerUnknown();
    return chosenBy(partner);
  }

  /**
   * Sets what an admin of the partner chose; the same again changes nothing. Throws AppError: forbidden; missing for
   * another company's partner; invalid (send_day_off, send_time_outside, topic_not_mutable).
   */
  async function setPreferences(order: { actor: Actor; partnerId: string } & ChosenPreferences): Promise<void> {
    const { actor, partnerId, sendWeekday, sendTime } = order;
    requireRight(rights, 'setPreferences', actor);
    if (actor.kind !== 'partner' || actor.partnerId !== partnerId) throw partnerUnknown();
    const wanted = { sendWeekday, sendTime, mutedTopics: [...new Set(order.mutedTopics)].toSorted() };
    const { from, to } = (await program.current()).windows.send;
    if (sendTime !== null && (sendTime < from || sendTime >= to)) {
      throw invalid('send_time_outside', { from, to }, 'sendTime');
    }
    const fixed = wanted.mutedTopics.find((topic) => !(mutableTopics as readonly string[]).includes(topic));
    if (fixed !== undefined) throw invalid('topic_not_mutable', { topic: fixed }, 'mutedTopics');
    await inOneWrite(async (write) => {
      const partner = await store.findPartner(partnerId, write);
      if (!partner) throw partnerUnknown();
      if (sendWeekday !== null && partner.weekendDays.includes(sendWeekday)) {
        throw invalid('send_day_off', {}, 'sendWeekday');
      }
      const before = chosenBy(partner);
      if (JSON.stringify(before) === JSON.stringify(wanted)) return;
      const fields = { preferences: { ...partner.preferences, ...wanted } };
      const updated = await store.updatePartner({ partnerId, status: partner.status }, fields, write);
      if (!updated) throw conflict('taken');
      await write.audit({
        actor,
        action: 'preferences.changed',
        object: `partners/${partnerId}`,
        partnerId,
        before: { ...before },
        after: { ...wanted },
      });
      const main = await store.findMainChannel(partnerId, write);
      await tellChange(partnerId, factsOf(partner, main), factsOf(updated, main), write);
    });
  }

  return { getPreferences, setPreferences };
}

function chosenBy({ preferences }: Partner): ChosenPreferences {
  const { sendWeekday, sendTime, mutedTopics } = preferences;
  return { sendWeekday, sendTime, mutedTopics: mutedTopics.toSorted() };
}
