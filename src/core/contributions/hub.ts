import type { Language } from '../language.ts';

/** A button on the pinned hub message of every partner channel (domain §18). */
export interface HubButton {
  /** `<slug>.hub.<verb>`; the value is always the partner id, authorised again on press. */
  actionId: string;
  label: Readonly<Record<Language, string>>;
  /** Smaller stands further left. */
  order: number;
  /** Statuses of domain §1.4 in which the button is shown. */
  statuses: readonly string[];
}
