import type { PartnerActor } from '#core/actor.ts';
import { fieldProblem } from '../errors.ts';
import { fieldLimits } from '../field-schemas.ts';
import type { Evidence } from '../field-schemas.ts';
import { given, linkProblem, withEvidence } from '../rules/evidence.ts';
import { reachablePartnerManager } from '../rules/approver.ts';
import { messageKeyOf } from '../rules/keys.ts';
import type { Deal } from '../schemas.ts';
import { saveDeal, sendAll } from './changes.ts';
import type { Changing } from './changes.ts';
import { reviewCardIntent, staffNoteIntent } from './staff-intents.ts';
import type { NoteRequest } from './partner-verbs.ts';

/**
 * Keeps what a partner sent with a registration and tells its reviewer; what came with a message is taken once and
 * marked there. Throws AppError(invalid, deals.field_problem) for a link that is not taken.
 */
export async function takeEvidence(
  changing: Changing & { actor: PartnerActor },
  deal: Deal,
  request: NoteRequest,
): Promise<Deal> {
  const { write, context, actor } = changing;
  const { message, deliveryKey } = request;
  if (message !== undefined && deal.details.evidence.some(({ messageTs }) => messageTs === message.ts)) return deal;
  const sent = sentEvidence(request);
  if (sent.length === 0) return deal;
  const wrong = linkProblem(sent, context.settings.evidenceHosts);
  if (wrong !== null) throw fieldProblem(wrong);
  const added = given(sent, actor, write.at).map((one) => (message ? { ...one, messageTs: message.ts } : one));
  const evidence = withEvidence(deal.details.evidence, added);
  const change = { details: { ...deal.details, evidence } };
  const saved = await saveDeal(changing, deal, change, { action: 'noted', deliveryKey });
  if (message !== undefined) {
    const key = messageKeyOf('kept', deal.dealId, message.ts);
    await write.react({ key, partnerId: deal.partnerId, on: message, name: 'eyes' });
  }
  // Whoever weighs the two sees what the other one has.
  await changing.deals.matchAgain({ dealId: deal.dealId, others: [] }, write.at, write);
  const inThread = { n: `thread.${hourOf(write.at)}`, text: wordsOf(saidInHour(evidence, write.at)) };
  const note = message === undefined ? { n: deal.history.length, text: wordsOf(sent) } : inThread;
  const told = { kind: 'evidence' as const, ...note };
  await sendAll(write, [
    staffNoteIntent(saved, context, told),
    // After a refusal the partner manager hears of it, too; the same person hears it once.
    saved.closedAt === null ? null : staffNoteIntent(saved, context, told, reachablePartnerManager(context.team)),
    reviewCardIntent(saved, context),
  ]);
  return saved;
}

/** People write in several messages: those of an hour are one note to the reviewer, which grows. */
function saidInHour(evidence: readonly Evidence[], at: Date): Evidence[] {
  return evidence.filter((one) => one.messageTs !== undefined && one.at && hourOf(one.at) === hourOf(at));
}

function hourOf(at: Date): string {
  return at.toISOString().slice(0, 13);
}

/** Notes and links as they are, files by their names. */
export function wordsOf(evidence: readonly Evidence[]): string {
  return evidence.map(({ kind, ref, name }) => (kind === 'file' ? (name ?? ref) : ref)).join(', ');
}

function sentEvidence({ note, evidence = [] }: NoteRequest): Evidence[] {
  const words = note.trim();
  const most = fieldLimits.evidenceWords;
  const kept = words.length > most ? `${words.slice(0, most - 1).toWellFormed()}…` : words;
  return [...(kept === '' ? [] : [{ kind: 'note' as const, ref: kept }]), ...evidence];
}
