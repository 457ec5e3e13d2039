import type { z } from 'zod';
import type { Actor } from '../actor.ts';
import { isPlainDate } from '../calendar/dates.ts';
import type { PlainDate } from '../calendar/dates.ts';
import type { Reader } from '../interaction.ts';
import type { Element } from '../surface.ts';
import type { TouchId, TouchRun } from '../touches.ts';
import type { Write } from '../write.ts';

/** Something that a touch asks about one by one: a deal, a goal (domain §2.3). */
export interface TouchItem {
  /** The contributor's own id; comes back with the answers and is checked again there. */
  readonly subjectId: string;
  readonly kind: 'deal' | 'goal';
  /** As the partner knows it; plain text, escaped where it is shown. */
  readonly title: string;
  /** The partner's contact to whom its questions belong; null: whoever answers (domain §3.1). */
  readonly ownerContactId: string | null;
  /**
   * What is known of it already, by question, shown for confirming: `{ D2: nextStepText({ … }), D3: '2027-01-15', D5:
   * 'commit' }` of a deal, `{ M2: 'on_track' }` of a goal.
   */
  readonly prefill: Readonly<Record<string, string>>;
}

/** An item that is over: won, lost or expired since it was asked about. */
export interface ClosedItem {
  /** How the partner knows it: `DR-2026-0142`; plain text. */
  readonly name: string;
  readonly at: Date;
}

/** What became of an item since it was taken. */
export interface ItemNow extends Pick<TouchItem, 'subjectId' | 'ownerContactId'> {
  /** Nothing is asked of it any more; null: it is still open. */
  readonly closed: ClosedItem | null;
}

/** The next step of a deal (D2), what somebody commits to (M6), and the day by which. */
export interface NextStep {
  readonly on: PlainDate;
  readonly step: string;
}

/** As it stands in answers and prefills: `2027-01-15 Call the buyer`. */
export function nextStepText({ on, step }: NextStep): string {
  return `${on} ${step}`;
}

/** null for what names no day or no step. */
export function nextStepOf(text: string): NextStep | null {
  const [, on, step] = /^(\d{4}-\d{2}-\d{2}) ([\s\S]+)$/.exec(text) ?? [];
  return on === undefined || step === undefined || !isPlainDate(on) ? null : { on, step };
}

/**
 * What a feature has to show or ask in a touch (domain §2.3). `take` reads the numbers once, when the touch is prepared,
 * those of a newsletter when it is posted (without any it is not posted), those of a business review at the data freeze;
 * they are stored and never read again, so that what was shown can be told later. A contributor with nothing to say
 * answers null: the touch shows only what exists.
 */
export interface TouchContent {
  /** `<slug>.<name>`: the snapshot's key. */
  readonly name: string;
  readonly touches: readonly TouchId[];
  /** Place in the agenda; smaller comes first. */
  readonly order: number;
  /** Checks what was stored before it is rendered. */
  readonly params: z.ZodType;
  take(run: TouchRun, at: Date): Promise<unknown>;
  /** Lines of mrkdwn in the reader's language: at most five, of a newsletter at most ten (six items, one call, its own). */
  lines(params: never, reader: Reader): readonly string[];
  /**
   * What can be pressed, the most wanted first; the action ids are the contributor's own. They stand under these lines,
   * else beside `question`, else after the touch's own buttons.
   */
  buttons?(params: never, reader: Reader): readonly Element[];
  /** The question to which pressing them is the answer; beside its own lines it is not asked once more. */
  readonly question?: 'W1';
  /** Worst first; at most eight are shown. */
  items?(params: never): readonly TouchItem[];
  /** One line about one item: `Acme · EUR 48,000 · proposal, 23 days`. */
  itemLine?(subjectId: string, params: never, reader: Reader): string;
  /** The partner's items as they are now; one left out stands as it was taken. */
  itemsNow?(partnerId: string, subjectIds: readonly string[], write?: Write): Promise<readonly ItemNow[]>;
  /** Where one item is changed when the touch is over. */
  itemButton?(subjectId: string, reader: Reader): Element;
  /** Answers about one item that count, inside the write that stores them; must bear being repeated. */
  onAnswers?(answered: ItemAnswers, write: Write): Promise<void>;
}

export interface ItemAnswers {
  readonly run: TouchRun;
  readonly subjectId: string;
  /** All current answers about this item by question: `{ D1: 'moved', D2: '2026-11-27 Call the buyer', D4: ['pricing'] }`. */
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  /** What was known and shown for confirming: an answer equal to it changes nothing that changed meanwhile. */
  readonly prefill: TouchItem['prefill'];
  readonly actor: Actor;
}

/** Steps of a touch that belong to another feature than check-ins: the meeting of a QBR (domain §8.5). */
export const touchSteps = ['slots', 'agenda', 'pack', 'actions', 'minutes', 'nps', 'progress'] as const;
export type TouchStep = (typeof touchSteps)[number];

export interface TouchStepHandler {
  readonly touches: readonly TouchId[];
  readonly steps: readonly TouchStep[];
  /** Inside the write that leaves the step behind: may only write through it. */
  run(step: TouchStep, run: TouchRun, write: Write): Promise<void>;
}
