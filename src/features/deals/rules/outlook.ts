import type { WorkCalendar } from '#core/calendar/business-days.ts';
import { localDateOf } from '#core/calendar/instants.ts';
import { partnerSteps } from '../outlook-schemas.ts';
import type { Outlook, PartnerStep } from '../outlook-schemas.ts';
import type { Deal } from '../schemas.ts';
import { evidenceUntilOn, mayAddEvidence } from './appeal.ts';
import { contactNameOf } from './approver.ts';
import type { Team } from './approver.ts';
import { grantedCount, isLateRequest, mostExtensions, pendingExtension } from './extension.ts';
import { graceUntilOn, milestonesOf, reinstateUntilOn } from './protection.ts';
import type { Protected } from './protection.ts';
import type { DealSettings } from './settings.ts';
import { isUndecided } from './states.ts';

export interface OutlookContext {
  partner: { zone: string; cal: WorkCalendar };
  team: Team;
  settings: DealSettings;
}

/** What follows for the partner from how the deal stands now: what they can do, what keeps it alive, whom to ask. */
export function outlookOf(deal: Deal, now: Date, context: OutlookContext): Outlook {
  const { partner, settings, team } = context;
  const held = deal.status === 'approved' ? protectedPartOf(deal) : null;
  return {
    steps: partnerSteps.filter((step) => isPossible[step](deal, now, context)),
    milestones: held === null ? null : milestonesOf(held, now, settings),
    extensions:
      held === null
        ? null
        : {
            used: grantedCount(deal),
            most: mostExtensions(held, settings),
            isLate: isLateRequest(held, now, partner.cal, settings),
          },
    evidenceUntilOn: evidenceUntilOn(deal, partner),
    contactName: contactNameOf(team),
  };
}

type Possible = (deal: Deal, now: Date, context: OutlookContext) => boolean;

const isApproved: Possible = ({ status }) => status === 'approved';

const isPossible: Readonly<Record<PartnerStep, Possible>> = {
  answer: ({ status }) => status === 'info_needed',
  update: isApproved,
  extend(deal, _now, { settings }) {
    const held = deal.status === 'approved' ? protectedPartOf(deal) : null;
    return held !== null && pendingExtension(deal) === null && grantedCount(deal) < mostExtensions(held, settings);
  },
  takeUp: ({ status, secondInLine }) => status === 'rejected' && secondInLine?.state === 'offered',
  reinstate(deal, now, { partner, settings }) {
    const { status, reinstatement } = deal;
    const held = protectedPartOf(deal);
    if (status !== 'expired' || held === null || reinstatement !== null) return false;
    return localDateOf(now, partner.zone) <= reinstateUntilOn(held.protectedUntilOn, partner.cal, settings);
  },
  won(deal, now, { partner, settings }) {
    const { status, protectedUntilOn } = deal;
    if (status !== 'expired' || protectedUntilOn === null) return status === 'approved';
    return localDateOf(now, partner.zone) <= graceUntilOn(protectedUntilOn, partner.cal, settings);
  },
  lost: isApproved,
  note: (deal, now, { partner }) => mayAddEvidence(deal, now, partner),
  withdraw: ({ status }) => isUndecided(status) || status === 'approved',
};

function protectedPartOf(deal: Deal): (Protected & Pick<Deal, 'extensions'>) | null {
  const { protection, protectedUntilOn, lastUpdateAt, extensions } = deal;
  return protection === null || protectedUntilOn === null
    ? null
    : { protection, protectedUntilOn, lastUpdateAt, extensions };
}
