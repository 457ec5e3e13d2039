import { AppError } from '#core/errors.ts';
import type { IssueState } from './schemas.ts';

export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'newsletter.not_found' });
}

export function badQuarter(): AppError {
  return new AppError({ kind: 'invalid', code: 'newsletter.bad_quarter' });
}

/** Somebody else was faster: what they see is old. */
export function changedMeanwhile(): AppError {
  return new AppError({ kind: 'conflict', code: 'newsletter.changed_meanwhile', field: 'en' });
}

/** The issue in its state does not take this. */
export function notNow(state: IssueState): AppError {
  return new AppError({ kind: 'conflict', code: 'newsletter.not_now', params: { state } });
}

export function namesAPartner(): AppError {
  return new AppError({ kind: 'invalid', code: 'newsletter.names_a_partner', field: 'en' });
}

export function winPartnerUnknown(partnerId: string): AppError {
  const params = { partnerId };
  return new AppError({ kind: 'invalid', code: 'newsletter.win_partner_unknown', field: 'winPartnerId', params });
}

export function tooLong(characters: number): AppError {
  return new AppError({ kind: 'invalid', code: 'newsletter.too_long', field: 'en', params: { characters } });
}

export function isFull(): AppError {
  return new AppError({ kind: 'invalid', code: 'newsletter.full' });
}

export function isEmpty(): AppError {
  return new AppError({ kind: 'invalid', code: 'newsletter.empty' });
}

export function isYourOwn(): AppError {
  return new AppError({ kind: 'forbidden', code: 'newsletter.own_issue' });
}

export function notTheLead(): AppError {
  return new AppError({ kind: 'forbidden', code: 'newsletter.not_the_lead' });
}

/** The sweep has nothing to do any more. */
export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'newsletter.already_done' });
}
