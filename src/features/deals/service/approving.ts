import { localDateOf } from '#core/calendar/instants.ts';
import type { ConflictReport } from '../conflicts/types.ts';
import { coSellFinding, creditOf, isRuledApart, openFindings } from '../rules/findings.ts';
import { contactNameOf } from '../rules/approver.ts';
import { heldKeysOf } from '../rules/opportunity.ts';
import { milestonesOf, startedProtection, windowDaysOf } from '../rules/protection.ts';
import type { Deal } from '../schemas.ts';
import { moveDeal, sendAll, showBoth } from './changes.ts';
import type { Changing } from './changes.ts';
import { replyIntent } from './partner-intents.ts';
import { accountOwnerIntents } from './staff-intents.ts';

export interface Granting {
  /** As found inside this very write, with what operations settled. */
  findings: Deal['findings'];
  report: Pick<ConflictReport, 'accountId' | 'matchClass' | 'matchReasons' | 'directActivityOn'>;
  by: string;
  byName: string;
  firstContactAt: Date | null;
  asCoSell: boolean;
  /** Other than the tier's. */
  windowDays?: number | undefined;
  /** For the story and the audit trail. */
  note?: string | null;
  deliveryKey?: string | undefined;
}

/** What nobody else may take a turn at while this is decided. */
export function turnsOf(deal: Deal, report: Pick<ConflictReport, 'accountId'>): readonly string[] {
  return [...deal.searchKeys, ...(report.accountId === null ? [] : [`a:${report.accountId}`])];
}

/** Approves a deal whose customer's turn is taken: protection, owner, credit, and the word to the partner. */
export async function grantApproval(changing: Changing, deal: Deal, granting: Granting): Promise<Deal> {
  const { write, context } = changing;
  const { findings, report, by, byName, deliveryKey } = granting;
  const { card, partner, settings } = context;
  const coSell = coSellFinding(findings);
  const asCoSell = granting.asCoSell || coSell !== null;
  const about = { tier: card.tier, type: deal.details.registrationType, zone: partner.zone };
  const { windowDays = windowDaysOf(about.tier, about.type, settings) } = granting;
  const started = startedProtection(write.at, { ...about, windowDays });
  const opportunity = { ...deal.details, normalizedName: deal.normalizedName };
  const decision = { outcome: 'approved' as const, by, byName, at: write.at, reasonCode: null, partnerText: null };
  const saved = await moveDeal(changing, deal, {
    event: 'approve',
    met: { no_open_findings: openFindings(findings).length === 0, within_authority: true },
    deliveryKey,
    reason: granting.note ?? null,
    change: {
      ...started,
      findings,
      matchReasons: [...report.matchReasons],
      matchClass: report.matchClass,
      accountId: report.accountId,
      firstContactAt: granting.firstContactAt,
      decision: { ...decision, asCoSell },
      heldKeys: heldKeysOf(opportunity, isRuledApart(findings) ? deal.dealId : undefined),
      lastUpdateAt: write.at,
      credit: creditOf(deal.details.source, asCoSell, {
        directActivityOn: report.directActivityOn,
        completeOn: localDateOf(deal.completeAt, settings.vendorZone),
      }),
      closedAt: null,
      closedReason: null,
    },
  });
  const { meetingBy } = milestonesOf({ ...started, lastUpdateAt: write.at }, write.at, settings);
  const told = {
    protectedUntilOn: started.protectedUntilOn,
    windowDays: started.protection.windowDays,
    updateDays: settings.stale.askDays,
    meetingBy,
    contactName: contactNameOf(context.team),
    asCoSell,
    repName: coSell?.params.repName ?? null,
  };
  await sendAll(write, [replyIntent(saved, 'approved', told), ...accountOwnerIntents(saved, context)]);
  await showBoth(changing, saved);
  return saved;
}
