/** The seven touches, exactly (domain §2.1). */
export const touchIds = [
  'qbr_strategic',
  'qbr_core',
  'monthly_performance_review',
  'quarterly_newsletter',
  'weekly_deal_review',
  'biweekly_pipeline_review',
  'monthly_checkin',
] as const;
export type TouchId = (typeof touchIds)[number];

/** One run of a touch as other features see it (domain §2.4). */
export interface TouchRun {
  /** `monthly_checkin:P-0016:2026-12`; a period built again after a cancellation adds `:2`. */
  readonly occurrenceId: string;
  readonly touchId: TouchId;
  readonly partnerId: string;
  readonly periodKey: string;
  /** The partner's day of the prompt, of a QBR the day of the meeting. */
  readonly heldOn: string;
  /** The partner's IANA zone as it was planned in. */
  readonly zone: string;
  /** Instant of a QBR's meeting; null for other touches. */
  readonly meetingAt: Date | null;
  /** When it closes by itself; nothing about it is sent afterwards. */
  readonly closeAt: Date;
}
