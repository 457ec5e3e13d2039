import { createAnswering } from './service/answering.ts';
import { createApproving } from './service/approving.ts';
import { createChanging } from './service/changing.ts';
import type { NewsletterDeps } from './service/context.ts';
import { createEditing } from './service/editing.ts';
import { createReading } from './service/reading.ts';
import { createSweeping } from './service/sweeping.ts';

/** Every verb of the newsletter, from the draft to the partner's tap. */
export function createNewsletterService(deps: NewsletterDeps) {
  const change = createChanging(deps);
  const { requireConsent, ...editing } = createEditing(deps, change);
  return {
    ...createReading(deps),
    ...editing,
    ...createApproving(deps, change, requireConsent),
    ...createAnswering(deps),
    ...createSweeping(deps),
  };
}

export type NewsletterService = ReturnType<typeof createNewsletterService>;
