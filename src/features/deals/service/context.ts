import type { BusinessHours } from '#core/calendar/business-hours.ts';
import type { WorkCalendar } from '#core/calendar/business-days.ts';
import type { Clock } from '#core/clock.ts';
import type { EligibilityCheck } from '#core/contributions/eligibility.ts';
import type { IdSource } from '#core/ids.ts';
import type { Log } from '#core/log-fields.ts';
import type { InOneWrite } from '#core/write.ts';
import type { DirectoryPublic, PartnerCard } from '#features/directory/public.ts';
import type { AccountStore } from '../account-store.ts';
import type { FindConflicts } from '../conflicts/types.ts';
import type { DraftStore } from '../draft-store.ts';
import type { HistoryStore } from '../history-store.ts';
import type { LetterStore } from '../letter-store.ts';
import type { StaffSeen, Team } from '../rules/approver.ts';
import { withId } from '../rules/approver.ts';
import type { DealSettings } from '../rules/settings.ts';
import type { TimerContext } from '../rules/timers.ts';
import type { Deal } from '../schemas.ts';
import type { DealStore } from '../store.ts';

export interface DealDeps {
  deals: DealStore;
  drafts: DraftStore;
  accounts: Pick<AccountStore, 'buysByDivision'>;
  findConflicts: FindConflicts;
  letters: LetterStore;
  history: HistoryStore;
  /** When our accounts and opportunities were last imported; null: never. */
  accountsAsOf(): Promise<Date | null>;
  directory: DirectoryPublic;
  settings(): Promise<DealSettings>;
  eligibilityChecks(): readonly EligibilityCheck[];
  ids: IdSource;
  clock: Clock;
  log: Log;
  inOneWrite: InOneWrite;
}

/** The people, settings and calendars around one partner's deals. */
export interface DealContext extends TimerContext {
  card: PartnerCard;
  team: Team;
  settings: DealSettings;
  partner: { zone: string; cal: WorkCalendar };
  /** Working time of the deal's approver; of the vendor where there is none. */
  reviewTime: BusinessHours;
}

export async function contextOf(
  deps: Pick<DealDeps, 'directory' | 'settings'>,
  about: Pick<Deal, 'partnerId' | 'approverStaffId' | 'clock'>,
  at: Date,
): Promise<DealContext> {
  const [card, staff, settings] = await Promise.all([
    deps.directory.getPartner(about.partnerId),
    deps.directory.listStaff(at),
    deps.settings(),
  ]);
  const team: Team = {
    pmStaffId: card.pm?.staffId ?? null,
    backupStaffId: card.backup?.staffId ?? null,
    leads: settings.leads,
    staff,
  };
  // A running clock keeps the zone in which it was started (domain §0.2 Zones).
  const zone = about.clock?.zone ?? withId(about.approverStaffId, team)?.timeZone ?? settings.vendorZone;
  return {
    card,
    team,
    settings,
    partner: { zone: card.timeZone, cal: settings.workingDays(card.calendar) },
    reviewTime: settings.timeIn(zone),
  };
}

export function approverOf(deal: Pick<Deal, 'approverStaffId'>, { team }: DealContext): StaffSeen | null {
  return withId(deal.approverStaffId, team);
}
