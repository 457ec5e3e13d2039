const prefixWeight = 0.1;
const longestPrefix = 4;

/** Jaro–Winkler similarity in [0, 1]: prefix weight 0.1 over up to four characters, no boost threshold (domain §4.4). */
export function jaroWinkler(left: string, right: string): number {
  const jaro = jaroOf(left, right);
  let prefix = 0;
  while (prefix < longestPrefix && prefix < left.length && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * prefixWeight * (1 - jaro);
}

function jaroOf(left: string, right: string): number {
  if (left.length === 0 || right.length === 0) return 0;
  if (left === right) return 1;
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1);
  const isTaken = new Uint8Array(right.length);
  const matchedLeft: number[] = [];
  for (let at = 0; at < left.length; at += 1) {
    const code = left.charCodeAt(at);
    const to = Math.min(right.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= to; other += 1) {
      if (isTaken[other] === 1 || right.charCodeAt(other) !== code) continue;
      isTaken[other] = 1;
      matchedLeft.push(code);
      break;
    }
  }
  const matches = matchedLeft.length;
  if (matches === 0) return 0;
  const misplaced = misplacedCount(matchedLeft, right, isTaken);
  return (matches / left.length + matches / right.length + (matches - misplaced / 2) / matches) / 3;
}

/** How many matched characters stand in another order; two of them make one transposition. */
function misplacedCount(matchedLeft: readonly number[], right: string, isTaken: Uint8Array): number {
  let misplaced = 0;
  let nth = 0;
  for (let at = 0; at < right.length; at += 1) {
    if (isTaken[at] !== 1) continue;
    if (matchedLeft[nth] !== right.charCodeAt(at)) misplaced += 1;
    nth += 1;
  }
  return misplaced;
}
