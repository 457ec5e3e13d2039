import type { Write } from '#core/write.ts';
import type { PartnerCard } from '#features/directory/public.ts';
import { touchIds } from '#core/touches.ts';
import { resolveLate } from '../planner/late.ts';
import { isPrompt } from '../planner/touches.ts';
import { countsOf } from '../rules/answers.ts';
import { isToldToStaff } from '../rules/skips.ts';
import type { Frozen, Occurrence, Snapshot } from '../schemas.ts';
import { asked, promptIntent, skippedIntent, staffOf } from './intents.ts';
import { alreadyDone, atRest, moveOn } from './moves.ts';
import type { createPreparing } from './preparing.ts';
import type { Due, StepDeps } from './steps.ts';

const prompts = touchIds.filter(isPrompt);

/** The post itself: on its own day, never within a day of another one, or skipped with a reason (domain §2.4). */
export function createPrompting(deps: StepDeps & { preparing: ReturnType<typeof createPreparing> }) {
  const { occurrences, inOneWrite, preparing } = deps;

  return {
    async prompt(due: Due): Promise<void> {
      const { occurrence, partner, actor, now } = due;
      const { version, settings } = await deps.program.newest();
      const lastPromptAt = isPrompt(occurrence.touchId)
        ? await occurrences.findLastSentAt(partner.partnerId, prompts)
        : null;
      const limits = { sendUntil: settings.windows.send.to, lastPromptAt };
      const late = resolveLate(occurrence, now, occurrence.zone, limits);
      if (late.kind === 'wait') return wait(due, late.until);
      const refusal = late.kind === 'skipped' ? late.reason : refusalOf(partner, occurrence);
      const snapshot = refusal === null ? await snapshotOf(due) : null;
      const reason = refusal ?? (snapshot === null ? 'no_content' : null);
      const channelId = partner.mainChannelId;
      if (reason !== null || snapshot === null || channelId === null) {
        return inOneWrite((write) => skip({ occurrences, write, actor }, occurrence, partner, reason ?? 'no_channel'));
      }
      const { tier, zone } = occurrence;
      const frozen: Frozen = { tier, zone, settingsVersion: version, language: partner.language, channelId };
      await inOneWrite((write) => queue(due, snapshot, frozen, write));
    },
  };

  /** As prepared; of a business review and a newsletter it is taken only now. null: there is nothing to post. */
  async function snapshotOf({ occurrence, partner, now }: Due): Promise<Snapshot | null> {
    if (occurrence.snapshot !== null) return occurrence.snapshot;
    const snapshot = await preparing.readSnapshot(occurrence, partner, now);
    const isEmpty = occurrence.touchId === 'quarterly_newsletter' && snapshot.content.length === 0;
    return isEmpty ? null : snapshot;
  }

  async function queue({ occurrence, actor }: Due, snapshot: Snapshot, frozen: Frozen, write: Write): Promise<void> {
    const change = { snapshot, frozen, promptQueuedAt: write.at, ...atRest };
    const { occurrenceId, state, nextAction } = occurrence;
    const queued =
      state === 'scheduled'
        ? await moveOn({ occurrences, write, actor }, occurrence, 'prepare', {
            ...change,
            counts: countsOf(snapshot, []),
          })
        : await occurrences.changeFrom({ occurrenceId, state, nextAction }, change, write);
    if (queued === null) throw alreadyDone();
    await write.send(promptIntent(asked(queued)));
  }

  /** Another prompt was posted less than a day ago. */
  async function wait({ occurrence }: Due, until: Date): Promise<void> {
    const { occurrenceId, state, nextAction } = occurrence;
    await inOneWrite(async (write) => {
      const leaving = { occurrenceId, state, nextAction };
      const waiting = await occurrences.changeFrom(leaving, { nextActionAt: until }, write);
      if (waiting === null) throw alreadyDone();
    });
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
  if (partner && staff && isToldToStaff(reason)) await deps.write.send(skippedIntent(skipped, partner, staff));
}

function refusalOf(partner: PartnerCard, { tier }: Occurrence): string | null {
  if (partner.status !== 'active' || partner.tier !== tier) return 'not_active';
  return partner.mainChannelId === null ? 'no_channel' : null;
}
