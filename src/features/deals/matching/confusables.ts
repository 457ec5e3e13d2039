/** Cyrillic and Greek letters (lower case, without accents) that look like a Latin one. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ү: 'y',
  х: 'x',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
};
/** Latin letters that Unicode does not decompose. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ɑ: 'a',
  ɡ: 'g',
};

/**
 * One lower-case word with look-alikes as Latin letters: only where the word mixes scripts or has nothing but
 * look-alikes, so that a word that is truly Cyrillic or Greek stays one.
 */
export function foldLookAlikes(word: string): string {
  if (/^[a-z\d]*$/.test(word)) return word;
  const letters = Array.from(word, (letter) => plainLetters[letter] ?? letter);
  const isForeign = letters.some((letter) => lookAlikes[letter] !== undefined);
  if (!isForeign) return letters.join('');
  const isMixed = letters.some((letter) => /[a-z]/.test(letter));
  const isDisguise = letters.every((letter) => lookAlikes[letter] !== undefined || /\d/.test(letter));
  if (!isMixed && !isDisguise) return letters.join('');
  return letters.map((letter) => lookAlikes[letter] ?? letter).join('');
}
