/** Shorter names are words that anybody may use. */
const shortestName = 4;

/**
 * Whether a text to a partner names another one (domain §12.6 rule 6): a whole name, domain or id, in any case.
 * `names` are those of all other partners.
 */
export function namesAnother(text: string, names: readonly string[]): boolean {
  const said = spaced(text);
  return names.some((name) => {
    const looked = spaced(name);
    return looked.trim().length >= shortestName && said.includes(looked);
  });
}

/** Words in small letters between single spaces; dots and hyphens inside a word stay. */
function spaced(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}.-]+|[.-]+(?=\s|$)/gu, ' ').trim()} `.replace(/ +/g, ' ');
}
