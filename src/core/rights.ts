import type { Actor, PartnerRole, StaffRole } from './actor.ts';
import { AppError } from './errors.ts';

/** Every holder of a right: a role of domain §0.4, a job, or the operator at the command line. */
export type RightHolder = StaffRole | PartnerRole | 'job' | 'operator';

/** A feature's declared rights: verb → who may (design §7). What is not listed is refused. */
export type Rights<Verb extends string = string> = Readonly<Record<Verb, readonly RightHolder[]>>;

export function mayDo<Verb extends string>(rights: Rights<Verb>, verb: Verb, actor: Actor): boolean {
  const holders: readonly RightHolder[] = rights[verb];
  switch (actor.kind) {
    case 'staff':
    case 'partner':
      return actor.roles.some((role) => holders.includes(role));
    case 'job':
    case 'operator':
      return holders.includes(actor.kind);
    default:
      return false;
  }
}

/** Throws AppError(forbidden) when the actor's roles do not hold the verb. */
export function requireRight<Verb extends string>(rights: Rights<Verb>, verb: Verb, actor: Actor): void {
  if (!mayDo(rights, verb, actor)) {
    throw new AppError({ kind: 'forbidden', code: 'core.forbidden', params: {}, details: { verb, actor: actor.kind } });
  }
}
