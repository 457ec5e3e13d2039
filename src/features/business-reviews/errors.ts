import { AppError } from '#core/errors.ts';

/** Foreign and missing look the same (design §7). */
export function notFound(): AppError {
  return new AppError({ kind: 'missing', code: 'business-reviews.not_found' });
}

export function partnerNeeded(): AppError {
  return new AppError({ kind: 'invalid', code: 'business-reviews.partner_needed' });
}

export function badDay(): AppError {
  return new AppError({ kind: 'invalid', code: 'business-reviews.bad_day' });
}

export function badTime(window: { from: string; to: string }): AppError {
  return new AppError({ kind: 'invalid', code: 'business-reviews.bad_time', params: window });
}

/** This tier or status has no business reviews (domain §2.1). */
export function noReviews(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.no_reviews' });
}

/** Somebody else was faster, or it went another way: tells the true state. */
export function alreadyMoved(state: string, by: string | null): AppError {
  const params = { state, by: by ?? '' };
  return new AppError({ kind: 'conflict', code: 'business-reviews.already_moved', params });
}

export function noChannel(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.no_channel' });
}

export function tooEarly(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.too_early' });
}

export function nothingToReport(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.nothing_to_report' });
}

export function namesAnotherPartner(field: string): AppError {
  return new AppError({ kind: 'invalid', code: 'business-reviews.names_another_partner', field });
}

/** The survey is for the people named for it; everybody else learns no more than that. */
export function notForYou(): AppError {
  return new AppError({ kind: 'forbidden', code: 'business-reviews.not_for_you' });
}

export function surveyOver(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.survey_over' });
}

export function alreadyDone(): AppError {
  return new AppError({ kind: 'conflict', code: 'business-reviews.already_done' });
}
