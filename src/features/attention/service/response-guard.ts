import type { ResponseCount, ResponseSource } from '#core/contributions/response-rate.ts';
import { addHours } from '#core/calendar/instants.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { nobodyToTell, toldAlready } from '../errors.ts';
import { guardDays, lowResponders } from '../rules/response-rate.ts';
import type { LowResponseParams } from '../schemas.ts';
import type { AttentionStore } from '../store.ts';

/** Guard metric of domain §2.6: who hardly answers is not reminded more; our colleague is asked about the ritual. */
export function createResponseGuard(deps: {
  sources: () => readonly ResponseSource[];
  directory: DirectoryPublic;
  store: AttentionStore;
  inOneWrite: InOneWrite;
}) {
  const { sources, directory, store, inOneWrite } = deps;
  const windowStart = (now: Date): Date => addHours(now, -24 * guardDays);

  return {
    hasSources: () => sources().length > 0,

    async listLow(now: Date): Promise<readonly ResponseCount[]> {
      const counts = await Promise.all(sources().map((count) => count(windowStart(now), now)));
      return lowResponders(counts.flat());
    },

    /** Tells once in sixty days. Throws AppError(conflict) when it was told, the partner is not active or nobody is there. */
    async tell({ partnerId, asked, answered }: ResponseCount): Promise<void> {
      const partner = await directory.getPartner(partnerId);
      const to = partner.pm?.person ?? partner.backup?.person ?? null;
      if (partner.status !== 'active' || to === null) throw nobodyToTell();
      await inOneWrite(async (write) => {
        if (!(await store.claimGuard(partnerId, windowStart(write.at), write))) throw toldAlready();
        const params: LowResponseParams = {
          partnerId,
          partnerName: partner.displayName,
          asked,
          answered,
          days: guardDays,
        };
        await write.send({
          key: `attention:low-response:${partnerId}.${write.at.toISOString().slice(0, 10)}`,
          partnerId,
          audience: 'internal',
          to,
          priority: 'P2',
          topic: 'attention',
          notAfter: null,
          mentions: [],
          message: 'attention.low-response',
          params,
        });
      });
    },
  };
}

export type ResponseGuard = ReturnType<typeof createResponseGuard>;
