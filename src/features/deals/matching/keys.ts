import type { MatchFields } from './fields.ts';
import { sortedWords } from './names.ts';

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
const edge = 7;

/**
 * Keys under which a customer is found by an index: two customers that §4.4 could class as anything but `none` share at
 * least one (measured by a property test against brute force). Exact ones first: domain, tax id, contact's domain.
 */
export function searchKeysOf(fields: MatchFields): readonly string[] {
  const keys = new Set<string>();
  if (fields.registrableDomain !== null) keys.add(domainKey(fields.registrableDomain));
  if (fields.taxId !== null) keys.add(`t:${fields.taxId}`);
  for (const key of nameKeysOf(fields.normalizedName)) keys.add(key);
  for (const key of hintKeysOf(fields)) keys.add(key);
  return [...keys];
}

export function domainKey(registrableDomain: string): string {
  return `d:${registrableDomain}`;
}

/**
 * The beginning and the end of what is distinctive about a name, each with one character left out in every way: one
 * wrong, missing, added or swapped character in either leaves a key in common.
 */
export function nameKeysOf(normalizedName: string): readonly string[] {
  if (normalizedName === '') return [];
  const keys = new Set<string>();
  for (const core of coresOf(normalizedName)) {
    for (const part of withOneLeftOut(core.slice(0, edge))) keys.add(`n:${part}`);
    for (const part of withOneLeftOut(core.slice(-edge))) keys.add(`m:${part}`);
  }
  return [...keys];
}

/** For pairs that need a second signal (0.88 to 0.92): contact's domain, or city and the beginning of a word. */
export function hintKeysOf(fields: MatchFields): readonly string[] {
  const keys = fields.emailDomain === null ? [] : [`e:${fields.emailDomain}`];
  if (fields.country === null || fields.city === null) return keys;
  const beginnings = new Set(fields.normalizedName.split(' ').map((word) => word.slice(0, 3)));
  return [...keys, ...[...beginnings].map((part) => `c:${fields.country} ${fields.city} ${part}`)];
}

/** The distinctive words joined, as written and sorted. */
function coresOf(name: string): readonly string[] {
  const words = name.split(' ');
  const distinctive = words.filter((word) => !commonWords.has(word));
  const kept = (distinctive.length > 0 ? distinctive : words).join(' ');
  return [...new Set([kept, sortedWords(kept)].map((core) => core.replaceAll(' ', '')))];
}

function withOneLeftOut(text: string): readonly string[] {
  if (text.length < 4) return [text];
  const parts = new Set<string>();
  for (let at = 0; at < text.length; at += 1) parts.add(text.slice(0, at) + text.slice(at + 1));
  if (text.length < edge) parts.add(text);
  return [...parts];
}
