import { addHours, localDateOf } from '#core/calendar/instants.ts';
import type { TouchContent } from '#core/contributions/touch-content.ts';
import { AppError } from '#core/errors.ts';
import type { TouchRun } from '#core/touches.ts';
import type { PartnerCard } from '#features/directory/public.ts';
import { planTouches } from '../planner/plan.ts';
import { isScale, scopeOf } from '../question-schemas.ts';
import { questionsFor } from '../questions/bank.ts';
import { prefillFrom } from '../rules/prefill.ts';
import type { Earlier } from '../rules/prefill.ts';
import { periodsBetweenAnchors, runOf, touchesAsked, touchesShown } from '../rules/touches.ts';
import type { AskedItem, AskedQuestion, Occurrence, Snapshot } from '../schemas.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import type { PlanSources } from './plan-source.ts';

export interface PreparingDeps {
  occurrences: OccurrenceStore;
  sources: PlanSources;
  /** Assembled from all features: called late. */
  touchContent(): readonly TouchContent[];
}

/** Prefilling looks back two periods; periods built again take room. */
const historyLength = 8;
/** domain §2.3. */
const mostItems = 8;
/** The next one of a quarterly touch, skipped ones included. */
const longestAheadDays = 280;

type Content = Pick<Snapshot, 'contentAt' | 'content' | 'items'>;

const noContent: Content = { contentAt: null, content: [], items: [] };

/** What an occurrence shows and asks, read once and outside of any write. */
export function createPreparing(deps: PreparingDeps) {
  const { occurrences, sources } = deps;

  return { readSnapshot, readContent };

  /** Questions, what is known of them, and, but for a business review, the content. */
  async function readSnapshot(
    occurrence: Occurrence & { schedule: TouchSchedule },
    partner: PartnerCard,
    now: Date,
  ): Promise<Snapshot> {
    const { touchId, anchorOn, schedule, zone } = occurrence;
    const earlier = await earlierThan(occurrence);
    const content = schedule.qbr === null ? await readContent(occurrence, now) : noContent;
    const askedOn = localDateOf(schedule.promptAt, zone);
    const questions = await questionsOf(occurrence, partner, askedOn, content.items);
    const history: readonly Earlier[] = earlier.map((each) => ({
      ago: periodsBetweenAnchors(touchId, each.anchorOn, anchorOn),
      periodKey: each.periodKey,
      answers: [...each.answers, ...each.afterClose],
    }));
    return {
      takenAt: now,
      partnerSinceOn: partner.launchAt === null ? null : localDateOf(partner.launchAt, zone),
      nextOn: await nextHeldOn(occurrence),
      questions: [...questions],
      prefill: [...prefillFrom(history, questions, askedOn)],
      ...content,
      missedBefore: earlier[0]?.state === 'missed',
      pmStaffId: partner.pm?.staffId ?? null,
      pmName: partner.pm?.name ?? null,
    };
  }

  /** What the features have to show now, in the order of the agenda; a feature with nothing to say is left out. */
  async function readContent(occurrence: Occurrence & { schedule: TouchSchedule }, now: Date): Promise<Content> {
    const run = runOf(occurrence);
    const shown = touchesShown(occurrence);
    const contributors = deps
      .touchContent()
      .filter(({ touches }) => touches.some((touchId) => shown.includes(touchId)))
      .toSorted((a, b) => a.order - b.order);
    const taken = await Promise.all(contributors.map((contributor) => takenFrom(contributor, run, now)));
    const present = taken.filter((each) => each !== null);
    return {
      contentAt: now,
      content: present.map(({ name, params }) => ({ name, params })),
      items: present.flatMap(({ items }) => items).slice(0, mostItems),
    };
  }

  async function questionsOf(
    occurrence: Occurrence,
    partner: PartnerCard,
    askedOn: string,
    items: readonly AskedItem[],
  ): Promise<readonly AskedQuestion[]> {
    const { touches } = await settingsOf(occurrence.partnerId);
    const lastAskedScale = await lastScaleOn(occurrence);
    const asked = touchesAsked(occurrence).flatMap((touch) =>
      questionsFor({
        touch,
        tier: occurrence.tier,
        type: partner.primaryType,
        periodKey: occurrence.periodKey,
        askedOn,
        lastAskedScale,
        ...(touch === 'onboarding_weekly' ? {} : { chosen: touches[touch].questions }),
      }),
    );
    const kinds = new Set<string>(['prompt', ...items.map(({ kind }) => kind)]);
    const unique = new Map(asked.filter(({ id }) => kinds.has(scopeOf(id))).map((each) => [each.id, each]));
    return [...unique.values()].map(({ id, version }) => ({ questionId: id, version }));
  }

  async function settingsOf(partnerId: string) {
    const source = await sources.load(partnerId);
    if (source === null) throw new AppError({ kind: 'bug', code: 'core.bug', details: { partnerId } });
    return source.settings;
  }

  /** What was asked of this partner in this touch before, the newest first. */
  async function earlierThan({ touchId, partnerId, anchorOn }: Occurrence): Promise<readonly Occurrence[]> {
    const found = await occurrences.listOfPartner(touchId, partnerId, historyLength);
    return found.filter((earlier) => earlier.anchorOn < anchorOn && earlier.sentAt !== null);
  }

  /** The day on which this partner was last asked a scale, in any touch. */
  async function lastScaleOn({ partnerId, decidedAt }: Occurrence): Promise<string | null> {
    const earlier = await occurrences.listRecent(partnerId, decidedAt, historyLength);
    const asked = earlier.find(
      ({ sentAt, snapshot }) => sentAt !== null && snapshot?.questions.some(({ questionId }) => isScale(questionId)),
    );
    return asked?.sentAt ? localDateOf(asked.sentAt, asked.zone) : null;
  }

  /** The day of the next one as things stand; of the last one before a long pause its own. */
  async function nextHeldOn({ touchId, partnerId, decidedAt, heldOn, anchorOn }: Occurrence): Promise<string> {
    const source = await sources.load(partnerId);
    if (source === null) return heldOn ?? anchorOn;
    const request = await source.requestFrom(decidedAt);
    for (const days of [40, longestAheadDays]) {
      const planned = planTouches({ ...request, to: addHours(decidedAt, 24 * days) });
      const next = planned.find((each) => each.touchId === touchId && each.heldOn && each.decidedAt > decidedAt);
      if (next?.heldOn) return next.heldOn;
    }
    return heldOn ?? anchorOn;
  }
}

async function takenFrom(contributor: TouchContent, run: TouchRun, now: Date) {
  const { name } = contributor;
  const taken = await contributor.take(run, now);
  if (taken === null || taken === undefined) return null;
  const params = contributor.params.safeParse(taken);
  if (!params.success) {
    const issues = params.error.issues.map(({ path }) => path.join('.'));
    throw new AppError({ kind: 'bug', code: 'core.bug', details: { content: name, issues } });
  }
  const items = (contributor.items?.(params.data as never) ?? []).map((item): AskedItem => ({
    ...item,
    contentName: name,
    prefill: { ...item.prefill },
  }));
  return { name, params: params.data, items };
}
