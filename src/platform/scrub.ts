/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

const removed = '[secret]';

/** Shapes of secrets, wherever they turn up. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // Slack's tokens, rotated ones included: xoxb-…, xoxe.xoxp-…, xapp-…
  [/(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/gu, removed],
  [/\bBearer\s+\S+/gu, `Bearer ${removed}`],
  [/v0=[0-9a-f]{64}/gu, removed],
  // A response_url lets anybody answer in our name.
  [/https:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"')]+/gu, removed],
  // Credentials in an address, up to the last @: passwords hold unencoded ones more often than they should.
  [/(mongodb(?:\+srv)?:\/\/)[^\s"']*@/gu, `$1${removed}@`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/"'@]+:[^\s/"'@]*@/giu, `$1${removed}@`],
];

/** Where libraries put what a person typed into an error message: V8's JSON.parse, E11000, mongoose casts. */
const quotedValues: readonly (readonly [RegExp, string])[] = [
  [/"[\s\S]*" is not valid JSON/gu, '"…" is not valid JSON'],
  [/dup key: \{[\s\S]*\}/gu, 'dup key: {…}'],
  [/value "[\s\S]*?" \(type/gu, 'value "…" (type'],
];

/** `secrets`: values to take out wherever they stand, such as the signing secret, which has no shape of its own. */
export function createScrub(secrets: readonly string[]): Scrub {
  const values = secrets.filter((value) => value.length >= 6).toSorted((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const value of values) clean = clean.replaceAll(value, removed);
    for (const [shape, replacement] of shapes) clean = clean.replace(shape, replacement);
    return clean;
  };
}

/** For messages and stacks of errors: what a person typed goes too. */
export function withoutQuotedValues(text: string): string {
  return quotedValues.reduce((clean, [shape, replacement]) => clean.replace(shape, replacement), text);
}
