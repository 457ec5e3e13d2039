import { groupedSelect, option } from '#blocks/kit/elements.ts';
import type { Language } from '#core/language.ts';

/** ISO 3166-1 alpha-2, every assigned code. */
const codes: readonly string[] =
  (
    'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR' +
    'CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU' +
    'IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ' +
    'MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI' +
    'SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW'
  ).match(/../g) ?? [];

/** A select over every country in the reader's language, grouped by first letter (a plain select takes a hundred). */
export function countrySelect(language: Language, parts: { initial?: string; placeholder: string }) {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const collator = new Intl.Collator(language);
  const countries = codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => collator.compare(a.name, b.name));
  const byLetter = Object.groupBy(countries, ({ name }) => letterOf(name));
  const groups = Object.entries(byLetter).map(([label, members = []]) => ({
    label,
    options: members.map(({ code, name }) => option(name, code)),
  }));
  return groupedSelect({ groups, ...parts });
}

export function countryText(code: string, language: Language): string {
  return codes.includes(code) ? (new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code) : code;
}

function letterOf(name: string): string {
  return (name.normalize('NFKD')[0] ?? name).toUpperCase();
}
