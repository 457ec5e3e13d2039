import { question, typesOfVariant } from './question.ts';
import type { Question } from './question.ts';

const checkIn = { touch: ['monthly_checkin'], tiers: ['emerging'] } as const;
const performance = { touch: ['monthly_performance_review'], tiers: ['strategic'] } as const;
/** One touch of each tier asks what a partner type adds. */
const everyTier = { touch: ['monthly_checkin', 'biweekly_pipeline_review', 'monthly_performance_review'] } as const;
const onboarding = { touch: ['onboarding_weekly'] } as const;
const { channel, referral, services, technology, alliance } = typesOfVariant;

/** The monthly check-in of the emerging tier (domain §3.2). */
export const checkInQuestions: readonly Question[] = [
  question('C1', { ...checkIn, required: true, mapsTo: 'csat' }),
  question('C2', { ...checkIn, required: true, mapsTo: 'prospect_talk' }),
  question('C3', { ...checkIn, required: true, mapsTo: 'blocker' }),
  question('C4', { ...checkIn, required: true, mapsTo: 'next_need' }),
  question('C5', { ...checkIn, everyNth: 3, mapsTo: 'effort' }),
];

/** What a partner type replaces (the same id in another version) or adds (domain §3.2, variants). */
export const variantQuestions: readonly Question[] = [
  question('C3', { ...checkIn, types: channel, version: 2, required: true, mapsTo: 'blocker' }),
  question('M3', { ...performance, types: channel, version: 2, required: true, mapsTo: 'blocker' }),
  question('H1', { ...everyTier, types: ['distributor'], mapsTo: 'active_resellers' }),
  question('C2', { ...checkIn, types: referral, version: 2, required: true, mapsTo: 'intros_coming' }),
  question('F1', { ...everyTier, types: referral, mapsTo: 'referrals_followed_up' }),
  question('S1', { ...everyTier, types: services, mapsTo: 'delivery_capacity' }),
  question('S2', { ...everyTier, types: services, mapsTo: 'go_lives_at_risk' }),
  question('T1', { ...everyTier, types: technology, mapsTo: 'integration_health' }),
  question('T2', { ...everyTier, types: technology, mapsTo: 'roadmap_dependency' }),
  question('T3', { ...everyTier, types: technology, mapsTo: 'joint_customers' }),
  question('T4', { ...everyTier, types: technology, mapsTo: 'active_installs' }),
  question('A1', { ...everyTier, types: alliance, mapsTo: 'initiative_progress' }),
  question('A2', { ...everyTier, types: alliance, mapsTo: 'executive_meeting' }),
  question('N1', { ...onboarding, required: true, mapsTo: 'tasks_done' }),
  question('N2', { ...onboarding, mapsTo: 'stuck_where' }),
  question('N3', { ...onboarding, required: true, mapsTo: 'pitch_confidence' }),
];
