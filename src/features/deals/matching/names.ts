import { foldLookAlikes } from './confusables.ts';
import { jaroWinkler } from './jaro-winkler.ts';

/** Longer than any name that a form takes (domain §4.2 no. 2); bounds the work on a hostile one. */
const longestName = 200;

/** Legal forms at the end of a name (domain §4.4 rule 4); words such as group or international stay. */
const legalForms: ReadonlySet<string> = new Set(
  [
    'inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh mbh ug ag kg kgaa ohg ev eg se sa sas',
    'sasu sarl srl srls spa bv nv cv ab as asa oy oyj aps kk gk pte pty sdn bhd ltda ltd cia eireli me sl slu sc sca scs',
    'sro doo dd ad ood eood kft zrt nyrt rt sp zoo spzoo oo jsc ojsc pjsc ooo oao zao pao tbk pt cv fze fzco fzc dmcc pvt',
    'private lda unipessoal sgps hf ehf as ans ba vof bvba sprl cvba uab sia ou',
  ]
    .join(' ')
    .split(' '),
);

/**
 * A company name as names are compared (domain §4.4 rule 4): no accents, case, punctuation or trailing legal form, and
 * nothing that only looks like a letter. Idempotent; empty when nothing readable is left.
 */
export function normalizeName(name: string): string {
  return withoutLegalForms(wordsOf(name).slice(0, longestName).trim().split(' ')).join(' ');
}

/** A city, division or other short text as it is compared: as names, but with every word. */
export function normalizeText(text: string): string {
  return wordsOf(text).slice(0, longestName).trim();
}

function wordsOf(text: string): string {
  return withoutMarkup(text.slice(0, longestName * 10))
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[.'’‘`´ʼ′＇]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(foldLookAlikes)
    .join(' ');
}

/** Slack's control sequences: a link is its label, a mention is nothing (slack.md §2). */
function withoutMarkup(text: string): string {
  return text
    .replace(/<[^<>|]*\|([^<>]*)>/g, ' $1 ')
    .replace(/<[@#!][^<>]*>/g, ' ')
    .replaceAll('&amp;', '&');
}

function withoutLegalForms(words: readonly string[]): string[] {
  const kept = [...words];
  for (let last = legalFormLength(kept); last > 0; last = legalFormLength(kept)) {
    kept.length -= last;
    while (kept.length > 1 && kept.at(-1) === 'and') kept.pop();
  }
  return kept;
}

/** How many words at the end are one legal form, also spelt letter by letter (`s a`); never all words. */
function legalFormLength(words: readonly string[]): number {
  if (words.length > 1 && legalForms.has(words.at(-1) ?? '')) return 1;
  for (const length of [3, 2]) {
    const end = words.slice(-length);
    if (words.length <= length || end.some((word) => word.length > 1)) continue;
    if (legalForms.has(end.join(''))) return length;
  }
  return 0;
}

/**
 * How alike two normalised names are, in [0, 1], words in any order (domain §4.4 rule 4). Who is asked about whom must
 * not matter, but Jaro depends on it in rare cases, so the longer name always comes first.
 */
export function nameScore(one: string, other: string): number {
  const [left, right] = isBefore(one, other) ? [one, other] : [other, one];
  const asWritten = jaroWinkler(left, right);
  if (asWritten === 1) return 1;
  return Math.max(asWritten, jaroWinkler(sortedWords(left), sortedWords(right)));
}

function isBefore(one: string, other: string): boolean {
  return one.length === other.length ? one < other : one.length > other.length;
}

export function sortedWords(name: string): string {
  return name.split(' ').toSorted().join(' ');
}
