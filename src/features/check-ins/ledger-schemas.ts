import type { TouchId } from '#core/touches.ts';
import type { OccurrenceState, Tier } from './schemas.ts';

/** One line of the run ledger. */
export interface LedgerLine {
  occurrenceId: string;
  occurrenceKey: string;
  touchId: TouchId;
  tier: Tier;
  partnerId: string;
  periodKey: string;
  anchorOn: string;
  /** null when it was planned as skipped. */
  heldOn: string | null;
  state: OccurrenceState;
  reason: string | null;
  /** Key of the occurrence that took its content over. */
  mergedInto: string | null;
  sentAt: Date | null;
  dueAt: Date | null;
  answered: number;
  required: number;
  /** How many people answered. */
  answeredBy: number;
  reminded: boolean;
  /** Answers that came between due and close. */
  late: number;
  afterClose: number;
  /** What answering cost the partner, for answers that count. */
  taps: number;
  confirmed: number;
}
