import { z } from 'zod';
import { TakenStanding } from '#core/standing.ts';

/** domain §2.3. */
export const itemKinds = ['programme', 'product', 'incentive', 'enablement', 'joint_win', 'dates'] as const;
export const ItemKind = z.enum(itemKinds);
export type ItemKind = z.infer<typeof ItemKind>;

export const mostItems = 6;
export const textMaxLength = 200;
export const labelMaxLength = 30;
export const urlMaxLength = 300;
/** Prose of a whole issue in one language, so that it is read. */
export const issueMaxLength = 600;

export const issueStates = ['draft', 'submitted', 'approved', 'withdrawn'] as const;
export const IssueState = z.enum(issueStates);
export type IssueState = z.infer<typeof IssueState>;

export const issueKeyPattern = /^\d{4}-Q[1-4]$/;
const IssueKey = z.string().regex(issueKeyPattern);

/** English is always there; without German, German readers get the English one. */
const words = { en: z.string(), de: z.string().nullable() };

export const Item = z.object({
  itemId: z.string(),
  kind: ItemKind,
  ...words,
  url: z.string().nullable(),
  /** Whose win it is, and which colleague says that they agreed to be named (domain §2.3). */
  win: z.object({ partnerId: z.string(), agreedBy: z.string() }).nullable(),
});
export type Item = z.infer<typeof Item>;

/** The one button: opens a link, or, without one, says that the partner wants to hear more. */
export const Call = z.object({ ...words, url: z.string().nullable() });
export type Call = z.infer<typeof Call>;

export const Issue = z.object({
  /** `2026-Q4`: one for each quarter of the vendor. */
  issueKey: IssueKey,
  state: IssueState,
  /** Counts changes; who changes it names the one that they saw. */
  version: z.int().min(0),
  items: z.array(Item).max(mostItems),
  call: Call.nullable(),
  submittedBy: z.string().nullable(),
  submittedAt: z.date().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: z.date().nullable(),
  /** When the sweep asked for a draft, and when it told that nothing is approved. */
  draftToldAt: z.date().nullable(),
  lateToldAt: z.date().nullable(),
});
export type Issue = z.infer<typeof Issue>;

/** One person's answer to the call of one issue. */
export const Click = z.object({
  issueKey: IssueKey,
  partnerId: z.string(),
  teamId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  what: z.enum(['link', 'interest']),
  at: z.date(),
});
export type Click = z.infer<typeof Click>;

/** What one partner is shown of an issue, as it was when the touch was prepared. */
export const IssueContent = z.object({
  issueKey: IssueKey,
  items: z.array(z.object({ kind: ItemKind, ...words, url: z.string().nullable() })),
  call: Call.nullable(),
  own: TakenStanding,
});
export type IssueContent = z.infer<typeof IssueContent>;

/** A value of the buttons in the staff form: issue, version, item. */
export interface Seen {
  issueKey: string;
  version: number;
}
