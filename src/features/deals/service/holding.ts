import { changeNeedsContact } from '../errors.ts';
import { isRuledApart, mergedFindings, newFindings, openFindings } from '../rules/findings.ts';
import { heldKeysOf } from '../rules/opportunity.ts';
import type { Deal } from '../schemas.ts';
import { turnsOf } from './approving.ts';
import type { Changing } from './changes.ts';
import { reportOf } from './reporting.ts';
import type { ReportDeps } from './reporting.ts';

/** Where another registration stands in the way of what is now stated (domain §4.5). */
const heldByAnother: readonly string[] = ['C1', 'C2', 'C3', 'C4'];

/**
 * What an approved deal holds follows its products and close date, checked again in its customer's turn. Throws
 * AppError(conflict, deals.change_needs_contact) when another registration would be met.
 */
export async function heldAfter(
  deps: ReportDeps,
  { deals, write, context }: Changing,
  deal: Deal,
  next: Deal,
): Promise<Partial<Pick<Deal, 'heldKeys'>>> {
  const [old, now] = [deal.details, next.details];
  if (old.products.join() === now.products.join() && old.expectedCloseOn === now.expectedCloseOn) return {};
  await deals.takeTurn(turnsOf(deal, deal), write);
  const report = await reportOf(deps, next, context, write.at, write);
  const findings = newFindings(deal.findings, mergedFindings(deal.findings, report.findings, write.at));
  if (openFindings(findings).some(({ class: of }) => heldByAnother.includes(of))) throw changeNeedsContact();
  await deals.matchAgain({ dealId: deal.dealId, others: [] }, write.at, write);
  const apartAs = isRuledApart(deal.findings) ? deal.dealId : undefined;
  return { heldKeys: heldKeysOf({ ...now, normalizedName: next.normalizedName }, apartAs) };
}
