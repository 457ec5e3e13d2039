import { createHash } from 'node:crypto';

/** Field names that hold personal data (domain §17.1), alone or behind a prefix: `name`, `contactEmail`, `old_phone`. */
const personalNames = /^(?:name|person|address)$|^(?:first|last|full|real|contact|person|user)_?name$/iu;
const personalEndings = /(?:^|[a-z_.])(?:e-?mails?|phones?|mobiles?|user_?ids?|slack_?ids?)$/iu;

/** Whether values under this name (or dotted path) are personal. */
export function isPersonal(field: string): boolean {
  return personalNames.test(field.split('.').at(-1) ?? '') || personalEndings.test(field);
}

/** The value with everything personal replaced by a hash: equal values stay equal, so a change can still be seen. */
export function withoutPersonal(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => withoutPersonal(field, item));
  if (isPersonal(field)) return hashed(value);
  if (value instanceof Date || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutPersonal(name, inner)]));
}

/** The prefix keeps our hashes from matching other tables of hashed names; it must never change. */
const prefix = 'drumbeat.audit.v1:';

function hashed(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `sha256:${createHash('sha256')
    .update(prefix + text)
    .digest('hex')
    .slice(0, 32)}`;
}
