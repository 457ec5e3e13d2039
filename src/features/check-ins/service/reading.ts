import type { Actor } from '#core/actor.ts';
import type { Clock } from '#core/clock.ts';
import { AppError } from '#core/errors.ts';
import type { PartnerPlace } from '#core/interaction.ts';
import { requireRight } from '#core/rights.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { CadenceStore } from '../cadence-store.ts';
import { rights } from '../rules.ts';
import { nextHeldOn, scheduleFor } from '../rules/schedule.ts';
import type { CheckInSettings } from '../rules/settings.ts';
import { tapsOf } from '../rules/taps.ts';
import type { LedgerLine, Occurrence, QuestionId, TouchId } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { isClosed, notFound, ownOccurrence, requireRespondent } from './access.ts';
import { isAsked } from './intents.ts';
import type { Asked } from './intents.ts';

export interface ReadingDeps {
  occurrences: OccurrenceStore;
  cadences: CadenceStore;
  directory: DirectoryPublic;
  settings(): Promise<CheckInSettings>;
  clock: Clock;
}

/** What a partner finds behind "Check-in". */
export type CurrentCheckIn = { kind: 'open'; occurrence: Asked } | { kind: 'none'; nextOn: string | null };

export interface OpenLine {
  partnerId: string;
  partnerName: string;
  occurrence: Asked;
}

const touchId: TouchId = 'monthly_checkin';
const newest = 3;

export function createReading(deps: ReadingDeps) {
  const { occurrences, cadences } = deps;

  return {
    /** The partner's own open check-in, or when the next one comes. Throws AppError(forbidden | missing). */
    async currentOf(request: { partnerId: string; actor: Actor; place: PartnerPlace | null }): Promise<CurrentCheckIn> {
      const actor = requireRespondent(request.actor);
      if (actor.partnerId !== request.partnerId || request.place?.partnerId !== request.partnerId) throw notFound();
      return currentOfPartner(request.partnerId);
    },

    /** For Home, where the person alone says which partner it is. Throws AppError(forbidden). */
    async currentOfActor(request: { actor: Actor }): Promise<CurrentCheckIn> {
      return currentOfPartner(requireRespondent(request.actor).partnerId);
    },

    /** The occurrence behind a button. Throws AppError(forbidden | missing), AppError(conflict, check-ins.closed). */
    async openedBy(request: { occurrenceId: string; actor: Actor; place: PartnerPlace | null }): Promise<Asked> {
      const actor = requireRespondent(request.actor);
      const found = await occurrences.findOccurrence(request.occurrenceId);
      const occurrence = ownOccurrence(found, actor, request.place);
      if (isClosed(occurrence, deps.clock.now())) throw new AppError({ kind: 'conflict', code: 'check-ins.closed' });
      return occurrence;
    },

    /** What was asked, to check a submitted form by; also when it has been closed since. Throws as `openedBy`. */
    async questionsOf(request: {
      occurrenceId: string;
      actor: Actor;
      place: PartnerPlace | null;
    }): Promise<readonly QuestionId[]> {
      const actor = requireRespondent(request.actor);
      const found = await occurrences.findOccurrence(request.occurrenceId);
      return ownOccurrence(found, actor, request.place).snapshot.questions.map(({ questionId }) => questionId);
    },

    /** Check-ins that partners of this partner manager have open, for Home. */
    async listOpenOfStaff(request: { actor: Actor; limit: number }): Promise<readonly OpenLine[]> {
      const { actor, limit } = request;
      requireRight(rights, 'readLedger', actor);
      if (actor.kind !== 'staff' || actor.staffId === undefined) return [];
      const open = (await occurrences.listAskingOfPm(actor.staffId, limit)).filter(isAsked);
      return Promise.all(
        open.map(async (occurrence) => {
          const partner = await deps.directory.getPartner(occurrence.partnerId);
          return { partnerId: partner.partnerId, partnerName: partner.displayName, occurrence };
        }),
      );
    },

    /** The newest runs of one partner, each with its state or the reason why it was not held. */
    async ledgerOf(request: { partnerId: string; actor: Actor; limit: number }): Promise<readonly LedgerLine[]> {
      requireRight(rights, 'readLedger', request.actor);
      await deps.directory.getPartner(request.partnerId);
      const found = await occurrences.listOfPartner(touchId, request.partnerId, request.limit);
      return found.map(ledgerLine);
    },

    /** Every run anchored from `from` to `to` (days, both included). */
    async listLedger(request: { from: string; to: string; actor: Actor }): Promise<readonly LedgerLine[]> {
      requireRight(rights, 'readLedger', request.actor);
      return (await occurrences.listAnchored(touchId, request.from, request.to)).map(ledgerLine);
    },
  };

  async function currentOfPartner(partnerId: string): Promise<CurrentCheckIn> {
    const found = await occurrences.listOfPartner(touchId, partnerId, newest);
    const now = deps.clock.now();
    const open = found.find(
      (occurrence) =>
        occurrence.live && occurrence.promptQueuedAt !== null && isAsked(occurrence) && !isClosed(occurrence, now),
    );
    if (open && isAsked(open)) return { kind: 'open', occurrence: open };
    const scheduled = found.find((occurrence) => occurrence.state === 'scheduled' && occurrence.schedule !== null);
    return { kind: 'none', nextOn: scheduled?.heldOn ?? (await plannedOn(partnerId)) };
  }

  async function plannedOn(partnerId: string): Promise<string | null> {
    const cadence = await cadences.findCadence(touchId, partnerId);
    if (cadence === null || cadence.nextPlanAt === null || cadence.nextPeriod === null) return null;
    const partner = await deps.directory.getPartner(partnerId);
    const { monthly } = await deps.settings();
    const time = { zone: partner.timeZone, calendar: partner.calendar };
    const held = scheduleFor(cadence.nextPeriod, time, monthly);
    return held.kind === 'held' ? held.heldOn : nextHeldOn(cadence.nextPeriod, time, monthly);
  }
}

function ledgerLine(occurrence: Occurrence): LedgerLine {
  const { occurrenceKey, partnerId, periodKey, anchorOn, state, reason, sentAt, counts } = occurrence;
  return {
    occurrenceKey,
    touchId: occurrence.touchId,
    partnerId,
    periodKey,
    anchorOn,
    state,
    reason,
    sentAt,
    dueAt: occurrence.schedule?.dueAt ?? null,
    answered: counts.answered,
    required: counts.required,
    answeredBy: counts.people,
    reminded: occurrence.remindedAt !== null,
    late: counts.late,
    afterClose: occurrence.afterClose.length,
    taps: tapsOf(occurrence.answers).taps,
    confirmed: occurrence.answers.filter(({ source }) => source === 'confirmed').length,
  };
}
