import { addDays, addMonths, compareDates } from '#core/calendar/dates.ts';
import type { PlainDate } from '#core/calendar/dates.ts';
import type { DealStatus } from '../state-schemas.ts';
import { openStatuses, undecidedStatuses } from '../state-schemas.ts';
import type { AccountCandidate, RegistrationCandidate } from './types.ts';

/** Search scope of domain §4.4: what else than open registrations may bear on a new one, and for how long. */
const wonMonths = 12;
const expiredDays = 90;

export const statusesInScope = [...openStatuses, 'won', 'expired'] as const satisfies readonly DealStatus[];

export function isOpen(status: DealStatus): boolean {
  return openStatuses.some((open) => open === status);
}

export function isUndecided(status: DealStatus): boolean {
  return undecidedStatuses.some((undecided) => undecided === status);
}

export function isRegistrationInScope({ status, closedOn }: RegistrationCandidate, today: PlainDate): boolean {
  if (isOpen(status)) return true;
  if (closedOn === null) return false;
  if (status === 'won') return compareDates(closedOn, addMonths(today, -wonMonths)) >= 0;
  return status === 'expired' && compareDates(closedOn, addDays(today, -expiredDays)) >= 0;
}

/** An account that merely exists is a name in a list: it only says who a customer is. */
export function isAccountInScope(account: AccountCandidate, today: PlainDate): boolean {
  return (
    account.directOnlyListVersion !== null ||
    account.incumbentPartnerId !== null ||
    isUnderContract(account, today) ||
    account.opportunities.some(({ status }) => status === 'open')
  );
}

export function isUnderContract({ contract }: AccountCandidate, today: PlainDate): boolean {
  return contract !== null && (contract.endsOn === null || compareDates(contract.endsOn, today) >= 0);
}
