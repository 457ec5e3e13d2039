import type { Actor } from '#core/actor.ts';
import type { Outcome } from '#core/intent.ts';
import type { Write } from '#core/write.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { occurrenceOfPromptKey } from '../rules/keys.ts';
import { stepAfterDelivery } from '../rules/timeline.ts';
import type { Occurrence } from '../schemas.ts';
import type { OccurrenceStore } from '../store.ts';
import { moveOn } from './moves.ts';
import { skip } from './prompting.ts';

const outbox: Actor = { kind: 'job', name: 'outbox' };

/** An occurrence is `sent` when its prompt was delivered, not when it was queued (design §6.4). */
export function createOutcomes(deps: { occurrences: OccurrenceStore; directory: DirectoryPublic }) {
  const { occurrences } = deps;

  return {
    async onOutcome(outcome: Outcome, write: Write): Promise<void> {
      const occurrenceId = occurrenceOfPromptKey(outcome.key);
      const occurrence = occurrenceId === null ? null : await occurrences.findOccurrence(occurrenceId, write);
      if (occurrence === null) return;
      if (outcome.kind === 'delivered') return delivered(occurrence, outcome, write);
      if (occurrence.state !== 'prepared') return;
      const partner = await deps.directory.findPartner(occurrence.partnerId);
      const reason = outcome.kind === 'dropped' ? outcome.reason : 'send_failed';
      await skip({ occurrences, write, actor: outbox }, occurrence, partner, reason);
    },
  };

  async function delivered(
    occurrence: Occurrence,
    outcome: Outcome & { kind: 'delivered' },
    write: Write,
  ): Promise<void> {
    const { occurrenceId, state, schedule } = occurrence;
    const message = { channelId: outcome.channelId, ts: outcome.ts };
    if (state === 'prepared' && schedule !== null) {
      const change = { message, sentAt: outcome.at, ...stepAfterDelivery(schedule, outcome.at) };
      await moveOn({ occurrences, write, actor: outbox }, occurrence, 'deliver', change);
      return;
    }
    // Somebody answered before the delivery was recorded.
    await occurrences.changeFrom({ occurrenceId, state }, { message }, write);
  }
}
