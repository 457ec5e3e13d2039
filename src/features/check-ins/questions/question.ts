import { questionShapes, scopeOf } from '../question-schemas.ts';
import type { QuestionScope, QuestionShape } from '../question-schemas.ts';
import type { QuestionId } from '../schemas.ts';

/** The touches that ask something (domain §2.1), and the weekly post of onboarding (domain §18 J2). */
export const askingTouches = [
  'weekly_deal_review',
  'biweekly_pipeline_review',
  'monthly_performance_review',
  'monthly_checkin',
  'qbr_strategic',
  'qbr_core',
  'onboarding_weekly',
] as const;
export type AskingTouch = (typeof askingTouches)[number];

export const askedTiers = ['strategic', 'core', 'emerging'] as const;
export type AskedTier = (typeof askedTiers)[number];

/** Whom a touch asks (domain §2.1). */
export const tiersOfTouch: Readonly<Record<AskingTouch, readonly AskedTier[]>> = {
  weekly_deal_review: ['strategic'],
  biweekly_pipeline_review: ['core'],
  monthly_performance_review: ['strategic'],
  monthly_checkin: ['emerging'],
  qbr_strategic: ['strategic'],
  qbr_core: ['core'],
  onboarding_weekly: askedTiers,
};

/** domain §1.1, by the variant of domain §3.2 that each type gets. */
export const typesOfVariant = {
  channel: ['reseller', 'distributor'],
  referral: ['referral', 'affiliate'],
  services: ['system_integrator', 'msp', 'agency'],
  technology: ['isv', 'technology_alliance'],
  alliance: ['strategic_alliance', 'oem'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What an answer is a value of; trends and prefilling compare the same one only (domain §3.1). */
export const measures = [
  'csat',
  'effort',
  'nps',
  'prospect_talk',
  'intros_coming',
  'blocker',
  'next_need',
  'deal_stance',
  'deal_next_step',
  'deal_close_date',
  'deal_forecast',
  'unregistered',
  'help_wanted',
  'unregistered_count',
  'deal_to_discuss',
  'resourcing',
  'numbers_agreed',
  'goal_progress',
  'broken_promise',
  'commitment',
  'wins_and_losses',
  'pipeline_next_quarter',
  'start_stop_continue',
  'people_change',
  'enablement_plan',
  'marketing_wish',
  'executive_topics',
  'active_resellers',
  'referrals_followed_up',
  'delivery_capacity',
  'go_lives_at_risk',
  'integration_health',
  'roadmap_dependency',
  'joint_customers',
  'active_installs',
  'initiative_progress',
  'executive_meeting',
  'tasks_done',
  'stuck_where',
  'pitch_confidence',
] as const;
export type Measure = (typeof measures)[number];

/** One question in one wording; `<id>.v<version>` is its key in the catalogues (domain §3.1). */
export interface Question extends QuestionShape {
  id: QuestionId;
  version: number;
  required: boolean;
  appliesTo: { tiers: readonly AskedTier[]; types: readonly string[] | 'all'; touch: readonly AskingTouch[] };
  /** Asked only after one of these answers to another question of the same prompt. */
  showIf: { questionId: QuestionId; oneOf: readonly string[] } | null;
  mapsTo: Measure;
  /** Who may read the answer: `internal` is never shown in the partner's channel. */
  visibility: 'partner' | 'internal';
  scope: QuestionScope;
  /** Every nth period of the touch. */
  everyNth: number;
}

type Facts = Pick<Question, 'mapsTo'> & {
  touch: readonly AskingTouch[];
  tiers?: readonly AskedTier[];
  types?: readonly string[];
  version?: number;
} & Partial<Pick<Question, 'required' | 'showIf' | 'visibility' | 'everyNth'>>;

/** A row of the bank; what is not said is the usual: first wording, optional, all types and tiers, seen by the partner. */
export function question(id: QuestionId, facts: Facts): Question {
  const { touch, tiers = askedTiers, types = 'all', mapsTo } = facts;
  return {
    id,
    ...questionShapes[id],
    version: facts.version ?? 1,
    required: facts.required ?? false,
    appliesTo: { tiers, types, touch },
    showIf: facts.showIf ?? null,
    mapsTo,
    visibility: facts.visibility ?? 'partner',
    scope: scopeOf(id),
    everyNth: facts.everyNth ?? 1,
  };
}
