import { namesAnother } from '#core/foreign-names.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { namesAnotherPartner, tooShort } from '../errors.ts';

const shortestText = 2;

/** Text of our staff for the partner names no other partner. Throws AppError(invalid, deals.names_another_partner). */
export async function requireSafeText(
  { directory }: { directory: DirectoryPublic },
  partnerId: string,
  text: string,
): Promise<void> {
  if (namesAnother(text, await directory.listForeignNames(partnerId))) throw namesAnotherPartner();
}

/** What somebody of the partner wrote. Throws AppError(invalid, deals.too_short) with the field. */
export function textOf(typed: string, field: string): string {
  const text = typed.trim();
  if (text.length < shortestText) throw tooShort({ field, least: shortestText });
  return text;
}
