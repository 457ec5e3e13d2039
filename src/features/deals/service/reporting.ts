import { localDateOf } from '#core/calendar/instants.ts';
import type { Write } from '#core/write.ts';
import type { ConflictReport, Finding, Registration } from '../conflicts/types.ts';
import { comparedFieldsOf } from '../matching/fields.ts';
import type { Deal } from '../schemas.ts';
import type { DealContext, DealDeps } from './context.ts';

export type ReportDeps = Pick<DealDeps, 'findConflicts' | 'directory'>;
type Reported = Pick<Deal, 'partnerId' | 'details'> & Partial<Pick<Deal, 'dealId' | 'completeAt' | 'sequence'>>;

/** Everything that stands on the same customer, as it is inside this write (domain §4.4, §4.5). */
export async function reportOf(
  deps: ReportDeps,
  deal: Reported,
  context: DealContext,
  at: Date,
  write?: Write,
): Promise<ConflictReport> {
  const { details, partnerId, dealId = null, completeAt = null, sequence = null } = deal;
  const zone = context.settings.vendorZone;
  const { territory, coveredBy } = await territoryOf(deps, deal, context);
  const registration: Registration = {
    ...{ dealId, partnerId, completeAt, sequence },
    registrationType: details.registrationType,
    division: details.division,
    products: details.products,
    expectedCloseOn: details.expectedCloseOn,
    fields: comparedFieldsOf(details),
    tenderPublishedOn: details.publicTender ? details.tenderPublishedOn : null,
    territory,
    customerChoicePartnerId: null,
  };
  const { evidenceWithinHours } = context.settings.clocks;
  const today = localDateOf(at, zone);
  const report = await deps.findConflicts({ registration, today, zone, evidenceWithinHours }, write);
  return { ...report, findings: await named(deps, deal, report.findings, coveredBy) };
}

interface Territory {
  territory: Registration['territory'];
  coveredBy: readonly string[];
}

/** Nobody else there: open to all (domain §4.5 C12). A partner without limits is at home everywhere. */
async function territoryOf(
  { directory }: ReportDeps,
  { partnerId, details: { customerCountry: country } }: Reported,
  { card }: DealContext,
): Promise<Territory> {
  if (country === null) return { territory: null, coveredBy: [] };
  if (card.territory.length === 0 || card.territory.includes(country)) return { territory: 'inside', coveredBy: [] };
  const others = (await directory.listInTerritory(country)).filter((other) => other.partnerId !== partnerId);
  const coveredBy = others.map(({ displayName }) => displayName);
  return { territory: coveredBy.length === 0 ? 'outside_open' : 'outside_covered', coveredBy };
}

/** For the reviewer: which partner stands on the other side. */
async function named(
  { directory }: ReportDeps,
  { partnerId }: Reported,
  findings: readonly Finding[],
  coveredBy: readonly string[],
): Promise<readonly Finding[]> {
  const ids = new Set(findings.flatMap(({ facts }) => facts.partnerId ?? []));
  ids.delete(partnerId);
  const names = new Map<string, string>();
  for (const id of ids) {
    const card = await directory.findPartner(id);
    if (card !== null) names.set(id, card.displayName);
  }
  return findings.map((finding) => {
    const partnerName = names.get(finding.facts.partnerId ?? '');
    const facts = {
      ...finding.facts,
      ...(partnerName === undefined ? {} : { partnerName }),
      ...(finding.class === 'C12' ? { coveredBy: [...coveredBy] } : {}),
    };
    return { ...finding, facts };
  });
}
