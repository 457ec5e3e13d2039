import { loadingView } from '#blocks/deals/register-form.ts';
import type { Actor, PartnerActor, StaffActor } from '#core/actor.ts';
import { AppError } from '#core/errors.ts';
import type { ActionRequest, CommandRequest, PartnerPlace } from '#core/interaction.ts';
import type { ModalView } from '#core/surface.ts';
import { notFound } from '../errors.ts';

interface Asked {
  actor: Actor;
  place: PartnerPlace | null;
}

/** A person of the partner whose place this is; foreign and missing look the same (design §7). */
export function requireMemberHere({ actor, place }: Asked, partnerId?: string): PartnerActor {
  if (actor.kind === 'staff') throw new AppError({ kind: 'forbidden', code: 'deals.partner_only' });
  if (actor.kind !== 'partner' || place === null || place.partnerId !== actor.partnerId) throw notFound();
  if (partnerId !== undefined && partnerId !== '' && partnerId !== actor.partnerId) throw notFound();
  return actor;
}

export function requireStaff({ actor }: Pick<Asked, 'actor'>): StaffActor {
  if (actor.kind !== 'staff') throw notFound();
  return actor;
}

/** Inside a modal the next one takes its place; on a message a light one opens first (slack.md §2). */
export async function show(request: ActionRequest, load: () => Promise<ModalView>): Promise<void> {
  const isInModal = request.viewId !== null && !isOfHome(request.actionId);
  if (isInModal) return request.updateModal(await load());
  await request.openLoading(loadingView(request.reader.language), load);
}

/** A trigger that died while others were served: says what was kept, then it is as with any other failure. */
export async function sayingWhatIsKept(
  request: Pick<ActionRequest | CommandRequest, 'notice'>,
  doing: () => Promise<void>,
  say: () => Promise<Parameters<ActionRequest['notice']>[0]>,
): Promise<void> {
  try {
    await doing();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'core.trigger_expired') throw thrown;
    await request.notice(await say());
  }
}

/** `DR-2026-0142|7|0`: the deal, the version that was seen, and which of its findings. */
export function partsOf(value: string): { dealId: string; version?: number; index: number } {
  const [dealId = '', version = '', index = ''] = value.split('|');
  return { dealId, index: Number(index), ...(/^\d+$/.test(version) ? { version: Number(version) } : {}) };
}

function isOfHome(actionId: string): boolean {
  return actionId.startsWith('deals.home.');
}
