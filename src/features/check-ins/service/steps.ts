import type { Actor } from '#core/actor.ts';
import type { OnTouchClosed } from '#core/contributions/touch-closed.ts';
import type { TouchStep, TouchStepHandler } from '#core/contributions/touch-content.ts';
import { requireRight } from '#core/rights.ts';
import type { InOneWrite, Write } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { FollowUpsPublic } from '#features/follow-ups/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { missedInARow } from '../planner/ladders.ts';
import { isPrompt } from '../planner/touches.ts';
import { rights } from '../rules.ts';
import { closesAs, countsOf, unansweredOf } from '../rules/answers.ts';
import type { OccurrenceEvent } from '../rules/states.ts';
import { messageKeyOf } from '../rules/keys.ts';
import { runOf } from '../rules/touches.ts';
import type { TouchSchedule } from '../schedule-schemas.ts';
import type { Occurrence, Step } from '../schemas.ts';
import type { OccurrenceChange, OccurrenceStore } from '../store.ts';
import { createCurrentItems } from './current-items.ts';
import type { Asked } from './intents.ts';
import { asked, gapsIntent, promptIntent, staffOf } from './intents.ts';
import { alreadyDone, atRest, following, moveOn } from './moves.ts';
import { createPreparing } from './preparing.ts';
import type { PreparingDeps } from './preparing.ts';
import { createPrompting } from './prompting.ts';
import { createReminding } from './reminding.ts';
import type { Reviewing } from './reviewing.ts';
import { createSummingUp } from './summing-up.ts';

export interface StepDeps extends PreparingDeps {
  occurrences: OccurrenceStore;
  directory: DirectoryPublic;
  followUps: FollowUpsPublic;
  program: ProgramPublic;
  inOneWrite: InOneWrite;
  /** Assembled from all features: called late. */
  touchSteps(): readonly TouchStepHandler[];
  onTouchClosed(): readonly OnTouchClosed[];
  reviewing: Reviewing;
}

/** A step that is due, with what it needs. */
export interface Due {
  occurrence: Occurrence & { nextAction: Step; nextActionAt: Date; schedule: TouchSchedule };
  partner: PartnerCard;
  actor: Actor;
  now: Date;
}

/** A row of misses is told of up to so many. */
const historyLength = 12;

/**
 * The timed steps of domain §2.2 and §8.5. Each is one conditional write on the state and step being left, together with
 * the messages that it owes: repeated, crashed or run by two sweeps it happens once.
 */
export function createSteps(deps: StepDeps) {
  const { occurrences, inOneWrite } = deps;
  const preparing = createPreparing(deps);
  const { prompt } = createPrompting({ ...deps, preparing });
  const { remind } = createReminding(deps);
  const { asOfNow } = createCurrentItems(deps);
  const { sendSummary } = createSummingUp(deps);

  return {
    /** Throws AppError(conflict) when nothing is due any more. Answers what was done. */
    async runStep(request: { occurrenceId: string; now: Date; actor: Actor }): Promise<string> {
      const { occurrenceId, now, actor } = request;
      requireRight(rights, 'runCadence', actor);
      const occurrence = await occurrences.findOccurrence(occurrenceId);
      const { nextAction, nextActionAt, schedule } = occurrence ?? {};
      if (!occurrence || !nextAction || !nextActionAt || nextActionAt > now || !schedule) throw alreadyDone();
      const partner = await deps.directory.getPartner(occurrence.partnerId);
      await run({ occurrence: { ...occurrence, nextAction, nextActionAt, schedule }, partner, actor, now });
      return `${nextAction} ${occurrenceId}`;
    },
  };

  function run(due: Due): Promise<void> {
    const step = due.occurrence.nextAction;
    switch (step) {
      case 'prepare':
        return due.occurrence.schedule.qbr === null ? prepare(due) : freezeNumbers(due);
      case 'prompt':
        return prompt(due);
      case 'remind':
        return remind(due, advance);
      case 'gaps':
        return gaps(due);
      case 'summary':
        return summary(due);
      case 'close':
        return close(due);
      default:
        return handOver(step, due);
    }
  }

  async function prepare(due: Due): Promise<void> {
    const { occurrence, partner, now, actor } = due;
    // A newsletter has its draft now and its content when it is posted.
    if (occurrence.touchId === 'quarterly_newsletter') return leave(due);
    const snapshot = await preparing.readSnapshot(occurrence, partner, now);
    await inOneWrite(async (write) => {
      const change = { snapshot, counts: countsOf(snapshot, []), ...following(due.occurrence) };
      await moveOn({ occurrences, write, actor }, occurrence, 'prepare', change);
    });
  }

  /** Of a business review whose pre-work is out (domain §8.5). */
  async function freezeNumbers(due: Due): Promise<void> {
    const { occurrence, now } = due;
    if (occurrence.snapshot === null) return leave(due);
    const content = await preparing.readContent(occurrence, now);
    const snapshot = { ...occurrence.snapshot, ...content };
    await inOneWrite(async (write) => void (await advance(due, { snapshot, ...following(due.occurrence) }, write)));
  }

  async function gaps(due: Due): Promise<void> {
    const { partner, now, occurrence } = due;
    const colleagues = await deps.directory.listContacts(occurrence.partnerId);
    await inOneWrite(async (write) => {
      const staff = staffOf(partner, write.at);
      const { news } = await asOfNow(occurrence, write);
      const changed = asked(await advance(due, { ...news, ...following(due.occurrence) }, write));
      if (staff && isOpen(changed) && now < occurrence.schedule.closeAt) {
        await write.send(gapsIntent(changed, partner, colleagues, staff));
      }
    });
  }

  async function summary(due: Due): Promise<void> {
    const { closeAt } = due.occurrence.schedule;
    await inOneWrite(async (write) => {
      const { news } = await asOfNow(due.occurrence, write);
      const changed = asked(await advance(due, { ...news, ...following(due.occurrence) }, write));
      // Nothing was said: the prompt itself shows that it is open.
      if (due.now >= closeAt || changed.answers.length === 0) return;
      await sendSummary(changed, { notAfter: closeAt, answersPerson: false }, write);
      await deps.reviewing.askForReview(changed, write);
    });
  }

  async function close({ occurrence, actor }: Due): Promise<void> {
    await inOneWrite(async (write) => {
      // The answers that count are those seen inside the transaction.
      const found = await occurrences.findOccurrence(occurrence.occurrenceId, write);
      if (found === null || found.nextAction !== 'close') throw alreadyDone();
      const { occurrence: current, news } = await asOfNow(found, write);
      const change = { ...news, closedAt: write.at, ...atRest };
      const event = closingOf(current);
      const { occurrenceId, state, nextAction } = current;
      const closed =
        event === null
          ? await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write)
          : await moveOn({ occurrences, write, actor }, current, event, change);
      if (closed === null) throw alreadyDone();
      if (!isPrompt(closed.touchId)) return;
      if (event !== null) await write.send(promptIntent(asked(closed)));
      await tellClosed(asked(closed), write);
      await deps.reviewing.tellUnreviewed(closed, write);
    });
  }

  async function tellClosed(closed: Asked, write: Write): Promise<void> {
    const { state: outcome, occurrenceId, message, frozen } = closed;
    if (outcome !== 'completed' && outcome !== 'completed_partial' && outcome !== 'missed') return;
    const channelId = message?.channelId ?? frozen.channelId;
    const thread = { key: messageKeyOf('prompt', occurrenceId), channelId };
    const told = { run: runOf(closed), outcome, missedInARow: await missedNow(closed, write), thread };
    for (const tell of deps.onTouchClosed()) await tell(told, write);
  }

  async function missedNow(closed: Asked, write: Write): Promise<number> {
    const { touchId, partnerId, decidedAt } = closed;
    const found = await occurrences.listOfPartner(touchId, partnerId, historyLength, write);
    const earlier = found.filter((each) => each.sentAt !== null && each.decidedAt < decidedAt).toReversed();
    return missedInARow([...earlier, closed].map(({ state }) => state));
  }

  /** A step of the meeting belongs to the feature that takes it; without one it is left behind. */
  async function handOver(step: TouchStep, due: Due): Promise<void> {
    const { occurrence } = due;
    const handlers = deps
      .touchSteps()
      .filter(({ touches, steps }) => touches.includes(occurrence.touchId) && steps.includes(step));
    await inOneWrite(async (write) => {
      const changed = await advance(due, following(due.occurrence), write);
      const touchRun = runOf({ ...changed, schedule: occurrence.schedule });
      for (const handler of handlers) await handler.run(step, touchRun, write);
    });
  }

  async function leave(due: Due): Promise<void> {
    await inOneWrite(async (write) => void (await advance(due, following(due.occurrence), write)));
  }

  /** Leaves the step behind without a change of state. */
  async function advance({ occurrence }: Due, change: OccurrenceChange, write: Write): Promise<Occurrence> {
    const { occurrenceId, state, nextAction, nextActionAt } = occurrence;
    const changed = await occurrences.changeFrom({ occurrenceId, state, nextAction, nextActionAt }, change, write);
    if (changed === null) throw alreadyDone();
    return changed;
  }
}

function isOpen({ snapshot, answers }: Asked): boolean {
  return unansweredOf(snapshot, answers).length > 0;
}

/** Auto-close (domain §2.4); null for a business review that was answered long before. */
function closingOf({ state, counts }: Occurrence): OccurrenceEvent | null {
  if (state === 'completed') return null;
  if (counts.answered >= counts.required) return 'complete';
  return state === 'partial' && closesAs(counts) === 'completed_partial' ? 'close' : 'miss';
}
