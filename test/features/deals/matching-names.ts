import { seededRandom } from '#test/kit/random.ts';

const onsets = 'b br c ch d dr f fl g gr h j k kr l m n p pl qu r s sh st t th tr v w z'.split(' ');
const vowels = 'a e i o u ea oo ie'.split(' ');
const codas = ['', '', ...'n r l s t rd st ck lm nd x'.split(' ')];
const trades =
  'Foods Clinics Freight Bank Insurance Energy Retail Media Schools Motors Logistics Textiles Labs Works'.split(' ');
const additions = 'Deutschland,Group,Holding,GmbH,Ltd.,Nordic,& Co'.split(',');
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');

export const changes = [
  'one slip',
  'two slips',
  'other order',
  'joined',
  'split',
  'word added',
  'slip and order',
] as const;
export type Change = (typeof changes)[number];

/** Company names that nobody has, the same for the same seed, and what people make of them. */
export function createNames(seed: number) {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const word = (): string => {
    const text = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(onsets) + pick(vowels) + pick(codas));
    return text.join('').replace(/^./, (first) => first.toUpperCase());
  };
  const slip = (text: string): string => {
    const at = Math.floor(random() * text.length);
    const [before, after] = [text.slice(0, at), text.slice(at + 1)];
    switch (Math.floor(random() * 4)) {
      case 0:
        return before + after;
      case 1:
        return before + pick(letters) + text.slice(at);
      case 2:
        return before + pick(letters) + after;
      default:
        return before + after.slice(0, 1) + (text[at] ?? '') + after.slice(1);
    }
  };
  const reversed = (text: string): string => text.split(' ').toReversed().join(' ');
  const splitUp = (text: string): string => {
    const at = 3 + Math.floor(random() * 4);
    return `${text.slice(0, at)} ${text.slice(at)}`;
  };
  const made: Readonly<Record<Change, (text: string) => string>> = {
    'one slip': slip,
    'two slips': (text) => slip(slip(text)),
    'other order': reversed,
    joined: (text) => text.replace(' ', ''),
    split: splitUp,
    'word added': (text) => `${text} ${pick([...additions, word()])}`,
    'slip and order': (text) => slip(reversed(text)),
  };
  return {
    pick,
    /** One to three words, mostly a made-up one and a trade. */
    name(): string {
      const kind = random();
      if (kind < 0.2) return word();
      if (kind < 0.8) return `${word()} ${pick(trades)}`;
      return kind < 0.9 ? `${word()} ${word()}` : `${word()} ${word()} ${pick(trades)}`;
    },
    changed: (text: string, change: Change): string => made[change](text),
  };
}
