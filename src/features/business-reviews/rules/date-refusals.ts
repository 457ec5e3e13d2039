import { AppError } from '#core/errors.ts';
import type { CheckInsPublic, PlannedReview } from '#features/check-ins/public.ts';
import { noReviews } from '../errors.ts';

type DateRefusal = NonNullable<Awaited<ReturnType<CheckInsPublic['refusalOf']>>>;

/** Tells why the date cannot be and between which days it can. */
export function dateRefused(reason: DateRefusal, { from, to }: Pick<PlannedReview, 'from' | 'to'>): AppError {
  const params = { from, to };
  switch (reason) {
    case 'not_theirs':
      return noReviews();
    case 'already_sent':
      return new AppError({ kind: 'conflict', code: 'business-reviews.date_passed', params });
    case 'too_many_moves':
      return new AppError({ kind: 'conflict', code: 'business-reviews.too_many_moves', params });
    case 'outside_window':
    case 'outside_period':
      return new AppError({ kind: 'conflict', code: 'business-reviews.outside_period', params });
    case 'not_ahead':
      return new AppError({ kind: 'conflict', code: 'business-reviews.not_ahead', params });
    case 'no_business_day':
      return new AppError({ kind: 'conflict', code: 'business-reviews.no_business_day', params });
  }
}
