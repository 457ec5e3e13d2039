import type { Actor } from '#core/actor.ts';
import { requireRight } from '#core/rights.ts';
import type { Write } from '#core/write.ts';
import { changedMeanwhile, notNow } from '../errors.ts';
import { rights } from '../rules.ts';
import { blankIssue, stateAfter } from '../rules/issue.ts';
import type { IssueEvent } from '../rules/issue.ts';
import type { Issue, Seen } from '../schemas.ts';
import { datesOf } from './context.ts';
import type { NewsletterDeps } from './context.ts';

export interface ChangeRequest {
  actor: Actor;
  seen: Seen;
}

interface Change {
  right: keyof typeof rights;
  event: IssueEvent;
  action: string;
  /** The new words; may throw. */
  edit(known: Issue, write: Write): Promise<Partial<Issue>>;
  /** Nothing would change: a request that comes twice, or an unchanged form. */
  isDone(issue: Issue): boolean;
  /** What is owed to people. */
  tell?(issue: Issue, known: Issue, write: Write): Promise<void>;
}

/**
 * One change of the version that was seen. Throws AppError: forbidden; missing for a quarter that is over;
 * conflict (changed_meanwhile, not_now) when somebody was faster or the issue does not take it.
 */
export function createChanging(deps: NewsletterDeps) {
  return async ({ actor, seen }: ChangeRequest, change: Change): Promise<Issue> => {
    requireRight(rights, change.right, actor);
    await datesOf(deps, seen.issueKey);
    return deps.inOneWrite(async (write) => {
      const known = (await deps.store.findIssue(seen.issueKey, write)) ?? blankIssue(seen.issueKey);
      if (change.isDone(known)) return known;
      if (known.version !== seen.version) throw changedMeanwhile();
      const state = stateAfter(known.state, change.event);
      if (state === null) throw notNow(known.state);
      const issue: Issue = { ...known, ...(await change.edit(known, write)), state, version: known.version + 1 };
      if (!(await deps.store.saveIssue(issue, write))) throw changedMeanwhile();
      await write.audit({
        actor,
        action: change.action,
        object: `newsletter_issues/${issue.issueKey}`,
        partnerId: null,
        before: pictureOf(known),
        after: pictureOf(issue),
      });
      await change.tell?.(issue, known, write);
      return issue;
    });
  };
}

export type Changing = ReturnType<typeof createChanging>;

function pictureOf({ state, version, items, call }: Issue) {
  const wins = items.flatMap(({ win }) => (win === null ? [] : [`${win.partnerId} agreed, says ${win.agreedBy}`]));
  return { state, version, items: items.length, call: call !== null, wins };
}
