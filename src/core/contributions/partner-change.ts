import type { Write } from '../write.ts';

/** What of a partner decides cadences, messages and access; snapshots before and after one verb. */
export interface PartnerFacts {
  status: string;
  stage: string | null;
  tier: string;
  timeZone: string;
  language: string;
  mainChannelId: string | null;
}

/** `before` is null for a new partner. */
export interface PartnerChange {
  partnerId: string;
  before: PartnerFacts | null;
  after: PartnerFacts;
}

/** Told inside the transaction of every directory verb that changes these facts; may only write through `write`. */
export type OnPartnerChange = (change: PartnerChange, write: Write) => Promise<void>;
