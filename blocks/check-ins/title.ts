import { addMonths } from '#core/calendar/dates.ts';
import type { Language } from '#core/language.ts';
import type { TouchId } from '#core/touches.ts';
import { textsFor } from './texts.ts';
import { monthName } from '#blocks/kit/when.ts';

export interface TitledTouch {
  touchId: TouchId;
  periodKey: string;
}

/** `December check-in`, `Deal review, week 47`: a touch and its period as people call them; at most 24 characters. */
export function touchTitle({ touchId, periodKey }: TitledTouch, language: Language): string {
  const { titles } = textsFor(language);
  switch (touchId) {
    case 'monthly_checkin':
      return titles.checkIn(monthName(periodKey, language));
    case 'monthly_performance_review':
      return titles.performance(monthName(addMonths(`${periodKey}-01`, -1).slice(0, 7), language));
    case 'weekly_deal_review':
      return titles.deals(weekOf(periodKey));
    case 'biweekly_pipeline_review':
      return titles.pipeline(weekOf(periodKey));
    case 'qbr_strategic':
    case 'qbr_core':
      return titles.review(quarterOf(periodKey));
    case 'quarterly_newsletter':
      return titles.newsletter(quarterOf(periodKey));
  }
}

/** `47` of `2026-W47`. */
function weekOf(periodKey: string): string {
  return String(Number(/\d+$/.exec(periodKey)?.[0] ?? 0));
}

/** `Q1 2027` of `2027-Q1`. */
function quarterOf(periodKey: string): string {
  const [year = '', quarter = ''] = periodKey.split('-');
  return `${quarter} ${year}`;
}
