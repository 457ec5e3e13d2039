import type { Actor } from '#core/actor.ts';
import type { TouchId } from '#core/touches.ts';
import type { Write } from '#core/write.ts';
import type { PartnerChange } from '#core/contributions/partner-change.ts';
import type { ComingTouch, PlanLine, WantedChange } from './schemas.ts';

interface OfPartner {
  actor: Actor;
  partnerId: string;
}

/** What the rhythm asks of check-ins, which own the plan. */
export interface PlanPort {
  /** Coming touches in the order of their days. Throws AppError(forbidden | missing). */
  listComing(order: OfPartner & { days: number }): Promise<readonly ComingTouch[]>;
  /** The coming one of one touch as the caller's write sees the plan; null while the touch rests. */
  findComing(order: { partnerId: string; touchId: TouchId }, write: Write): Promise<ComingTouch | null>;
  /** What a change would do to the coming weeks. Throws as `applyChange`. */
  previewChange(order: OfPartner & { change: WantedChange }): Promise<readonly PlanLine[]>;
  /** The same for a change of the partner's own record. */
  previewPartnerChange(order: { actor: Actor; change: PartnerChange }): Promise<readonly PlanLine[]>;
  /** Throws AppError(conflict, check-ins.<refusal>), AppError(forbidden | missing). */
  applyChange(order: OfPartner & { change: WantedChange }, write: Write): Promise<void>;
}
