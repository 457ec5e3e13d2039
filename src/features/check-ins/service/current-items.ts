import { isDeepStrictEqual } from 'node:util';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import type { Write } from '#core/write.ts';
import { countsOf } from '../rules/answers.ts';
import { itemsAsOf } from '../rules/items.ts';
import type { Occurrence } from '../schemas.ts';
import type { OccurrenceChange } from '../store.ts';

export interface Current<Kind extends Occurrence> {
  /** With its items as they are now. */
  occurrence: Kind;
  /** What of that is not stored yet; null: nothing. */
  news: Pick<OccurrenceChange, 'snapshot' | 'counts'> | null;
}

/** Deals and goals live on in their features after they were asked about: closed, or given to a colleague. */
export function createCurrentItems({ touchContent }: { touchContent(): readonly TouchContent[] }) {
  return {
    async asOfNow<Kind extends Occurrence>(occurrence: Kind, write?: Write): Promise<Current<Kind>> {
      const { snapshot, partnerId, answers } = occurrence;
      const contributors = touchContent().filter(({ itemsNow }) => itemsNow !== undefined);
      let items = snapshot?.items ?? [];
      for (const { name, itemsNow } of contributors) {
        const own = items.filter(({ contentName }) => contentName === name).map(({ subjectId }) => subjectId);
        if (own.length > 0) items = itemsAsOf(items, (await itemsNow?.(partnerId, own, write)) ?? []);
      }
      if (snapshot === null || isDeepStrictEqual(items, snapshot.items)) return { occurrence, news: null };
      const now = { ...snapshot, items };
      const news = { snapshot: now, counts: countsOf(now, answers) };
      return { occurrence: { ...occurrence, ...news }, news };
    },
  };
}
