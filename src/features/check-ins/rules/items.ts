import type { PartnerActor } from '#core/actor.ts';
import type { ItemNow } from '#core/contributions/touch-content.ts';
import { mayDo } from '#core/rights.ts';
import { rights } from '../rules.ts';
import type { AskedItem, GivenAnswer, LeftItem } from '../schemas.ts';
import { askKeyOf, currentAnswers } from './answers.ts';

/** As far as check-ins know a partner's people: whoever left is not among them. */
export type Colleagues = readonly { contactId: string; name: string }[];

/** The items as they are now: whose they are, and which are over; those not named stand as they were taken. */
export function itemsAsOf(items: readonly AskedItem[], states: readonly ItemNow[]): AskedItem[] {
  return items.map((item) => {
    const now = states.find(({ subjectId }) => subjectId === item.subjectId);
    if (now === undefined) return item;
    const { closed: _earlier, ...open } = item;
    const { ownerContactId, closed } = now;
    return { ...open, ownerContactId, ...(closed === null ? {} : { closed: { ...closed } }) };
  });
}

/**
 * By item, why this person's answer does not count: the item is over, or it is a colleague's and this person is no admin
 * (domain §3.1, §18 J3). What belongs to nobody who is still there, anybody answers.
 */
export function leftItems(
  items: readonly AskedItem[],
  actor: PartnerActor,
  colleagues: Colleagues,
): ReadonlyMap<string, LeftItem> {
  const left = items.map((item) => leftItem(item, actor, colleagues)).filter((each) => each !== null);
  return new Map(left.map((each) => [each.subjectId, each]));
}

function leftItem(item: AskedItem, actor: PartnerActor, colleagues: Colleagues): LeftItem | null {
  const { subjectId, title, closed, ownerContactId } = item;
  if (closed !== undefined) return { kind: 'closed', subjectId, title, ...closed };
  const owner = colleagues.find(({ contactId }) => contactId === ownerContactId);
  const isTheirs = owner === undefined || owner.contactId === actor.contactId;
  if (isTheirs || mayDo(rights, 'answerForOwner', actor)) return null;
  return { kind: 'owned', subjectId, title, ownerName: owner.name };
}

/** Nothing was said of it: neither how a deal stands nor how a goal does. */
export function isUnsaid({ subjectId, kind }: AskedItem, answers: readonly GivenAnswer[]): boolean {
  const questionId = kind === 'deal' ? 'D1' : 'M2';
  return !currentAnswers(answers).has(askKeyOf({ questionId, subjectId }));
}
