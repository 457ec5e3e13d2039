import type { MatchFields } from './fields.ts';

/** Words that many names share: they say what a company does or where, not which one it is. */
const commonWords: ReadonlySet<string> = new Set(
  [
    'the and of for de la le les des du der die das und y e et group groupe gruppe grupo gruppo holding holdings',
    'international global worldwide national european europe american america africa asia pacific nordic deutsche',
    'deutschland germany austria schweiz suisse switzerland france italia italy espana spain iberia portugal nederland',
    'netherlands benelux belgium uk usa us canada mexico brasil brazil australia india japan china singapore',
    'services service solutions solution systems system technologies technology tech software digital consulting',
    'consultants partners associates industries industry industrial enterprises enterprise trading trade management',
    'bank banking insurance versicherung capital finance financial investments foods food logistics freight transport',
    'energy power motors automotive auto retail stores store shop media networks network clinics clinic hospital',
    'hospitals health healthcare medical pharma labs laboratories schools school university college textiles textile',
    'works werke stadtwerke manufacturing engineering construction bau real estate properties hotels hotel travel',
    'telecom communications ministry council city first united general universal new north south east west central',
  ]
    .join(' ')
    .split(' '),
);
const edge = 8;

/** Keys of what cannot be chance: domain, tax id, affiliate group. */
export function exactKeysOf(known: {
  domains?: Iterable<string>;
  taxIds?: Iterable<string>;
  groups?: Iterable<string>;
}) {
  return [
    ...Array.from(known.domains ?? [], (domain) => `d:${domain}`),
    ...Array.from(known.taxIds ?? [], (taxId) => `t:${taxId}`),
    ...Array.from(known.groups ?? [], (group) => `g:${group}`),
  ];
}

/**
 * Keys under which a customer is found by an index. Two customers whose names differ by one slip, by order or by an
 * added word share one; of two slips most do (a property test measures both against brute force).
 */
export function searchKeysOf(fields: MatchFields): readonly string[] {
  return [...sureKeysOf(fields), ...hintKeysOf(fields)];
}

/** Those that find everything but the class `possible`. */
export function sureKeysOf({ registrableDomain, taxId, normalizedName, country }: MatchFields): readonly string[] {
  const exact = exactKeysOf({
    domains: registrableDomain === null ? [] : [registrableDomain],
    taxIds: taxId === null ? [] : [taxId],
  });
  return [...exact, ...nameKeysOf(normalizedName, country)];
}

/**
 * Within a country the beginning and the end of what is distinctive about a name, each with one character left out in
 * every way: one wrong, missing, added or swapped character in either leaves a key in common. Across countries, where a
 * name makes an affiliate at best, only what is nearly the same name.
 */
export function nameKeysOf(normalizedName: string, country: string | null): readonly string[] {
  if (normalizedName === '') return [];
  const keys = new Set<string>();
  const words = normalizedName.split(' ');
  const distinctive = words.filter((word) => !commonWords.has(word));
  const common = distinctive.length === 0 ? [] : words.filter((word) => commonWords.has(word));
  for (const order of ordersOf(distinctive.length === 0 ? words : distinctive)) {
    const core = order.join('');
    // A common word with a slip in it counts as distinctive, so the beginning reaches into the common ones.
    const beginning = (core + common.join('')).slice(0, edge);
    for (const key of anywhereKeysOf(core, beginning)) keys.add(key);
    if (country !== null) for (const key of countryKeysOf(core, beginning)) keys.add(`${key} ${country}`);
  }
  return [...keys];
}

function countryKeysOf(core: string, beginning: string): readonly string[] {
  return [
    ...withOneLeftOut(beginning).map((part) => `n:${part}`),
    ...withOneLeftOut(core.slice(-edge)).map((part) => `m:${part}`),
    ...(core.length > 6 ? [`x:${core.slice(0, 3)}${core.slice(-3)}`] : []),
  ];
}

/** The beginning as it is; the letters in any order; the consonants. */
function anywhereKeysOf(core: string, beginning: string): readonly string[] {
  const consonants = core.replace(/[aeiouy]/g, '').replace(/(.)\1/g, '$1');
  return [
    `b:${beginning}`,
    `a:${core.split('').toSorted().join('')}`,
    ...(consonants.length > 4 ? [`s:${consonants}`] : []),
  ];
}

/** For pairs that need a second signal (0.88 to 0.92): contact's domain, or city and the beginning of a word. */
export function hintKeysOf(fields: MatchFields): readonly string[] {
  const keys = fields.emailDomain === null ? [] : [`e:${fields.emailDomain}`];
  if (fields.country === null || fields.city === null) return keys;
  const beginnings = new Set(fields.normalizedName.split(' ').map((word) => word.slice(0, 3)));
  return [...keys, ...[...beginnings].map((part) => `c:${fields.country} ${fields.city} ${part}`)];
}

/** As written, and sorted where that is another order. */
function ordersOf(words: readonly string[]): readonly (readonly string[])[] {
  const sorted = words.toSorted();
  return sorted.join() === words.join() ? [words] : [words, sorted];
}

function withOneLeftOut(text: string): readonly string[] {
  if (text.length < 4) return [text];
  const parts = new Set<string>();
  for (let at = 0; at < text.length; at += 1) parts.add(text.slice(0, at) + text.slice(at + 1));
  if (text.length < edge) parts.add(text);
  return [...parts];
}
