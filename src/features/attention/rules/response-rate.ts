import type { ResponseCount } from '#core/contributions/response-rate.ts';

/** domain §2.6: below this share over this many days the ritual is questioned, not the partner reminded more. */
export const guardDays = 60;
const lowestShare = 0.3;
/** One unanswered question is no habit; our number. */
const fewestAsked = 2;

/** Partners that answered less than 30 % over all features, by id. */
export function lowResponders(counts: readonly ResponseCount[]): readonly ResponseCount[] {
  const sums = new Map<string, ResponseCount>();
  for (const { partnerId, asked, answered } of counts) {
    const before = sums.get(partnerId) ?? { partnerId, asked: 0, answered: 0 };
    sums.set(partnerId, { partnerId, asked: before.asked + asked, answered: before.answered + answered });
  }
  return [...sums.values()]
    .filter(({ asked, answered }) => asked >= fewestAsked && answered / asked < lowestShare)
    .toSorted((left, right) => (left.partnerId < right.partnerId ? -1 : 1));
}
