import { fieldLocked, fieldProblem } from '../errors.ts';
import type { DealDetails, DealField } from '../field-schemas.ts';
import { lockedField, withCompanions } from '../rules/editing.ts';
import type { Deal } from '../schemas.ts';
import type { SubmittingVerbs } from './verbs.ts';

/**
 * A change keeps to the fields that are open now, and fits what stands beside it; what was wrong before and is not
 * changed stops nothing. Throws AppError(invalid, deals.field_locked | deals.field_problem) with the field.
 */
export async function requireFitting(
  problemsIn: SubmittingVerbs['problemsIn'],
  deal: Deal,
  changes: Partial<DealDetails>,
): Promise<void> {
  const changed = Object.keys(changes) as DealField[];
  const asked = deal.infoRequests.findLast(({ answeredAt }) => answeredAt === null)?.fields ?? [];
  const locked = lockedField(deal.status, changed, asked);
  if (locked !== null) throw fieldLocked(locked);
  const about = withCompanions(changed);
  const { partnerId } = deal;
  const problems = await problemsIn({ partnerId, details: { ...deal.details, ...changes }, complete: true });
  const wrong = problems.find(({ field, isWarning }) => isWarning !== true && about.includes(field));
  if (wrong !== undefined) throw fieldProblem(wrong);
}
