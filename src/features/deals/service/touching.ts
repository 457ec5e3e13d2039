import { addDays } from '#core/calendar/dates.ts';
import { addHours, instantAt, localDateOf } from '#core/calendar/instants.ts';
import type { ItemNow } from '#core/contributions/touch-content.ts';
import { addMoney } from '#core/money.ts';
import type { Money } from '#core/money.ts';
import type { ContactCard } from '#features/directory/public.ts';
import { dealStages } from '../field-schemas.ts';
import { promiseOf } from '../rules/clock.ts';
import { ageOf, worstFirst } from '../rules/flagging.ts';
import { allowedTypes } from '../rules/registration-types.ts';
import type { Deal } from '../schemas.ts';
import { openStatuses } from '../state-schemas.ts';
import type { DealMonth, DealReview, DealStanding, ReviewedDeal } from '../touch-schemas.ts';
import type { DealDeps } from './context.ts';
import type { TouchVerbs } from './verbs.ts';

const mostDeals = 500;
/** domain §2.3. */
const mostItems = 8;
const weekHours = 7 * 24;

type Touching = Omit<TouchVerbs, 'takeAnswers'>;

/** What touches and posts show of a partner's own registrations (domain §2.3); each reads that partner's only. */
export function createTouching({ deals, directory }: Pick<DealDeps, 'deals' | 'directory'>): Touching {
  return {
    async reviewOf({ partnerId, touchId, zone }, at): Promise<DealReview | null> {
      const [open, contacts] = await Promise.all([openOf(partnerId), directory.listContacts(partnerId)]);
      if (open.length === 0) return null;
      const approved = open.filter(({ status }) => status === 'approved');
      const since = addHours(at, -weekHours);
      const isChanged = ({ history }: Deal) => history.some((entry) => entry.at >= since);
      const today = localDateOf(at, zone);
      const flagged = approved
        .map((deal) => ({ deal, age: ageOf(deal, today, zone) }))
        .filter(({ age }) => age.flags.length > 0)
        .toSorted((one, other) => worstFirst(one.age, other.age));
      return {
        touchId,
        approved: approved.length,
        undecided: open.length - approved.length,
        changed: open.filter(isChanged).length,
        stages: stagesOf(approved),
        deals: flagged.slice(0, mostItems).map(({ deal, age }): ReviewedDeal => {
          const { dealId, details, nextStep, nextStepOn, forecast } = deal;
          const { customerLegalName: customer, estimatedAmount: amount, stage, expectedCloseOn } = details;
          const { daysInStage, daysLeft, flags } = age;
          const known = { dealId, customer, amount, stage, expectedCloseOn, nextStep, nextStepOn, forecast };
          return { ...known, daysInStage, daysLeft, flags: [...flags], ownerContactId: ownerOf(deal, contacts) };
        }),
      };
    },

    async standingOf(partnerId): Promise<DealStanding | null> {
      const open = await openOf(partnerId);
      const due = open.flatMap(({ clock }) => {
        const promise = promiseOf(clock);
        return promise === null || promise.isOver ? [] : [promise.at.getTime()];
      });
      const nextDecisionAt = due.length === 0 ? null : new Date(Math.min(...due));
      return open.length === 0 ? null : { open: open.length, nextDecisionAt };
    },

    async monthOf({ partnerId, zone }, at): Promise<DealMonth | null> {
      const firstOfThis = `${localDateOf(at, zone).slice(0, 7)}-01`;
      const month = addDays(firstOfThis, -1).slice(0, 7);
      const from = instantAt(`${month}-01`, '00:00', zone);
      const to = instantAt(firstOfThis, '00:00', zone);
      const all = await deals.listOfPartner(partnerId, mostDeals);
      const isWithin = (then: Date | null | undefined) => !!then && then >= from && then < to;
      const count = (is: (deal: Deal) => boolean) => all.filter(is).length;
      const counts = {
        submitted: count(({ completeAt }) => isWithin(completeAt)),
        approved: count(({ decision }) => decision?.outcome === 'approved' && isWithin(decision.at)),
        won: count(({ status, closedAt }) => status === 'won' && isWithin(closedAt)),
        lost: count(({ status, closedAt }) => status === 'lost' && isWithin(closedAt)),
      };
      return Object.values(counts).every((each) => each === 0) ? null : { month, ...counts };
    },

    async offerOf({ partnerId, touchId }) {
      const card = await directory.findPartner(partnerId);
      const mayRegister = card !== null && card.status === 'active' && allowedTypes(card).length > 0;
      if (!mayRegister) return null;
      const isReview = touchId === 'weekly_deal_review' || touchId === 'biweekly_pipeline_review';
      return { partnerId, nothingOpen: isReview && (await deals.countOpen(partnerId)) === 0 };
    },

    async itemsNow(partnerId, dealIds, write) {
      const found = await deals.listById(partnerId, dealIds, write);
      const contacts = await directory.listContacts(partnerId);
      return found.map((deal) => ({
        subjectId: deal.dealId,
        ownerContactId: ownerOf(deal, contacts),
        closed: closedOf(deal),
      }));
    },
  };

  function openOf(partnerId: string): Promise<readonly Deal[]> {
    return deals.listOfPartner(partnerId, mostDeals, openStatuses);
  }
}

/** null: nobody whom the directory knows, or who has left. */
function ownerOf({ details }: Deal, contacts: readonly ContactCard[]): string | null {
  const owner = details.dealOwner.person;
  const isOwner = ({ person }: ContactCard) =>
    owner !== null && person?.userId === owner.userId && person.teamId === owner.teamId;
  return contacts.find(isOwner)?.contactId ?? null;
}

function closedOf(deal: Deal): ItemNow['closed'] {
  const { dealId, status, history, completeAt } = deal;
  if (openStatuses.some((open) => open === status)) return null;
  const at = deal.closedAt ?? history.findLast((entry) => entry.status === status)?.at ?? completeAt;
  return { name: dealId, at };
}

/** By stage, in their order; amounts of one currency are added up. */
function stagesOf(approved: readonly Deal[]): DealReview['stages'] {
  return dealStages.flatMap((stage) => {
    const those = approved.filter(({ details }) => details.stage === stage);
    const amounts = Map.groupBy(those, ({ details }) => details.estimatedAmount.currency);
    const totals = [...amounts.values()].flatMap((same) => sumOf(same.map(({ details }) => details.estimatedAmount)));
    return those.length === 0 ? [] : [{ stage, count: those.length, totals }];
  });
}

function sumOf([first, ...others]: readonly Money[]): Money[] {
  return first === undefined ? [] : [others.reduce(addMoney, first)];
}
