import type { Check } from '../checks.ts';
import { integer, matching, object, optional, text } from '../checks.ts';
import { actionable, confirmable, focusable, placeholdable } from './fields.ts';

function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

const isTimeOfDay = (value: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

export const pickerElements: Record<string, Check> = {
  datepicker: object({
    ...actionable,
    ...confirmable,
    ...focusable,
    ...placeholdable,
    initial_date: optional(matching(isCalendarDate, 'must be a date in the format YYYY-MM-DD')),
  }),
  timepicker: object({
    ...actionable,
    ...confirmable,
    ...focusable,
    ...placeholdable,
    initial_time: optional(matching(isTimeOfDay, 'must be a time in the format HH:mm')),
    timezone: optional(text()),
  }),
  datetimepicker: object({
    ...actionable,
    ...confirmable,
    ...focusable,
    initial_date_time: optional(integer(1_000_000_000, 9_999_999_999)),
  }),
};
