import type { Feature } from '#core/feature.ts';
import type { AddresseePort, PeoplePort, PolicyPort } from '#core/ports.ts';
import { createFeature as createAttention } from './attention/feature.ts';
import { createFeature as createBusinessReviews } from './business-reviews/feature.ts';
import { createFeature as createCheckIns } from './check-ins/feature.ts';
import type { CheckInsFeature } from './check-ins/feature.ts';
import type { FeatureContext } from './context.ts';
import { createFeature as createDeals } from './deals/feature.ts';
import type { DealsFeature } from './deals/feature.ts';
import { createFeature as createDirectory } from './directory/feature.ts';
import type { DirectoryFeature } from './directory/feature.ts';
import { createFeature as createFollowUps } from './follow-ups/feature.ts';
import type { FollowUpsFeature } from './follow-ups/feature.ts';
import { createFeature as createNewsletter } from './newsletter/feature.ts';
import { createFeature as createProgram } from './program/feature.ts';
import type { ProgramFeature } from './program/feature.ts';
import type { ProgramPublic } from './program/public.ts';
import { createFeature as createRhythm } from './rhythm/feature.ts';
import { createFeature as createStatusPosts } from './status-posts/feature.ts';

export interface BuiltFeatures {
  list: readonly Feature[];
  program: ProgramPublic;
  people: PeoplePort;
  addressees: AddresseePort;
  policy: PolicyPort;
  /** What the operator's command line, demo and reports may ask, by slug. */
  bySlug: {
    program: ProgramFeature;
    directory: DirectoryFeature;
    'check-ins': CheckInsFeature;
    deals: DealsFeature;
    'follow-ups': FollowUpsFeature;
  };
}

/**
 * THE list of features. `program` and `directory` come first, since all may read them; a new feature is one import and
 * one line in `list`.
 */
export function createFeatures(
  base: Omit<FeatureContext, 'program' | 'directory'>,
  moreFeatures: (ctx: FeatureContext) => readonly Feature[] = () => [],
): BuiltFeatures {
  const program = createProgram(base);
  const directory = createDirectory({ ...base, program: program.public });
  const ctx: FeatureContext = { ...base, program: program.public, directory: directory.public };
  const attention = createAttention(ctx);
  const deals = createDeals(ctx);
  const followUps = createFollowUps(ctx);
  const checkIns = createCheckIns(ctx, { followUps: followUps.public });
  const reviews = createBusinessReviews({ ...ctx, planning: checkIns.public, followUps: followUps.public });
  return {
    list: [
      program.feature,
      directory.feature,
      attention.feature,
      followUps.feature,
      checkIns.feature,
      reviews.feature,
      createRhythm(ctx, { plan: checkIns.public, followUps: followUps.public }),
      createNewsletter(ctx),
      createStatusPosts(ctx),
      deals.feature,
      ...moreFeatures(ctx),
    ],
    program: program.public,
    people: directory.people,
    addressees: directory.addressees,
    policy: attention.policy,
    bySlug: { program, directory, 'check-ins': checkIns, deals, 'follow-ups': followUps },
  };
}
