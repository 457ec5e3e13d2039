import type { PlainDate } from '#core/calendar/dates.ts';

/** What a partner's people can do with one of their registrations, in the order of its buttons. */
export const partnerSteps = [
  'answer',
  'update',
  'extend',
  'takeUp',
  'reinstate',
  'won',
  'lost',
  'note',
  'withdraw',
] as const;
export type PartnerStep = (typeof partnerSteps)[number];

export type MilestoneState = 'met' | 'open' | 'missed';

/** M1 to M4 of domain §4.10 with the days by which, and on which, they are met. */
export interface Milestones {
  meetingBy: PlainDate;
  meetingOn: PlainDate | null;
  meeting: MilestoneState;
  /** The next update is due. */
  updateBy: PlainDate;
  updates: MilestoneState;
  proofBy: PlainDate;
  proofOn: PlainDate | null;
  proof: MilestoneState;
  closeSlips: number;
  closeDate: MilestoneState;
}

/** How a registration stands for its own partner today. */
export interface Outlook {
  steps: readonly PartnerStep[];
  /** While it is protected. */
  milestones: Milestones | null;
  /** While it is protected. `isLate`: what is asked for now may be decided after the end. */
  extensions: { used: number; most: number; isLate: boolean } | null;
  /** Last day for evidence after a refusal. */
  evidenceUntilOn: PlainDate | null;
  /** The partner manager, or the cover while they are away. */
  contactName: string | null;
}
