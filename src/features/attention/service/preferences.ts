import type { Actor } from '#core/actor.ts';
import { mayDo } from '#core/rights.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import type { ProgramPublic } from '#features/program/public.ts';
import { forbidden } from '../errors.ts';
import { fullHours, rights } from '../rules.ts';
import type { ShownPreferences } from '../schemas.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7];

/** When and about what a partner wants to be written to; kept in the directory (domain §2.5 rule 9, §2.6). */
export function createPreferencesService(deps: { directory: DirectoryPublic; program: ProgramPublic }) {
  return {
    /** What is set and what may be chosen. Throws AppError(forbidden, attention.admin_only). */
    async readPreferences(order: { actor: Actor; partnerId: string }): Promise<ShownPreferences> {
      requireAdmin(order.actor);
      const [card, chosen, settings] = await Promise.all([
        deps.directory.getPartner(order.partnerId),
        deps.directory.getPreferences(order.partnerId),
        deps.program.current(),
      ]);
      const { from, to } = settings.windows.send;
      return {
        ...chosen,
        partnerId: order.partnerId,
        zone: card.timeZone,
        weekdays: weekdays.filter((day) => !card.calendar.weekendDays.includes(day)),
        times: fullHours(from, to),
      };
    },

    /** Throws AppError(forbidden), and what the directory's verb throws. */
    async changePreferences(order: {
      actor: Actor;
      partnerId: string;
      sendWeekday: number | null;
      sendTime: string | null;
      mutedTopics: readonly string[];
    }): Promise<void> {
      requireAdmin(order.actor);
      await deps.directory.setPreferences(order);
    },
  };
}

export type PreferencesService = ReturnType<typeof createPreferencesService>;

function requireAdmin(actor: Actor): void {
  if (!mayDo(rights, 'changePreferences', actor)) throw forbidden('admin_only');
}
