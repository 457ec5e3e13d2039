import type { Actor } from '#core/actor.ts';
import { addHours } from '#core/calendar/instants.ts';
import { instantAt } from '#core/calendar/instants.ts';
import type { TouchStep } from '#core/contributions/touch-content.ts';
import type { TouchRun } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import { isOpen } from '../rules/states.ts';
import { askedOf, scaleRestDays } from '../rules/survey.ts';
import { daysOf } from '../rules/timeline.ts';
import type { Review } from '../schemas.ts';
import type { ReviewChange } from '../store.ts';
import { contextOf, leadOf, pmOf, timeOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { draftPack } from './drafting.ts';
import { agendaIntent, surveyIntent } from './intents.ts';
import { minutesCardIntent, missedIntent, planCardIntent, progressCardIntent } from './staff-intents.ts';
import { change, moveOn } from './moves.ts';
import { broughtUpToDate, earlierReview, heldBy } from './reviews.ts';

const actor: Actor = { kind: 'job', name: 'business-reviews' };

interface Taken {
  review: Review;
  context: ReviewContext;
  write: Write;
}

/** The steps of domain §8.5 that check-ins call as they come due, each inside the write that leaves it behind. */
export function createSteps(deps: ReviewDeps) {
  const { reviews } = deps;
  const taking: Readonly<Record<TouchStep, (taken: Taken) => Promise<Review>>> = {
    slots,
    agenda,
    pack,
    actions,
    minutes,
    nps,
    progress,
  };

  return {
    /** Repeated for the same date it changes nothing. */
    async runTouchStep(step: TouchStep, run: TouchRun, write: Write): Promise<void> {
      const held = heldBy(run);
      if (held === null) return;
      const context = await contextOf(deps, run.partnerId, write.at);
      const review = await broughtUpToDate(deps, held, context, write);
      const mark = `${step}@${review.meetingOn}`;
      if (review.steps.includes(mark)) return;
      const taken = await taking[step]({ review, context, write });
      await change({ reviews, write }, taken, { steps: [...taken.steps, mark] });
    },
  };

  /** T − 20: the date as it stands, and how to choose another one. */
  async function slots({ review, context, write }: Taken): Promise<Review> {
    const pm = pmOf(context);
    const planned = await deps.planning.plannedIn(review.partnerId, review.meetingOn);
    if (pm && planned) await write.send(planCardIntent(review, context, pm, planned));
    return review;
  }

  async function agenda({ review, context, write }: Taken): Promise<Review> {
    const channelId = context.partner.mainChannelId;
    if (!isOpen(review.state) || channelId === null || write.at >= review.meetingAt) return review;
    const earlier = await earlierReview(deps, review, write);
    await write.send(agendaIntent(review, channelId, (earlier?.commitments.length ?? 0) > 0));
    return review;
  }

  async function pack({ review, context, write }: Taken): Promise<Review> {
    if (review.pack !== null || review.state !== 'planned' || write.at >= review.meetingAt) return review;
    return draftPack(deps, { review, context, write, actor });
  }

  /** T + 1: what was agreed, from whoever led the meeting. */
  async function actions({ review, context, write }: Taken): Promise<Review> {
    if (review.minutes !== null || !isOpen(review.state)) return review;
    const pm = pmOf(context);
    const asked: ReviewChange = { waitsFor: 'minutes' };
    if (pm)
      await write.send(minutesCardIntent(review, context, pm, { phase: 'due', dueAt: minutesDue(review, context) }));
    return change({ reviews, write }, review, asked);
  }

  /** T + 2: the minutes are due today; who is late goes up the ladder by the sweep. */
  async function minutes({ review, context, write }: Taken): Promise<Review> {
    if (review.minutes !== null || !isOpen(review.state) || review.waitsFor !== 'minutes') return review;
    const pm = pmOf(context);
    if (pm)
      await write.send(minutesCardIntent(review, context, pm, { phase: 'today', dueAt: minutesDue(review, context) }));
    return review;
  }

  /** Q8, person by person (domain §3.5): one line in the channel that names nobody. */
  async function nps({ review, context, write }: Taken): Promise<Review> {
    const channelId = context.partner.mainChannelId;
    if (review.survey !== null || channelId === null || review.state === 'cancelled') return review;
    const { partnerId } = review;
    const contacts = (await deps.directory.listContacts(partnerId)).flatMap(({ contactId, name, person }) =>
      person === null ? [] : [{ contactId, name, ...person }],
    );
    const asked = await deps.planning.listAskedAScale(partnerId, addHours(write.at, -24 * scaleRestDays));
    const resting = contacts.filter(({ teamId, userId }) =>
      asked.some((person) => person.teamId === teamId && person.userId === userId),
    );
    const people = askedOf(contacts, new Set(resting.map(({ contactId }) => contactId)));
    if (people.length === 0) return review;
    const survey = { askedAt: write.at, channelId, people: [...people] };
    const surveyed = await change({ reviews, write }, review, { survey });
    await write.send(surveyIntent(surveyed, channelId));
    return surveyed;
  }

  /** T + 10: how the commitments stand; a review that was not held by now is missed (domain §8.5). */
  async function progress({ review, context, write }: Taken): Promise<Review> {
    const pm = pmOf(context);
    if (review.state === 'held') {
      if (pm && review.commitments.length > 0) await write.send(progressCardIntent(review, context, pm, false));
      return review;
    }
    if (!isOpen(review.state)) return review;
    const over = { waitsFor: null, nextStep: null, nextStepAt: null };
    const missed = await moveOn({ reviews, write, actor }, review, 'miss', over);
    const lead = leadOf('pm_lead', context).to;
    if (pm) await write.send(missedIntent(missed, context, pm, 'pm'));
    if (lead && lead.staffId !== pm?.staffId) await write.send(missedIntent(missed, context, lead, 'lead'));
    return missed;
  }
}

/** When the minutes have to be with both sides: 48 hours after the meeting, in business days (domain §8.5). */
export function minutesDue(review: Review, context: ReviewContext): Date {
  const { minutes } = context.settings.touches[review.touchId];
  return instantAt(daysOf(review.meetingOn, timeOf(review, context)).minutesOn, minutes.at, review.zone);
}
