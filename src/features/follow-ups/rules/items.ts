import type { FollowUpKind, OwnerFunction, RuleId, Side, Source, Title } from '../schemas.ts';
import type { DueRule } from './due.ts';

/** A follow-up as a rule asks for it. */
export interface FollowUpItem {
  rule: RuleId;
  kind: FollowUpKind;
  /** Whose turn it is. */
  side: Side;
  owner: OwnerFunction;
  handOverTo: OwnerFunction | null;
  /** Told at once, besides the owner. */
  copies: readonly ('pm_lead' | 'vp')[];
  due: DueRule;
  title: Title;
  partnerVisible: boolean;
  source: Source;
}

/** What one rule says to one answer; what is left out takes the row's or the common value. */
export type Finding = Pick<FollowUpItem, 'title'> & Partial<Omit<FollowUpItem, 'rule'>> & { subject?: string };

export function titled(
  key: FollowUpItem['title']['key'],
  params: FollowUpItem['title']['params'] = {},
): FollowUpItem['title'] {
  return { key, params };
}
