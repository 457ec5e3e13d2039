import type { Actor, SlackPerson } from '#core/actor.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import { rights } from '../rules.ts';
import { closesAs, countsOf, unansweredOf } from '../rules/answers.ts';
import { isScale } from '../question-schemas.ts';
import { questionsFor } from '../questions/bank.ts';
import { monthsBetween, prefillFrom } from '../rules/prefill.ts';
import type { Earlier } from '../rules/prefill.ts';
import { mayStillPrompt, nextHeldOn } from '../rules/schedule.ts';
import { stepAfter } from '../rules/timeline.ts';
import type { CheckInSettings } from '../rules/settings.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { Frozen, Occurrence, Snapshot, Step } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { asked, gapsIntent, promptIntent, reminderIntent, skippedIntent, staffOf, summaryIntent } from './intents.ts';
import { alreadyDone, atRest, moveOn } from './moves.ts';

export interface StepDeps {
  occurrences: OccurrenceStore;
  directory: DirectoryPublic;
  settings(): Promise<CheckInSettings>;
  inOneWrite: InOneWrite;
}

/** Prefilling looks back two periods; periods built again take room. */
const historyLength = 8;

interface Due {
  occurrence: Occurrence & { nextAction: Step; nextActionAt: Date };
  schedule: TouchSchedule;
  partner: PartnerCard;
  actor: Actor;
  now: Date;
}

/**
 * The timed steps of domain §2.2. Each is one conditional write on the state and step being left, together with the
 * messages that it owes: repeated, crashed or run by two sweeps it happens once.
 */
export function createSteps(deps: StepDeps) {
  const { occurrences, inOneWrite } = deps;
  const run: Readonly<Partial<Record<Step, (due: Due) => Promise<void>>>> = {
    prepare,
    prompt,
    remind,
    gaps,
    summary,
    close,
  };

  return {
    /** Throws AppError(conflict) when nothing is due any more. Answers what was done. */
    async runStep(request: { occurrenceId: string; now: Date; actor: Actor }): Promise<string> {
      const { occurrenceId, now, actor } = request;
      requireRight(rights, 'runCadence', actor);
      const occurrence = await occurrences.findOccurrence(occurrenceId);
      const { nextAction, nextActionAt, schedule } = occurrence ?? {};
      if (!occurrence || !nextAction || !nextActionAt || nextActionAt > now || !schedule) throw alreadyDone();
      const partner = await deps.directory.getPartner(occurrence.partnerId);
      await (run[nextAction] ?? leave)({
        occurrence: { ...occurrence, nextAction, nextActionAt },
        schedule,
        partner,
        actor,
        now,
      });
      return `${nextAction} ${occurrenceId}`;
    },
  };

  async function prepare(due: Due): Promise<void> {
    const { monthly } = await deps.settings();
    const { occurrence, partner, schedule } = due;
    const time = { zone: occurrence.zone, calendar: partner.calendar };
    const earlier = await earlierThan(occurrence);
    const questions = questionsFor({
      touch: 'monthly_checkin',
      tier: partner.tier,
      type: partner.primaryType,
      periodKey: occurrence.periodKey,
      askedOn: localDateOf(schedule.promptAt, occurrence.zone),
      lastAskedScale: lastScaleOn(earlier),
      chosen: monthly.questions,
    }).map(({ id, version }) => ({ questionId: id, version }));
    await inOneWrite(async (write) => {
      const snapshot: Snapshot = {
        takenAt: write.at,
        partnerSinceOn: partner.launchAt === null ? null : localDateOf(partner.launchAt, occurrence.zone),
        nextOn: nextHeldOn(occurrence.periodKey, time, monthly),
        questions,
        prefill: [...prefillFrom(historyOf(earlier, occurrence.periodKey), questions)],
        content: [],
        items: [],
        pmStaffId: partner.pm?.staffId ?? null,
        pmName: partner.pm?.name ?? null,
      };
      const counts = countsOf(snapshot.questions, []);
      const change = { snapshot, counts, nextAction: 'prompt' as const, nextActionAt: schedule.promptAt };
      await moveOn({ occurrences, write, actor: due.actor }, occurrence, 'prepare', change);
    });
  }

  /** What was asked of this partner before, the newest first. */
  async function earlierThan({ touchId, partnerId, anchorOn }: Occurrence): Promise<readonly Occurrence[]> {
    const found = await occurrences.listOfPartner(touchId, partnerId, historyLength);
    return found.filter((earlier) => earlier.anchorOn < anchorOn && earlier.sentAt !== null);
  }

  async function prompt(due: Due): Promise<void> {
    const { occurrence, partner, schedule, actor, now } = due;
    const { version, monthly } = await deps.settings();
    const isInTime = mayStillPrompt(schedule, occurrence.zone, monthly.sendUntil, now);
    const channelId = partner.mainChannelId;
    const reason = refusalOf(partner, isInTime);
    if (reason !== null || channelId === null) {
      return inOneWrite((write) => skip({ occurrences, write, actor }, occurrence, partner, reason ?? 'no_channel'));
    }
    const frozen: Frozen = {
      tier: partner.tier,
      zone: occurrence.zone,
      settingsVersion: version,
      language: partner.language,
      channelId,
    };
    await inOneWrite(async (write) => {
      const queued = await advance(due, { frozen, promptQueuedAt: write.at, ...atRest }, write);
      await write.send(promptIntent(asked(queued)));
    });
  }

  async function remind(due: Due): Promise<void> {
    const { occurrence, schedule, now } = due;
    const contact = await firstContact(occurrence.partnerId);
    await inOneWrite(async (write) => {
      const isInTime = now < (schedule.dueAt ?? schedule.closeAt);
      const change = isInTime ? { remindedAt: write.at, remindersSent: occurrence.remindersSent + 1 } : {};
      const changed = asked(await advance(due, { ...change, ...following(due) }, write));
      if (!isInTime || unansweredOf(changed.snapshot.questions, changed.answers).length === 0) return;
      await write.send(reminderIntent(changed, contact));
      await write.send(promptIntent(changed));
    });
  }

  async function gaps(due: Due): Promise<void> {
    const { partner, schedule, now } = due;
    await inOneWrite(async (write) => {
      const staff = staffOf(partner, write.at);
      const changed = asked(await advance(due, following(due), write));
      if (staff && now < schedule.closeAt) await write.send(gapsIntent(changed, partner, staff));
    });
  }

  async function summary(due: Due): Promise<void> {
    const { schedule, now } = due;
    await inOneWrite(async (write) => {
      const changed = asked(await advance(due, following(due), write));
      if (now >= schedule.closeAt) return;
      await write.send(summaryIntent(changed, { notAfter: schedule.closeAt, answersPerson: false }));
    });
  }

  async function close({ occurrence, actor }: Due): Promise<void> {
    await inOneWrite(async (write) => {
      // The answers that count are those seen inside the transaction.
      const current = await occurrences.findOccurrence(occurrence.occurrenceId, write);
      if (current === null || current.nextAction !== 'close') throw alreadyDone();
      const event = current.state === 'partial' && closesAs(current.counts) === 'completed_partial' ? 'close' : 'miss';
      const change = { closedAt: write.at, ...atRest };
      const closed = await moveOn({ occurrences, write, actor }, current, event, change);
      await write.send(promptIntent(asked(closed)));
    });
  }

  async function leave(due: Due): Promise<void> {
    await inOneWrite(async (write) => void (await advance(due, following(due), write)));
  }

  /** Leaves the step behind without a change of state. */
  async function advance(due: Due, change: Parameters<OccurrenceStore['changeFrom']>[1], write: Write) {
    const { occurrenceId, state, nextAction } = due.occurrence;
    const changed = await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write);
    if (changed === null) throw alreadyDone();
    return changed;
  }

  async function firstContact(partnerId: string): Promise<SlackPerson | null> {
    const contacts = await deps.directory.listContacts(partnerId);
    return contacts.find((contact) => contact.person !== null)?.person ?? null;
  }
}

/** Never sent, with a reason that staff are told once (domain §2.4). */
export async function skip(
  deps: Parameters<typeof moveOn>[0],
  occurrence: Occurrence,
  partner: PartnerCard | null,
  reason: string,
): Promise<void> {
  const skipped = await moveOn(deps, occurrence, 'skip', { reason, closedAt: deps.write.at, ...atRest });
  const staff = partner && staffOf(partner, deps.write.at);
  if (partner && staff) await deps.write.send(skippedIntent(skipped, partner, staff));
}

function historyOf(earlier: readonly Occurrence[], periodKey: string): readonly Earlier[] {
  return earlier.map((occurrence) => ({
    ago: monthsBetween(occurrence.periodKey, periodKey),
    periodKey: occurrence.periodKey,
    answers: [...occurrence.answers, ...occurrence.afterClose],
  }));
}

/** The day on which this partner was last asked a scale. */
function lastScaleOn(earlier: readonly Occurrence[]): string | null {
  const asked = earlier.find(({ snapshot }) => snapshot?.questions.some(({ questionId }) => isScale(questionId)));
  return asked?.heldOn ?? null;
}

function refusalOf(partner: PartnerCard, isInTime: boolean): string | null {
  if (partner.status !== 'active' || partner.tier !== 'emerging') return 'not_active';
  if (partner.mainChannelId === null) return 'no_channel';
  return isInTime ? null : 'bot_down';
}

function following({ occurrence, schedule }: Due) {
  return stepAfter(occurrence, schedule) ?? atRest;
}
