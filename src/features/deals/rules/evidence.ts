import type { PartnerActor } from '#core/actor.ts';
import type { Evidence, FieldProblem } from '../field-schemas.ts';

/** Beyond it the oldest notes give way: links and files are what a decision rests on. */
const mostEvidence = 60;

/** What somebody put into a field for a link: an address has a scheme, everything else is words. */
export function linkOrWords(typed: string): Evidence {
  return { kind: /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? 'link' : 'note', ref: typed };
}

/**
 * The first link that is not taken (domain §4.2 no. 31): only https, without a password, from one of `hosts` or below
 * it; no hosts: from everywhere.
 */
export function linkProblem(evidence: readonly Evidence[], hosts: readonly string[]): FieldProblem | null {
  for (const { kind, ref } of evidence) {
    const problem = kind === 'link' ? problemOfLink(ref, hosts) : null;
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfLink(ref: string, hosts: readonly string[]): FieldProblem | null {
  const field = 'evidence';
  if (!/^https:\/\//i.test(ref)) return { field, code: 'link_needs_https' };
  const url = /\s/.test(ref) ? null : URL.parse(ref);
  if (url === null) return { field, code: 'link_not_one' };
  if (url.username !== '' || url.password !== '') return { field, code: 'link_with_password' };
  const host = url.hostname.replace(/\.$/, '');
  const isAllowed = hosts.length === 0 || hosts.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
  return isAllowed ? null : { field, code: 'link_host', params: { hosts: hosts.join(' ') } };
}

/** With the day and the person, which the server knows. */
export function given(evidence: readonly Evidence[], { person, name }: PartnerActor, at: Date): Evidence[] {
  return evidence.map((one) => ({ ...one, at, by: { userId: person.userId, name: name ?? null } }));
}

export function withEvidence(kept: readonly Evidence[], added: readonly Evidence[]): Evidence[] {
  const all = [...kept, ...added];
  const over = all.length - mostEvidence;
  if (over <= 0) return all;
  const leaving = new Set(all.filter(({ kind }) => kind === 'note').slice(0, over));
  return all.filter((one) => !leaving.has(one)).slice(-mostEvidence);
}
