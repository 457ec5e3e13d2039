import type { PlainDate } from '#core/calendar/dates.ts';
import type { Zone } from '#core/calendar/instants.ts';
import type { PreCheck } from './account-schemas.ts';
import { conflictsOf, within } from './conflicts/conflicts.ts';
import { isOpen } from './conflicts/scope.ts';
import type { Registration, Related } from './conflicts/types.ts';
import type { MatchFields } from './matching/fields.ts';

export type PreCheckVerdict = Pick<PreCheck, 'outcome' | 'ownDealId'>;

/** All that a pre-check knows of a customer. */
export function fieldsOfDomain(registrableDomain: string): MatchFields {
  return { normalizedName: '', registrableDomain, taxId: null, country: null, city: null, emailDomain: null };
}

/** A registration of which only partner and domain are known: it overlaps with everything and comes after everything. */
export function askedFor(partnerId: string, domain: string): Registration {
  return {
    dealId: null,
    partnerId,
    registrationType: 'resale',
    fields: fieldsOfDomain(domain),
    division: null,
    products: [],
    expectedCloseOn: null,
    completeAt: null,
    sequence: null,
    tenderPublishedOn: null,
    territory: null,
    customerChoicePartnerId: null,
  };
}

/**
 * Issue 5 item 2: free when nothing matches in any class; taken when it would be C2 or C3 at the same customer; else
 * talk to us. A partner's own open registration is shown to it, whatever else there is; its own closed ones stand in
 * nobody's way.
 */
export function preCheckVerdict(
  partnerId: string,
  domain: string,
  related: Related,
  when: { today: PlainDate; zone: Zone },
): PreCheckVerdict {
  const registration = askedFor(partnerId, domain);
  const { findings } = conflictsOf(registration, related, when);
  const own = findings.find((finding) => finding.class === 'C1');
  if (own !== undefined) return { outcome: 'own', ownDealId: own.subjectId };
  const isTaken = findings.some((finding) => finding.class === 'C2' || finding.class === 'C3');
  if (isTaken) return { outcome: 'taken', ownDealId: null };
  const { registrations, accounts, isTruncated } = within(related, registration, when.today);
  const inTheWay = registrations.filter(
    ({ candidate }) => candidate.partnerId !== partnerId || isOpen(candidate.status),
  );
  const isFree = inTheWay.length === 0 && accounts.length === 0 && !isTruncated;
  return { outcome: isFree ? 'free' : 'talk_to_us', ownDealId: null };
}
