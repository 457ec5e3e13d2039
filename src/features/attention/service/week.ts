import type { Actor } from '#core/actor.ts';
import type { Reader } from '#core/interaction.ts';
import type { LineOf, MessageLedger } from '#core/ports.ts';
import { requireRight } from '#core/rights.ts';
import { notFound } from '../errors.ts';
import { rights } from '../rules.ts';

/** The whole of a "This week" post. */
export function createWeekService(deps: { ledger: MessageLedger; lineOf: LineOf }) {
  return {
    /** Its lines as they are now; a foreign bundle and a missing one look the same: AppError(missing). */
    async readWeek(order: {
      actor: Actor;
      partnerId: string | null;
      bundleKey: string;
      reader: Reader;
    }): Promise<readonly string[]> {
      requireRight(rights, 'readWeek', order.actor);
      const bundle = await deps.ledger.findBundle(order.bundleKey);
      if (!bundle || order.partnerId === null || bundle.partnerId !== order.partnerId) throw notFound();
      return bundle.members.flatMap(({ message, params }) => deps.lineOf(message, params, order.reader) ?? []);
    },
  };
}

export type WeekService = ReturnType<typeof createWeekService>;
