import { z } from 'zod';
import { issueKeyPattern, ItemKind, labelMaxLength, mostItems, textMaxLength, urlMaxLength } from './schemas.ts';

/** The value of the consent box. */
export const agreed = 'agreed';

const optional = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'too_long')
    .nullish()
    .transform((text) => (text ? text : null));
const required = (max: number) => z.string('required').trim().min(1, 'required').max(max, 'too_long');

/** No character that could end a link in mrkdwn. */
const Url = optional(urlMaxLength).refine(
  (url) => url === null || (/^https:\/\/[^\s<>|"]+$/.test(url) && URL.canParse(url)),
  'bad_url',
);

/** A message of an issue is a key of the catalogue's `fieldErrors`. */
export const ItemForm = z
  .object({
    kind: ItemKind,
    en: required(textMaxLength),
    de: optional(textMaxLength),
    url: Url,
    position: z.coerce.number().int().min(1).max(mostItems),
    winPartnerId: optional(20).transform((id) => id?.toUpperCase() ?? null),
    consent: z
      .array(z.string())
      .nullish()
      .transform((boxes) => boxes?.includes(agreed) ?? false),
  })
  .superRefine(({ kind, winPartnerId, consent }, context) => {
    if (kind !== 'joint_win') return;
    if (winPartnerId === null) context.addIssue({ code: 'custom', path: ['winPartnerId'], message: 'win_partner' });
    if (!consent) context.addIssue({ code: 'custom', path: ['consent'], message: 'consent' });
  });
export type ItemForm = z.infer<typeof ItemForm>;

export const CallForm = z.object({ en: optional(labelMaxLength), de: optional(labelMaxLength), url: Url });
export type CallForm = z.infer<typeof CallForm>;

/** Which issue in which version a form or button was made for; `itemId` null: a new item. */
export const SeenMetadata = z.object({
  issueKey: z.string().regex(issueKeyPattern),
  version: z.int().min(0),
  itemId: z.string().nullable(),
});
export type SeenMetadata = z.infer<typeof SeenMetadata>;

/** The same as a button's value: `2026-Q4/7/3f…`. */
export function seenValue({ issueKey, version, itemId }: SeenMetadata): string {
  return [issueKey, version, itemId ?? ''].join('/');
}

/** null for a value that is none of ours. */
export function seenOf(value: string): SeenMetadata | null {
  const [issueKey, version, itemId] = value.split('/');
  const seen = SeenMetadata.safeParse({ issueKey, version: Number(version), itemId: itemId || null });
  return seen.success ? seen.data : null;
}
