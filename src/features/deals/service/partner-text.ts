import { namesAnother } from '#core/foreign-names.ts';
import type { DirectoryPublic } from '#features/directory/public.ts';
import { namesAnotherPartner } from '../errors.ts';

/** Text of our staff for the partner names no other partner. Throws AppError(invalid, deals.names_another_partner). */
export async function requireSafeText(
  { directory }: { directory: DirectoryPublic },
  partnerId: string,
  text: string,
): Promise<void> {
  if (namesAnother(text, await directory.listForeignNames(partnerId))) throw namesAnotherPartner();
}
