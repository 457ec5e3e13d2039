import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { Priority } from '#core/intent.ts';
import type { AddresseePort, PolicyPort, SendDecision } from '#core/ports.ts';
import { nextOpenAt } from '#core/send-window.ts';
import type { ProgramPublic } from '#features/program/public.ts';

/**
 * When a message may go out (domain §2.5 rule 1, §2.6): direct replies and P0 at once, pushed decisions in their wider
 * window, everything else in the send window of its reader's own zone. Caps come with the attention budget.
 */
export function createSendPolicy(deps: {
  program: ProgramPublic;
  addressees: AddresseePort;
  vendorCalendar: WorkCalendar;
}): PolicyPort {
  return {
    async decide({ intent, addressee, now }): Promise<SendDecision> {
      if (intent.priority === 'P0' || intent.direct === true) return { kind: 'send' };
      const settings = await deps.program.current();
      const isInternal = intent.audience !== 'partner' && intent.audience !== 'partner_admin';
      const zone =
        isInternal && !('channelId' in intent.to)
          ? (await deps.addressees.readerOfPerson(intent.to)).zone
          : (addressee?.zone ?? settings.vendor.timeZone);
      const opensAt = nextOpenAt(now, {
        ...windowFor(intent.priority, isInternal, settings.windows),
        zone,
        calendar: isInternal || !addressee ? deps.vendorCalendar : addressee.calendar,
        closedPeriods: intent.priority === 'P1' || isInternal ? [] : settings.closedPeriods,
      });
      if (!opensAt) return { kind: 'drop', reason: 'expired' };
      if (opensAt.getTime() <= now.getTime()) return { kind: 'send' };
      return { kind: 'defer', until: opensAt, reason: 'quiet_hours' };
    },
  };
}

type Windows = Awaited<ReturnType<ProgramPublic['current']>>['windows'];

function windowFor(priority: Priority, isInternal: boolean, windows: Windows): { from: string; to: string } {
  if (priority === 'P1') return windows.pushedDecision;
  // Quiet hours end where the day begins for staff; partners have the narrower send window.
  return isInternal ? { from: windows.quietHours.to, to: windows.quietHours.from } : windows.send;
}
