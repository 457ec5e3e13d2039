import type { SlackPerson } from '#core/actor.ts';
import type { Intent, IntentParams, Priority } from '#core/intent.ts';
import { messageKeyOf } from '../rules/keys.ts';
import { reviewCardOf } from '../rules/review-card.ts';
import { operationsOf, reachableApprover, withId } from '../rules/approver.ts';
import type { StaffSeen } from '../rules/approver.ts';
import type { Rung } from '../rules/clock.ts';
import type { Deal } from '../schemas.ts';
import type { ClockParams, StaffNoteParams } from '../staff-message-schemas.ts';
import { approverOf } from './context.ts';
import type { DealContext } from './context.ts';

const topic = 'deals';

/** The approver's card, and every later form of it; null when nobody can be reached. */
export function reviewCardIntent(deal: Deal, context: DealContext): Intent | null {
  const to = reachableApprover(deal.approverStaffId, context.team);
  if (!to?.person) return null;
  const params = reviewCardOf(deal, context.card.displayName, context.reviewTime.zone);
  const key = messageKeyOf('review', deal.dealId, to.staffId);
  return toStaff(deal, key, 'review-card', to.person, 'P1', params);
}

/** One rung of the ladder (domain §4.7). */
export function clockIntent(deal: Deal, context: DealContext, to: StaffSeen, percent: Rung): Intent | null {
  const dueAt = deal.clock?.dueAt;
  if (to.person === null || !dueAt) return null;
  const approverName = approverOf(deal, context)?.name ?? null;
  const params: ClockParams = { ...about(deal, context), percent, dueAt, zone: to.timeZone, approverName };
  const key = messageKeyOf('clock', deal.dealId, `${deal.clock?.startedAt.getTime()}.${percent}.${to.staffId}`);
  return toStaff(deal, key, 'clock', to.person, percent >= 100 ? 'P1' : 'P2', params);
}

export interface Noting {
  kind: StaffNoteParams['kind'];
  text?: string | null;
  dueAt?: Date | null;
  /** Distinguishes several notes of one kind. */
  n: number | string;
}

/** One note to a member of staff; by default to whoever reviews. */
export function staffNoteIntent(
  deal: Deal,
  context: DealContext,
  { kind, text = null, dueAt = null, n }: Noting,
  to: StaffSeen | null = reachableApprover(deal.approverStaffId, context.team),
): Intent | null {
  if (!to?.person) return null;
  const params: StaffNoteParams = { ...about(deal, context), kind, text, dueAt, zone: to.timeZone };
  const key = messageKeyOf(`note.${kind}`, deal.dealId, `${n}.${to.staffId}`);
  return toStaff(deal, key, 'staff-note', to.person, 'P2', params);
}

/** Conflicts are for operations (domain §4.8); whoever has the card needs no note beside it. */
export function operationsIntent(
  deal: Deal,
  context: DealContext,
  findings: readonly Deal['findings'][number][],
  n: number,
): Intent | null {
  const operations = operationsOf(context.team);
  if (operations?.staffId === reachableApprover(deal.approverStaffId, context.team)?.staffId) return null;
  const text = findings.map((finding) => finding.class).join(', ');
  return staffNoteIntent(deal, context, { kind: 'conflict_found', text, dueAt: dueOf(deal), n }, operations);
}

/** Our colleagues with an opportunity at this customer: co-sell with the partner, or the partner wins (C6, C7). */
export function accountOwnerIntents(deal: Deal, context: DealContext): readonly (Intent | null)[] {
  const found = deal.findings.filter(({ outcome }) => ownersConcern.includes(outcome));
  return found.map(({ facts, subjectId }) => {
    const owner = context.team.staff.find(({ name, person }) => name === facts.repName && person !== null) ?? null;
    const text = [facts.repName, subjectId].filter((part) => part).join(', ');
    const note = { kind: 'tell_account_owner' as const, text, n: subjectId ?? 1 };
    return staffNoteIntent(deal, context, note, owner ?? partnerManager(context));
  });
}

const ownersConcern: readonly Deal['findings'][number]['outcome'][] = ['approve_as_co_sell', 'inform_account_owner'];

function dueOf({ clock }: Deal): Date | null {
  return clock?.newDueAt ?? clock?.dueAt ?? null;
}

export function partnerManager({ team }: DealContext): StaffSeen | null {
  return withId(team.pmStaffId, team) ?? withId(team.backupStaffId, team);
}

function about(deal: Deal, { card }: DealContext) {
  const { dealId, partnerId, details } = deal;
  return { dealId, partnerId, partnerName: card.displayName, customer: details.customerLegalName };
}

function toStaff(
  { partnerId }: Deal,
  key: string,
  message: string,
  to: SlackPerson,
  priority: Priority,
  params: IntentParams,
): Intent {
  const fixed = { audience: 'internal' as const, topic, notAfter: null, mentions: [] };
  return { ...fixed, key, partnerId, to: { ...to }, priority, message: `deals.${message}`, params };
}
