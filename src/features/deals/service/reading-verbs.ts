import type { Actor } from '#core/actor.ts';
import type { DealKpis } from '../figure-schemas.ts';
import type { Outlook } from '../outlook-schemas.ts';
import type { AgeBucket } from '../rules/queue.ts';
import type { Deal } from '../schemas.ts';

/** Right first, then rows; never another partner's. */
export interface ReadingVerbs {
  /** The partner's own. Throws missing (deals.not_found). */
  getOwn(request: { actor: Actor; dealId: string }): Promise<Deal>;
  /** The partner's own, and what they can do with it now. Throws missing (deals.not_found). */
  getOutlook(request: { actor: Actor; dealId: string }): Promise<{ deal: Deal; outlook: Outlook }>;
  /** Newest first. */
  listOwn(request: { actor: Actor; partnerId: string; limit: number }): Promise<readonly Deal[]>;
  getForReview(request: { actor: Actor; dealId: string }): Promise<Deal>;
  getReviewOutlook(request: { actor: Actor; dealId: string }): Promise<{ deal: Deal; outlook: Outlook }>;
  /** When our accounts and opportunities were last imported, if that is too long ago to approve by (J9); else null. */
  outdatedAsOf(request: { actor: Actor }): Promise<Date | null>;
  /**
   * Figures of a quarter (`2026-Q4`), a month (`2026-11`) or, when empty, the running quarter; of one partner that the
   * actor manages, or of the programme. Throws forbidden, missing (deals.not_found), invalid (deals.figures_period).
   */
  readFigures(request: { actor: Actor; partnerId: string | null; period: string }): Promise<Figures>;
  /** Undecided ones with their age, oldest first (domain §4.7: the queue always shows age). */
  listQueue(request: { actor: Actor; limit: number }): Promise<readonly QueueLine[]>;
  listOfPartner(request: { actor: Actor; partnerId: string; limit: number }): Promise<readonly Deal[]>;
}

export interface Figures {
  label: string;
  asOf: Date;
  /** Of the vendor. */
  zone: string;
  kpis: DealKpis;
}

export interface QueueLine {
  deal: Deal;
  partnerName: string;
  /** Share of the promised time used, in percent; while paused it stands still. */
  usedPercent: number;
  bucket: AgeBucket;
  approverName: string | null;
  /** Of what must be settled first. */
  openClasses: readonly string[];
}
