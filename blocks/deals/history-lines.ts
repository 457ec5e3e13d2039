import { staffStoryTexts } from './staff-story-texts.ts';
import { dayOfInstant, nameText } from './words.ts';

export interface ShownEntry {
  at: Date;
  action: string;
  /** `staff:T…/U…`, `job:deals.sweep-due`, `operator:ann`. */
  by: string;
}

const person = /^(?:staff|partner|stranger):[A-Z0-9]+\/([UW][A-Z0-9]+)$/;

/** `• 17 Nov 2026: approved, @Ines`; staff only. */
export function historyLine({ at, action, by }: ShownEntry, zone: string): string {
  const what = staffStoryTexts.actions[action] ?? nameText(action.replaceAll('_', ' '));
  return staffStoryTexts.line(dayOfInstant(at, zone, 'en'), what, whoText(by));
}

function whoText(by: string): string {
  const userId = person.exec(by)?.[1];
  if (userId !== undefined) return `<@${userId}>`;
  return by.startsWith('job:') ? staffStoryTexts.byItself : nameText(by.replace(/^operator:/, ''));
}
