import type { Actor } from '#core/actor.ts';
import { namesAnother } from '#core/foreign-names.ts';
import type { Write } from '#core/write.ts';
import { namesAnotherPartner, noChannel, tooEarly } from '../errors.ts';
import type { MinutesForm } from '../form-schemas.ts';
import { linesOf, sameAsBefore } from '../rules/commitments.ts';
import { isOpen } from '../rules/states.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Commitment, Minutes, Review } from '../schemas.ts';
import { requireReview } from './access.ts';
import { contextOf, pmOf, signatureOf } from './context.ts';
import type { ReviewContext, ReviewDeps } from './context.ts';
import { minutesIntent, threadOf } from './intents.ts';
import { minutesCardIntent } from './staff-intents.ts';
import { audit, change, moveOn } from './moves.ts';
import { minutesDue } from './steps.ts';

export interface MinutesRequest {
  reviewId: string;
  actor: Actor;
}

/** The minutes form as it is opened: the draft, else what was published, else empty. */
export interface OpenedMinutes {
  review: Review;
  partnerName: string;
  fields: Readonly<Record<string, string>>;
}

const atRest = { waitsFor: null, nextStep: null, nextStepAt: null } as const;

/** Decisions and commitments of a meeting, for both sides (domain §8.5: entered T + 1, with both by T + 2). */
export function createMinutes(deps: ReviewDeps) {
  const { reviews, inOneWrite } = deps;

  return {
    /** Throws AppError(forbidden | missing), (conflict, business-reviews.too_early) before the meeting. */
    async openMinutes(request: MinutesRequest): Promise<OpenedMinutes> {
      const review = await requireReview(deps, 'keepMinutes', request);
      if (deps.clock.now() < review.meetingAt || review.state === 'cancelled') throw tooEarly();
      const partner = await deps.directory.getPartner(review.partnerId);
      return { review, partnerName: partner.displayName, fields: review.draft?.fields ?? fieldsOf(review) };
    },

    /** Keeps what was typed, whatever is missing in it; nobody but us sees it. Repeated it changes nothing. */
    async keepDraft(request: MinutesRequest & { fields: Readonly<Record<string, string>> }): Promise<void> {
      await inOneWrite(async (write) => {
        const known = await requireReview(deps, 'keepMinutes', request, write);
        const draft = { fields: { ...request.fields }, at: write.at };
        if (JSON.stringify(known.draft?.fields) === JSON.stringify(draft.fields)) return;
        const kept = await change({ reviews, write }, known, { draft });
        await audit({ write, actor: request.actor }, known, 'review.minutes_drafted', {}, {});
        if (known.waitsFor === 'minutes')
          await tellPm(kept, await contextOf(deps, known.partnerId, write.at), 'draft', write);
      });
    },

    /**
     * Publishes the minutes, or the change of them, and opens a follow-up for each commitment of ours; not held: keeps
     * that, and nothing is said to the partner. The same delivery again changes nothing. Throws as `openMinutes`, and
     * AppError(invalid, business-reviews.names_another_partner), (conflict, business-reviews.no_channel).
     */
    async publish(request: MinutesRequest & { form: MinutesForm; deliveryKey: string }): Promise<Review> {
      const { actor, form, deliveryKey } = request;
      const seen = await requireReview(deps, 'keepMinutes', request);
      if (deps.clock.now() < seen.meetingAt || seen.state === 'cancelled') throw tooEarly();
      await requireOwnNames(seen, form);
      return inOneWrite(async (write) => {
        const known = await requireReview(deps, 'keepMinutes', request, write);
        if (known.minutes?.deliveryKey === deliveryKey) return known;
        const context = await contextOf(deps, known.partnerId, write.at);
        if (!form.held) return notHeld(known, context, write, actor);
        const channelId = known.pack?.channelId ?? context.partner.mainChannelId;
        if (channelId === null) throw noChannel();
        const minutes: Minutes = {
          attendees: form.attendees,
          decisions: form.decisions,
          nextOn: form.nextOn,
          savedAt: write.at,
          by: signatureOf(actor),
          channelId: known.minutes?.channelId ?? channelId,
          version: (known.minutes?.version ?? 0) + 1,
          deliveryKey,
        };
        const commitments = [...sameAsBefore(form.commitments, known.commitments)];
        const said = { minutes, commitments, draft: null, ...atRest };
        const held = await moveOn({ reviews, write, actor }, known, 'hold', said);
        await write.send(minutesIntent(held, minutes));
        await openOurs(held, minutes, write, actor);
        await tellPm(held, context, 'published', write);
        await write.withdraw(reminderKeyOf(held));
        return held;
      });
    },
  };

  /** Each commitment of ours gets an owner, a day, reminders and the ladder of what is overdue (domain §2.2). */
  async function openOurs(review: Review, minutes: Minutes, write: Write, actor: Actor): Promise<void> {
    const ours = review.commitments.filter(({ side }) => side === 'vendor');
    if (ours.length === 0) return;
    const items = ours.map((commitment) => itemOf(commitment, review, minutes.version));
    await deps.followUps.openFollowUps({ write, actor, partnerId: review.partnerId, thread: threadOf(review), items });
  }

  async function notHeld(known: Review, context: ReviewContext, write: Write, actor: Actor): Promise<Review> {
    if (!isOpen(known.state)) return known;
    const kept = await change({ reviews, write }, known, { draft: null, ...atRest });
    await audit({ write, actor }, known, 'review.not_held', {}, { meetingOn: known.meetingOn });
    await tellPm(kept, context, 'not_held', write);
    await write.withdraw(reminderKeyOf(kept));
    return kept;
  }

  async function tellPm(
    review: Review,
    context: ReviewContext,
    phase: 'draft' | 'not_held' | 'published',
    write: Write,
  ): Promise<void> {
    const pm = pmOf(context);
    if (pm) await write.send(minutesCardIntent(review, context, pm, { phase, dueAt: minutesDue(review, context) }));
  }

  /** The partner reads every word of the minutes (domain §12.6). */
  async function requireOwnNames({ partnerId }: Review, form: MinutesForm): Promise<void> {
    const names = await deps.directory.listForeignNames(partnerId);
    const ofSide = (side: Commitment['side']) => linesOf(form.commitments, side);
    const texts = {
      attendees: form.attendees,
      decisions: form.decisions,
      ours: ofSide('vendor'),
      theirs: ofSide('partner'),
    };
    for (const [field, text] of Object.entries(texts)) if (namesAnother(text, names)) throw namesAnotherPartner(field);
  }
}

function reminderKeyOf({ reviewId, meetingOn }: Review): string {
  return messageKeyOf('minutes-card', reviewId, `${meetingOn}.today`);
}

function itemOf({ commitmentId, text, dueOn }: Commitment, review: Review, answerVersion: number) {
  return {
    rule: 'R9',
    kind: 'task',
    side: 'vendor',
    owner: 'pm',
    handOverTo: null,
    copies: [],
    due: { on: dueOn },
    title: { key: 'commitment', params: { commitment: text } },
    partnerVisible: true,
    source: {
      occurrenceKey: `review:${review.reviewId}`,
      questionId: 'minutes',
      answerVersion,
      subject: commitmentId,
    },
  } as const;
}

function fieldsOf({ minutes, commitments }: Review): Readonly<Record<string, string>> {
  if (minutes === null) return {};
  return {
    held: 'yes',
    attendees: minutes.attendees,
    decisions: minutes.decisions,
    ours: linesOf(commitments, 'vendor'),
    theirs: linesOf(commitments, 'partner'),
    ...(minutes.nextOn === null ? {} : { nextOn: minutes.nextOn }),
  };
}
